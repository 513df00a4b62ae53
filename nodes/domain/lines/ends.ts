import type { Account, OnceRecord } from '../once/record';
import { callKey } from '../register/keys';
import type { CallRecord } from '../register/record';
import type { CallStore } from '../store/callStore';
import type { Ends } from './live';

/** Whose calls these are. */
export type Calls = Pick<Account, 'namespace' | 'credentialId'>;

/** The calls that dial attempts led to, as far as the trunk has named them. */
export async function callsOf(
	store: CallStore,
	ids: readonly string[],
): Promise<Array<[id: string, callUuid: string]>> {
	const { entries } = await store.read(ids);
	return ids.flatMap((id, index): Array<[string, string]> => {
		const { result } = (entries[index]?.value ?? {}) as Partial<OnceRecord<{ callUuid?: string }>>;
		return result?.callUuid === undefined ? [] : [[id, result.callUuid]];
	});
}

/** Which dial attempts' calls have ended, and when, as the register knows. @throws StoreUnavailable */
export async function readEnds(store: CallStore, ids: readonly string[], account: Calls): Promise<Ends> {
	const known = ids.length === 0 ? [] : await callsOf(store, ids);
	if (known.length === 0) return new Map();
	const { entries } = await store.read(known.map(([, callUuid]) => callKey(account, callUuid)));
	return new Map(
		known.flatMap(([id], index): Array<[string, number]> => {
			const { ended } = (entries[index]?.value ?? {}) as Partial<CallRecord>;
			return ended === undefined ? [] : [[id, ended]];
		}),
	);
}
