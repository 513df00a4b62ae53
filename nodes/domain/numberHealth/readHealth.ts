import type { CallStore } from '../store/callStore';
import { changeEntries } from '../store/changeEntries';
import { judge } from './judge';
import { DAY_MS, dayOf, KEPT_DAYS, type NumberRecord } from './record';

const NOTHING: NumberRecord = Object.freeze({ days: Object.freeze({}) });

export interface NumberHealth {
	record: NumberRecord;
	isResting: boolean;
}

/**
 * How the numbers of a pool stand, after those whose answer rate fell were sent to rest.
 * @param keys of the pool's numbers (`numberKey`)
 * @returns in their order
 * @throws StoreUnavailable
 */
export async function readNumberHealth(
	store: CallStore,
	keys: readonly string[],
): Promise<{ today: string; numbers: NumberHealth[] }> {
	const { now, entries } = await store.read(keys);
	const today = dayOf(now);
	const records = entries.map((entry) => (entry?.value as NumberRecord | undefined) ?? NOTHING);
	const rests = judge(records, today);
	const byKey = new Map(keys.map((key, index) => [key, rests[index]]));
	const tired = keys.filter((key) => byKey.get(key));
	await changeEntries(
		store,
		tired.map((key) => [key]),
		([entry]) => {
			const rest = entry && byKey.get(entry.key);
			if (!rest) return { writes: [], result: undefined };
			const value: NumberRecord = { ...(entry.value as NumberRecord), rest };
			const write = { key: entry.key, expected: entry.version, value, keepMs: KEPT_DAYS * DAY_MS };
			return { writes: [write], result: undefined };
		},
	);
	const numbers = records.map((known, index) => {
		const record = { ...known, ...(rests[index] && { rest: rests[index] }) };
		return { record, isResting: record.rest !== undefined && today < record.rest.until };
	});
	return { today, numbers };
}
