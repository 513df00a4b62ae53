import type { CallEvent } from '../call/callEvent';
import type { CallStore } from '../store/callStore';
import { changeEntry, versionOf } from '../store/changeEntries';
import { readTime } from '../time/readTime';
import { addDays, DAY_MS, dayOf, KEPT_DAYS, NONE, sum, type Counts, type NumberRecord } from './record';

/** As carriers count them: https://support.telnyx.com/en/articles/1130707-what-are-short-duration-calls */
const SHORT_SECONDS = 6;
/** Call rejected: https://www.itu.int/rec/T-REC-Q.850 */
const REJECTED_CAUSE = 21;
/** Decline (RFC 3261), Unwanted (RFC 8197), Rejected (RFC 8688). */
const REJECTED_STATUSES: ReadonlySet<number> = new Set([603, 607, 608]);

/** Calls of a number on a day. */
export interface Tally {
	number: string;
	day: string;
	counts: Counts;
}

/** What the end of a call counts for its caller ID; undefined for any other event, and for calls that came in. */
export function tallyOf(event: CallEvent): Tally | undefined {
	if (event.event !== 'completed' || event.direction === 'inbound' || !event.fromValid) return undefined;
	const talked = event.durationSeconds ?? 0;
	const isAnswered = talked > 0 || event.answeredAt !== undefined;
	const isRejected =
		!isAnswered && (event.hangupCauseCode === REJECTED_CAUSE || REJECTED_STATUSES.has(event.sipStatus ?? 0));
	return {
		number: event.from,
		day: dayOf(readTime(event.endedAt) ?? Date.parse(event.occurredAt)),
		counts: {
			calls: 1,
			answered: isAnswered ? 1 : 0,
			short: isAnswered && event.durationSeconds !== undefined && talked <= SHORT_SECONDS ? 1 : 0,
			rejected: isRejected ? 1 : 0,
		},
	};
}

const withoutOld = (days: NumberRecord['days'], today: string): NumberRecord['days'] =>
	Object.fromEntries(Object.entries(days).filter(([day]) => day > addDays(today, -KEPT_DAYS)));

/**
 * Adds calls to the record of their number.
 * @param key where the store keeps the number (`numberKey`)
 * @throws StoreUnavailable; then they are counted or not
 */
export async function addCalls(
	store: CallStore,
	key: string,
	tallies: ReadonlyArray<Pick<Tally, 'day' | 'counts'>>,
): Promise<void> {
	await changeEntry(store, [key], ([entry], now) => {
		const record = (entry?.value as NumberRecord | undefined) ?? { days: {} };
		const days: Record<string, Counts> = { ...withoutOld(record.days, dayOf(now)) };
		for (const { day, counts } of tallies) days[day] = sum([days[day] ?? NONE, counts]);
		const write = { key, expected: versionOf(entry), value: { ...record, days }, keepMs: KEPT_DAYS * DAY_MS };
		return { writes: [write], result: undefined };
	});
}
