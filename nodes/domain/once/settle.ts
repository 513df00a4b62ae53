import { changeEntries, versionOf } from '../store/changeEntries';
import type { CallStore } from '../store/callStore';
import type { OnceRecord } from './record';

/** What somebody learned of a request: the trunk's answer to a question, or the first event that carries its reference. */
export interface Learned<Result> {
	key: string;
	result: Result;
}

/** Of a refused request somebody may learn that it took effect all the same. */
const isOpen = ({ state }: OnceRecord): boolean => state === 'sent' || state === 'refused';

/**
 * Writes into the records of open requests what became of them. Records that are done, or that nobody has, stay.
 * @returns per request whether it was open until now
 * @throws StoreUnavailable; asking again does no harm
 */
export async function settleOpen<Result>(
	store: CallStore,
	learned: ReadonlyArray<Learned<Result>>,
): Promise<boolean[]> {
	const byKey = new Map(learned.map((one) => [one.key, one]));
	const keys = [...byKey.keys()];
	const settled = await changeEntries(
		store,
		keys.map((key) => [key]),
		([entry]) => {
			const record = entry?.value as OnceRecord<Result> | undefined;
			const known = entry && byKey.get(entry.key);
			if (!known || !record || !isOpen(record)) return { writes: [], result: false };
			const value: OnceRecord<Result> = { ...record, state: 'done', result: known.result };
			return {
				writes: [{ key: entry.key, expected: versionOf(entry), value, keepMs: record.windowMs }],
				result: true,
			};
		},
	);
	return learned.map(({ key }) => settled[keys.indexOf(key)]);
}
