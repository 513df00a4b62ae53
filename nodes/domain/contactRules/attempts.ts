import { pseudonym } from '../inbox/fingerprint';
import type { CallStore, Entry, Write } from '../store/callStore';
import { changeEntry, versionOf } from '../store/changeEntries';
import type { Attempts, Verdict } from './checkContact';

const DAY_MS = 86_400_000;
/** At least as long as the longest period of the table. */
const SHORTEST_KEEP_MS = 31 * DAY_MS;

/** What the call store keeps of the attempts to reach one number. */
interface Attempt {
	/** The store's time. */
	at: number;
	/** The item of a run of an execution that reserved it, or the client reference of the call; a retry has the same. */
	owner: string;
	/** A reservation that no call has followed counts until then; absent: it counts for good. */
	until?: number;
}

interface Record {
	attempts: readonly Attempt[];
	/** How long the longest rule that asked looks back. */
	keepMs: number;
}

/** Whose attempts these are. */
export interface Account {
	/** One n8n with all its processes. */
	namespace: string;
	/** Of this n8n; the store does not have it. */
	secret: string;
}

const keyOf = ({ namespace, secret }: Account, number: string): string =>
	`attempts:${namespace}:${pseudonym(secret, number)}`;

const recordOf = (entry: Entry | undefined): Record =>
	(entry?.value as Record | undefined) ?? { attempts: [], keepMs: SHORTEST_KEEP_MS };

const write = (key: string, entry: Entry | undefined, value: Record): Write => ({
	...{ key, expected: versionOf(entry), value, keepMs: value.keepMs },
});

/** What still counts, or may be followed by a call that is late. */
const worthKeeping = (attempts: readonly Attempt[], now: number, keepMs: number): Attempt[] =>
	attempts.filter(({ at, until }) => at > now - keepMs && (until === undefined || until > now - DAY_MS));

/** How an attempt is reserved. */
export interface Reservation {
	store: CallStore;
	account: Account;
	/** E.164. */
	number: string;
	owner: string;
	/** How long a reservation counts that no call follows; absent: it counts as an attempt from now on. */
	holdMs?: number;
	/** How long attempts are remembered at least. */
	keepMs: number;
	/** Attempts that the store does not know. */
	others: readonly number[];
}

/**
 * Checks a contact with the attempts that the call store knows, and reserves one more when a call is allowed and a rule
 * limits attempts: in one step, so that of two runs only one gets the last. The same owner gets the same answer again.
 * @throws StoreUnavailable; asking again does no harm
 */
export async function attemptsIn(
	{ store, account, number, owner, holdMs, keepMs, others }: Reservation,
	check: (attempts: Attempts) => Verdict,
): Promise<{ verdict: Verdict; count: number }> {
	const key = keyOf(account, number);
	return await changeEntry(store, [key], ([entry], now) => {
		const record = recordOf(entry);
		const keep = Math.max(keepMs, record.keepMs);
		const kept = worthKeeping(record.attempts, now, keep).filter((attempt) => attempt.owner !== owner);
		const counting = kept.filter(({ until }) => until === undefined || until > now);
		const times = [...counting.flatMap(({ at, until }) => (until === undefined ? [at] : [])), ...others];
		const held = counting.flatMap(({ at, until }) => (until === undefined ? [] : [{ at, until }]));
		const verdict = check({ times, held, areCounted: true });
		const result = { verdict, count: times.length + held.length };
		if (verdict.verdict !== 'allowed' || !verdict.hasCap) return { writes: [], result };
		const mine: Attempt = { at: now, owner, ...(holdMs !== undefined && { until: now + holdMs }) };
		return { writes: [write(key, entry, { attempts: [...kept, mine], keepMs: keep })], result };
	});
}

/**
 * A call was placed: the number's oldest reservation becomes an attempt that counts for good. A number that nobody
 * checked has no entry, and gets none.
 * @param reference of the call; counting it again changes nothing
 * @throws StoreUnavailable; asking again does no harm
 */
export async function countPlaced(
	store: CallStore,
	account: Account,
	number: string,
	reference: string,
): Promise<void> {
	const key = keyOf(account, number);
	await changeEntry(store, [key], ([entry], now) => {
		const { attempts, keepMs } = recordOf(entry);
		if (!entry || attempts.some(({ owner }) => owner === reference)) return { writes: [], result: undefined };
		const reserved = attempts.find(({ until }) => until !== undefined);
		const others = attempts.filter((attempt) => attempt !== reserved);
		const value = { attempts: [...others, { at: now, owner: reference }], keepMs };
		return { writes: [write(key, entry, value)], result: undefined };
	});
}

/**
 * Nobody was called: the number's newest reservation counts no more.
 * @throws StoreUnavailable; until the reservation ends, a rule may then keep the contact waiting for nothing
 */
export async function giveAttemptBack(store: CallStore, account: Account, number: string): Promise<void> {
	const key = keyOf(account, number);
	await changeEntry(store, [key], ([entry]) => {
		const { attempts, keepMs } = recordOf(entry);
		const reserved = attempts.filter(({ until }) => until !== undefined).at(-1);
		const others = attempts.filter((attempt) => attempt !== reserved);
		return { writes: reserved ? [write(key, entry, { attempts: others, keepMs })] : [], result: undefined };
	});
}

/** Removes what is known of the attempts to reach a number. @returns how many. @throws StoreUnavailable */
export async function forgetAttempts(store: CallStore, account: Account, number: string): Promise<number> {
	return await changeEntry(store, [keyOf(account, number)], ([entry]) => ({
		writes: entry ? [{ key: entry.key, expected: entry.version }] : [],
		result: recordOf(entry).attempts.length,
	}));
}
