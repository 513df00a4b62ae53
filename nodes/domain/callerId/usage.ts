import type { Store } from '../store/store';
import type { PoolEntry } from './pool';
import { hashText } from './rendezvous';

const DAY_MS = 86_400_000;
/** Long enough that a day's counters outlive the day in every time zone. */
const COUNTER_TTL_MS = 2 * DAY_MS;
const LAST_USE_TTL_MS = 30 * DAY_MS;
const CONTACT_TTL_MS = 90 * DAY_MS;

/** What the numbers were used for, remembered in a store that several processes may share. */
export interface Usage {
	/** How often this set of numbers was asked for its turn, this time included. */
	nextTurn(entries: readonly PoolEntry[]): Promise<number>;
	/** When each number was used last, as milliseconds since 1970; 0 for a number not used lately. */
	lastUses(entries: readonly PoolEntry[]): Promise<number[]>;
	usesToday(entries: readonly PoolEntry[]): Promise<number[]>;
	/** Counts one use today, unless that would be more than `cap`; answers whether it did. */
	takeToday(entry: PoolEntry, cap: number): Promise<boolean>;
	noteLastUse(entry: PoolEntry): Promise<void>;
	/** The numbers of this contact's latest series of attempts, the first attempt's first. */
	contactNumbers(contact: string): Promise<string[]>;
	noteContactNumbers(contact: string, numbers: readonly string[]): Promise<void>;
}

/** A short name for any text: stores limit the length of keys, and a contact's identifier is nobody else's business. */
function shortName(text: string): string {
	const { low, high } = hashText(text);
	return `${(low >>> 0).toString(36)}-${(high >>> 0).toString(36)}`;
}

/**
 * @param now milliseconds since 1970
 * @param dayOf the day that counts as today at a time, e.g. `2026-11-20`, in the team's time zone
 */
export function usageIn(store: Store, now: () => number, dayOf: (time: number) => string): Usage {
	let lastUse = 0;
	const dayKey = ({ number }: PoolEntry): string => `callerId:day:${dayOf(now())}:${number}`;
	const lastKey = ({ number }: PoolEntry): string => `callerId:last:${number}`;
	const contactKey = (contact: string): string => `callerId:contact:${shortName(contact)}`;
	const turnKey = (entries: readonly PoolEntry[]): string =>
		`callerId:turn:${shortName(entries.map(({ number }) => number).join())}`;
	const numbersAt = async (keys: readonly string[]): Promise<number[]> =>
		(await store.get(keys)).map((value) => Number(value ?? 0));
	const count = async (key: string, by: number, ttlMs: number): Promise<number> =>
		(await store.add({ [key]: by }, ttlMs))[0];

	return {
		nextTurn: (entries) => count(turnKey(entries), 1, LAST_USE_TTL_MS),
		lastUses: (entries) => numbersAt(entries.map(lastKey)),
		usesToday: (entries) => numbersAt(entries.map(dayKey)),
		async takeToday(entry, cap) {
			const key = dayKey(entry);
			if ((await count(key, 1, COUNTER_TTL_MS)) <= cap) return true;
			await count(key, -1, COUNTER_TTL_MS);
			return false;
		},
		async noteLastUse(entry) {
			// Many calls fall into one millisecond; each is later than the one before.
			lastUse = Math.max(now(), lastUse + 1);
			await store.put(lastKey(entry), String(lastUse), LAST_USE_TTL_MS);
		},
		async contactNumbers(contact) {
			const [numbers] = await store.get([contactKey(contact)]);
			return numbers ? numbers.split(',') : [];
		},
		noteContactNumbers: (contact, numbers) => store.put(contactKey(contact), numbers.join(), CONTACT_TTL_MS),
	};
}
