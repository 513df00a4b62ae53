import { invalid, type Invalid } from '../result';

const DAY_MS = 86_400_000;
const DATE = /^(?:\d{4}-)?(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** Year, month and day as one number: 20261225, or 1225 for that day of every year. */
export type Holidays = ReadonlySet<number>;

/** @param input `2026-12-25`, or `12-25` for every year; separated by commas or white space, or an array */
export function readHolidays(input: unknown): Holidays | Invalid {
	const parts: unknown[] = typeof input === 'string' ? input.split(/[\s,;]+/) : [input ?? []].flat();
	const dates = parts.map((date) => (typeof date === 'string' ? date.trim() : JSON.stringify(date))).filter(Boolean);
	const wrong = dates.find((date) => !DATE.test(date));
	if (wrong !== undefined)
		return invalid(`The holiday “${wrong}” is not a date: use 2026-12-25, or 12-25 for every year.`);
	return new Set(dates.map((date) => Number(date.replace(/-/g, ''))));
}

/** @param day days since 1970-01-01 */
export function isListed(day: number, holidays: Holidays): boolean {
	if (holidays.size === 0) return false;
	const date = new Date(day * DAY_MS);
	const monthAndDay = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
	return holidays.has(monthAndDay) || holidays.has(date.getUTCFullYear() * 10_000 + monthAndDay);
}
