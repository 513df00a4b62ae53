import { readTime, toIso } from '../../time/readTime';
import type { CallRecord } from './callRecord';

export type Row = Record<string, unknown>;

export const isInbound = ({ direction }: CallRecord): boolean => direction === 'inbound';
export const theOtherNumber = (record: CallRecord): unknown =>
	isInbound(record) ? record.fromNumber : record.toNumber;
export const title = (record: CallRecord): string =>
	`${isInbound(record) ? 'Inbound' : 'Outbound'} call ${isInbound(record) ? 'from' : 'to'} ${theOtherNumber(record)}`;
export const wholeSeconds = ({ durationSeconds }: CallRecord): number | undefined =>
	typeof durationSeconds === 'number' ? Math.round(durationSeconds) : undefined;

const secondsOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

/**
 * When the call was placed, or the earliest moment of it that follows from what is known: never its end, unless nobody
 * answered and nothing says how long it rang, because then the two are a ring time apart.
 */
export function startOf({
	initiatedAt,
	answeredAt,
	endedAt,
	ringSeconds,
	durationSeconds,
}: CallRecord): string | undefined {
	if (initiatedAt !== undefined) return toIso(readTime(initiatedAt));
	const known = readTime(answeredAt ?? (durationSeconds === undefined ? undefined : endedAt));
	const talk = answeredAt === undefined ? secondsOf(durationSeconds) : 0;
	return toIso(known === undefined ? undefined : known - (talk + secondsOf(ringSeconds)) * 1000);
}

/** `YYYY-MM-DD HH:MM:SS` in UTC, as Pipedrive, Odoo, SuiteCRM and vtiger have it. */
export function spaced(time: unknown): string | undefined {
	const at = readTime(time, { day: 'start' });
	return at === undefined ? undefined : new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
