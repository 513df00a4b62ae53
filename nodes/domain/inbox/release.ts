import type { CallStore } from '../store/callStore';
import { isSame } from './begin';
import { changeEntries } from '../store/changeEntries';
import { entryKey } from './eventKey';
import { toWrite, type EventRecord, type Filing, type Owner } from './record';

/**
 * An execution that may have begun events ends before any of them has left: they wait again, as if nothing had been.
 * @throws StoreUnavailable
 */
export async function release(
	store: CallStore,
	eventKeys: readonly string[],
	{ owner, ...filing }: Filing & { owner: Owner },
): Promise<void> {
	const groups = eventKeys.map((key) => [entryKey(filing.namespace, key)]);
	await changeEntries(store, groups, ([entry], now) => {
		const record = entry?.value as EventRecord | undefined;
		if (!entry || record?.state !== 'begun' || !isSame(record.owner, owner)) return { writes: [], result: undefined };
		const { owner: _owner, begunAt: _begunAt, shared: _shared, ...rest } = record;
		return { writes: [toWrite(filing, entry, { ...rest, state: 'waiting', dueAt: now }, now)], result: undefined };
	});
}
