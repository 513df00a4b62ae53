import type { OnceRecord } from '../once/record';
import type { CallStore, Entry } from '../store/callStore';
import type { Ends } from './live';

/** Where the end of a call is found. */
export interface CallEnds {
	/** Of a call's entry in the store. */
	keyOf(callUuid: string): string;
	/** The store's time when the call ended; undefined while it lives. */
	endOf(entry: Entry): number | undefined;
}

/** The calls that dial attempts led to, as far as the trunk has named them. */
async function callsOf(store: CallStore, ids: readonly string[]): Promise<Map<string, string>> {
	const { entries } = await store.read(ids);
	const calls = new Map<string, string>();
	for (const [index, id] of ids.entries()) {
		const { result } = (entries[index]?.value ?? {}) as Partial<OnceRecord<{ callUuid?: string }>>;
		if (result?.callUuid !== undefined) calls.set(id, result.callUuid);
	}
	return calls;
}

/** Which dial attempts' calls have ended, and when. @throws StoreUnavailable */
export async function readEnds(store: CallStore, ids: readonly string[], calls: CallEnds): Promise<Ends> {
	const ends = new Map<string, number>();
	if (ids.length === 0) return ends;
	const known = [...(await callsOf(store, ids))];
	if (known.length === 0) return ends;
	const { entries } = await store.read(known.map(([, callUuid]) => calls.keyOf(callUuid)));
	for (const [index, [id]] of known.entries()) {
		const entry = entries[index];
		const endedAt = entry && calls.endOf(entry);
		if (endedAt !== undefined) ends.set(id, endedAt);
	}
	return ends;
}
