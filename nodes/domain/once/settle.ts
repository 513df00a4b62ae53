import { changeEntries } from '../store/changeEntries';
import type { CallStore } from '../store/callStore';
import { done, toWrite, type OnceRecord } from './record';
import type { CallFiling } from './sendOnce';

/** What somebody learned of a request: the trunk's answer to a question, or the first event that carries its reference. */
export interface Learned<Result> {
	key: string;
	result: Result;
	/** Where the call that came of it is kept. */
	file?: CallFiling;
}

/** Of a refused request somebody may learn that it took effect all the same. */
export const isOpen = ({ state }: OnceRecord): boolean => state === 'sent' || state === 'refused';

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
		keys.map((key) => [key, ...(byKey.get(key)?.file?.keys ?? [])]),
		([entry, ...others], now) => {
			const record = entry?.value as OnceRecord<Result> | undefined;
			const known = entry && byKey.get(entry.key);
			if (!known || !record || !isOpen(record)) return { writes: [], result: false };
			const filed = known.file?.writes(others, record.told, now) ?? [];
			return { writes: [toWrite(entry, done(record, known.result)), ...filed], result: true };
		},
	);
	return learned.map(({ key }) => settled[keys.indexOf(key)]);
}
