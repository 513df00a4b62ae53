import type { CallEvent } from '../call/callEvent';
import type { OnceRecord } from '../once/record';
import type { CallStore, Entry } from '../store/callStore';
import { readTime } from '../time/readTime';
import { callKey, numberList, readCallKey } from './keys';
import type { Register } from './learn';
import type { CallRecord, Told } from './record';
import { entriesOf } from './scan';
import { toEvent } from './view';

/** A call as the register knows it. */
export interface KnownCall {
	told: Told;
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
	return { told, event: toEvent(told, readCallKey(key).callUuid), since, ...(ended !== undefined && { ended }) };
}

const AT_ONCE = 500;

/** Calls of a trunk account, in the order of their UUIDs. @throws StoreUnavailable */
export async function readCalls(
	store: CallStore,
	register: Where,
	callUuids: readonly string[],
): Promise<Array<KnownCall | undefined>> {
	const keys = callUuids.map((callUuid) => callKey(register, callUuid));
	const calls: Array<KnownCall | undefined> = [];
	for (let at = 0; at < keys.length; at += AT_ONCE) {
		const { entries } = await store.read(keys.slice(at, at + AT_ONCE));
		calls.push(...entries.map((entry) => entry && toKnown(entry)));
	}
	return calls;
}

/**
 * All calls of a trunk account that started from `from` on and before `to`, the newest first. It reads the whole account.
 * @throws StoreUnavailable
 */
export async function listCalls(
	store: CallStore,
	register: Where,
	{ from, to }: { from?: string; to?: string },
): Promise<KnownCall[]> {
	const [first, end] = [readTime(from) ?? -Infinity, readTime(to) ?? Infinity];
	const found: Array<{ call: KnownCall; startedAt: number }> = [];
	for await (const entry of entriesOf(store, callKey(register, ''))) {
		const call = toKnown(entry);
		const startedAt = readTime(call.event.initiatedAt) ?? call.since;
		if (startedAt >= first && startedAt < end) found.push({ call, startedAt });
	}
	return found.sort((a, b) => b.startedAt - a.startedAt).map(({ call }) => call);
}

/** A call to or from a number, or an attempt of which nobody knows yet whether it is one: then it has no `callUuid`. */
interface Attempt extends Omit<KnownCall, 'event' | 'told'> {
	/** The trunk account. */
	credentialId: string;
	event: Partial<CallEvent>;
}

function toAttempt(entry: Entry): Attempt {
	const { credentialId } = readCallKey(entry.key);
	if (entry.key.startsWith('call:')) {
		const { told: _told, ...call } = toKnown(entry);
		return { credentialId, ...call };
	}
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
