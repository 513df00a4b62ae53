import { pseudonym } from '../inbox/fingerprint';
import { newestFirst } from '../register/keys';
import type { Told } from '../register/record';
import type { Entry, Write } from '../store/callStore';

/**
 * What the call store keeps of a request that must take effect at most once.
 *
 *   (free) ──claim──► claimed ──depart──► sent ──conclude──► done
 *     ▲                  │                 ├──► (free)   nothing has left
 *     │                  │                 ├──► refused  by an answer of the trunk: free, but the next one asks first
 *     │                  └── its owner     └──► sent     open: until the trunk or an event says what became of it
 *     └── the window is over   takes it up again
 */
export interface OnceRecord<Result = unknown> {
	/** `claimed`: nothing has left. `sent`: the request may have left. `refused`: by an answer. `done`: it took effect. */
	state: 'claimed' | 'sent' | 'refused' | 'done';
	/** The item of a run of an execution; a retry has the same one. */
	owner: string;
	/** One try of it. */
	attempt: string;
	/** Stands for whom it is about, so that a reference used for somebody else is noticed. */
	subject: string;
	/** When it was claimed first, ISO 8601. */
	at: string;
	/** How long it counts from its last change, in whole milliseconds. */
	windowMs: number;
	result?: Result;
	/** An earlier try that the trunk refused by its answer. */
	refused?: Refused;
	/** What the trunk said about an open one, and did not prove. */
	hint?: string;
	/** What is known of the call that it dials, until the call has a record of its own. */
	told?: Told;
	/** Where it is found until then, and the store's time of its claim. */
	list?: { name: string; since: number };
}

/** When a try was claimed that the trunk then refused, ISO 8601, and the call UUID that leads to its call if there is one. */
export interface Refused {
	at: string;
	hint?: string;
}

/** Who wants to do what. */
export interface Once {
	/** Of the entry in the store. */
	key: string;
	owner: string;
	attempt: string;
	subject: string;
	/** When this try began, ISO 8601. */
	at: string;
	/** How long a request counts, in whole milliseconds. */
	windowMs: number;
	/**
	 * After how many milliseconds another owner may do the same again, whatever became of the first time; at once when it
	 * is done. Absent: never within the window.
	 */
	othersMayRepeatAfterMs?: number;
	/** What is known of the call that it dials. */
	told?: Told;
	/** The list of the number that it dials. */
	list?: string;
}

/** Writes a record. */
export function toWrite(
	{ key, version }: Pick<Entry, 'key' | 'version'>,
	record: OnceRecord,
): Write & { value: OnceRecord } {
	const { list, windowMs } = record;
	const write = { key, expected: version, value: record, keepMs: windowMs };
	return list ? { ...write, list: newestFirst(list.name, list.since) } : write;
}

/** The record of a request that took effect: what is known of its call is kept by the call from here on. */
export function done<Result>(record: OnceRecord, result: Result): OnceRecord<Result> {
	const { told: _told, list: _list, hint: _hint, ...rest } = record;
	return { ...rest, state: 'done', result };
}

/** Whose requests these are, and how the store's pseudonyms are made. */
export interface Account {
	/** One n8n with all its processes. */
	namespace: string;
	/** One trunk account: the same reference at another trunk is another call. */
	credentialId: string;
	/** Of this n8n; the store does not have it. */
	secret: string;
}

const keyOf = (kind: string, { namespace, credentialId, secret }: Account, text: string): string =>
	`${kind}:${[namespace, credentialId].map(encodeURIComponent).join(':')}:${pseudonym(secret, text)}`;

/** Where the store keeps what became of a client reference. */
export const dialKey = (account: Account, clientReference: string): string => keyOf('dial', account, clientReference);

/** Where the store keeps what became of a transfer of a call to a number. */
export const transferKey = (account: Account, callUuid: string, number: string): string =>
	keyOf('transfer', account, JSON.stringify([callUuid, number]));
