import type { CallStore } from '../store/callStore';
import { changeEntries, changeEntry, type Change } from '../store/changeEntries';
import { entryKey, isCollision } from './eventKey';
import { isOpen, listOf, toWrite, type EventEntry, type EventRecord, type EventState, type Filing } from './record';

/** `open`: it is on its way already. `done`: its payload was dropped when its run was done. */
export type Replay = 'replayed' | 'unknown' | 'open' | 'done';

function replayed(filing: Filing, entry: EventEntry | undefined, now: number): Change<Replay> {
	if (!entry) return { writes: [], result: 'unknown' };
	const { value } = entry;
	if (isOpen(value)) return { writes: [], result: 'open' };
	if (!value.content.event) return { writes: [], result: 'done' };
	const { reason: _reason, owner: _owner, ...rest } = value;
	const again: EventRecord = { ...rest, state: 'waiting', dueAt: now, redeliveries: 0, replayed: true };
	return { writes: [toWrite(filing, entry, again, now)], result: 'replayed' };
}

/** Lets a failed or dead event run again, marked. @throws StoreUnavailable */
export const replayEvent = async (store: CallStore, eventKey: string, filing: Filing): Promise<Replay> =>
	await changeEntry(store, [entryKey(filing.namespace, eventKey)], ([entry], now) =>
		replayed(filing, entry as EventEntry | undefined, now),
	);

const PAGE = 100;
const FAILED: readonly EventState[] = ['failed', 'dead'];

/**
 * Lets everything of a trigger that failed, or came back too often, run again, marked. Collisions are left out: what
 * follows would take them for the other call with their call UUID.
 * @returns how many events
 * @throws StoreUnavailable
 */
export async function replayFailed(store: CallStore, trigger: string, filing: Filing): Promise<number> {
	let count = 0;
	for (const state of FAILED) {
		const seen = new Set<string>();
		for (;;) {
			const { entries } = await store.due(listOf(filing.namespace, trigger, state), seen.size + PAGE);
			const fresh = entries.filter(({ key }) => !seen.has(key));
			if (fresh.length === 0) break;
			for (const { key } of fresh) seen.add(key);
			const results = await changeEntries<Replay>(
				store,
				fresh.filter(({ key }) => !isCollision(key)).map(({ key }) => [key]),
				([entry], now) => replayed(filing, entry as EventEntry | undefined, now),
			);
			count += results.filter((result) => result === 'replayed').length;
		}
	}
	return count;
}
