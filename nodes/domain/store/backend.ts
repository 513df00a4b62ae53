import { randomUUID } from 'node:crypto';
import { StoreUnavailable, type CallStore } from './callStore';

/** A call store that can be tested. */
export interface Backend extends CallStore {
	/**
	 * Opens it again, and writes, reads and removes an entry.
	 * @returns what the user should know all the same, one sentence each
	 * @throws StoreUnavailable
	 */
	check(): Promise<string[]>;
}

const MINUTE_MS = 60_000;

/** Does everything that needs a right of its own. */
export async function writeAndRemove(store: CallStore): Promise<void> {
	const key = `check/${randomUUID()}`;
	await store.commit([[{ key, expected: 0, value: key, list: { name: key, dueInMs: 0 }, keepMs: MINUTE_MS }]]);
	const { entries } = await store.due(key, 1);
	await store.commit([[{ key, expected: 1 }]]);
	if (entries[0]?.value !== key) throw new StoreUnavailable('The call store does not return what was written to it.');
}
