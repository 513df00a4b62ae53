import type { CallStore } from '../store/callStore';
import { callEntryKey, callOf, entryKey } from './eventKey';

const PAGE = 100;

/**
 * Forgets a call: its events, whatever their state, and what identifies it. An event of it that comes again is new.
 * @param key of any event of the call
 * @returns how many events were known
 * @throws StoreUnavailable
 */
export async function forgetCall(store: CallStore, namespace: string, key: string): Promise<number> {
	const events = await store.find(`${entryKey(namespace, callOf(key))}:`, { limit: PAGE });
	const keys = [...events.map((event) => event.key), callEntryKey(namespace, key)];
	await store.commit(keys.map((each) => [{ key: each }]));
	return events.length;
}
