import { instantOf, type ZoneOffset } from '../time/zone';

const DAY_MS = 86_400_000;

/** The calendar day of a moment in a zone, as days since 1970-01-01. */
export const dayAt = (at: number, offset: ZoneOffset): number => Math.floor((at + offset(at)) / DAY_MS);

/** The moment at which a calendar day begins in a zone. */
export const startOf = (day: number, offset: ZoneOffset): number => instantOf(day * DAY_MS, offset);

/** @param date `2026-08-11` */
export const dayOfDate = (date: string): number => Date.parse(`${date}T00:00Z`) / DAY_MS;

/** The same day so many months later, the month's last day where it has no such day. */
export function addMonths(day: number, months: number): number {
	const date = new Date(day * DAY_MS);
	const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
	const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
	return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / DAY_MS;
}
