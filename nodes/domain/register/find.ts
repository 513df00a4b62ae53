import type { CallEvent } from '../call/callEvent';
import type { OnceRecord } from '../once/record';
import type { CallStore, Entry } from '../store/callStore';
import { callKey, numberList, readCallKey } from './keys';
import type { Register } from './learn';
import type { CallRecord } from './record';
import { toEvent } from './view';

/** A call as the register knows it. */
export interface KnownCall {
	/** As the event that it has reached. */
	event: CallEvent;
	/** The store's time when it was known first. */
	since: number;
	/** The store's time when its end was known first; absent while it is under way. */
	ended?: number;
}

type Where = Pick<Register, 'namespace' | 'credentialId'>;

function toKnown({ key, value }: Entry): KnownCall {
	const { since, ended, ...told } = value as CallRecord;
	return { event: toEvent(told, readCallKey(key).callUuid), since, ...(ended !== undefined && { ended }) };
}

/** A call of a trunk account. @throws StoreUnavailable */
export async function readCall(store: CallStore, register: Where, callUuid: string): Promise<KnownCall | undefined> {
	const { entries } = await store.read([callKey(register, callUuid)]);
	return entries[0] && toKnown(entries[0]);
}

/** A call to or from a number, or an attempt of which nobody knows yet whether it is one: then it has no `callUuid`. */
export interface Attempt extends Omit<KnownCall, 'event'> {
	/** The trunk account. */
	credentialId: string;
	event: Partial<CallEvent>;
}

function toAttempt(entry: Entry): Attempt {
	const { credentialId } = readCallKey(entry.key);
	if (entry.key.startsWith('call:')) return { credentialId, ...toKnown(entry) };
	const { told, list } = entry.value as OnceRecord;
	const { callUuid: _none, ...event } = toEvent(told ?? { facts: {}, legs: {} }, '');
	return { credentialId, event, since: list?.since ?? entry.writtenAt };
}

/**
 * The last calls to or from a contact's number at any trunk of this n8n, attempts that are open included; the newest
 * first. As fast for a million calls as for one.
 * @param number E.164
 * @throws StoreUnavailable
 */
export async function findByNumber(
	store: CallStore,
	register: Pick<Register, 'namespace' | 'secret'>,
	number: string,
	limit = 1,
): Promise<Attempt[]> {
	const { entries } = await store.due(numberList(register, number), limit);
	return entries.map(toAttempt);
}
