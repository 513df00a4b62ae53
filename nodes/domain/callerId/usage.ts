import type { CallStore } from '../store/callStore';
import { changeEntry, versionOf } from '../store/changeEntries';
import type { PoolEntry } from './pool';

const DAY_MS = 86_400_000;
/** Long enough that a day's counters outlive the day in every time zone. */
const COUNTER_KEEP_MS = 2 * DAY_MS;
const LAST_USE_KEEP_MS = 30 * DAY_MS;
const CONTACT_KEEP_MS = 90 * DAY_MS;

/** What the numbers were used for, remembered in the call store. */
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

export interface UsageSettings {
	store: CallStore;
	namespace: string;
	/** A name for private text that only this n8n can make: keys hold no number and no contact. */
	pseudonym: (text: string) => string;
	/** Milliseconds since 1970. */
	now: () => number;
	/** The day that counts as today at a time, e.g. `2026-11-20`, in the team's time zone. */
	dayOf: (time: number) => string;
}

export function usageIn({ store, namespace, pseudonym, now, dayOf }: UsageSettings): Usage {
	let lastUse = 0;
	const keyOf = (kind: string, text: string): string => `callerId:${namespace}:${kind}:${pseudonym(text)}`;
	const dayKey = ({ number }: PoolEntry): string => keyOf(`day:${dayOf(now())}`, number);
	const lastKey = ({ number }: PoolEntry): string => keyOf('last', number);
	const contactKey = (contact: string): string => keyOf('contact', contact);
	const turnKey = (entries: readonly PoolEntry[]): string => keyOf('turn', entries.map(({ number }) => number).join());
	const numbersAt = async (keys: readonly string[]): Promise<number[]> =>
		(await store.read(keys)).entries.map((entry) => Number(entry?.value ?? 0));
	/** @returns the new count; undefined when it would be more than `cap`, and then nothing was counted */
	const count = async (key: string, keepMs: number, cap = Infinity): Promise<number | undefined> =>
		await changeEntry<number | undefined>(store, [key], ([entry]) => {
			const value = Number(entry?.value ?? 0) + 1;
			if (value > cap) return { writes: [], result: undefined };
			return { writes: [{ key, expected: versionOf(entry), value, keepMs }], result: value };
		});
	const put = async (key: string, value: unknown, keepMs: number): Promise<void> =>
		void (await store.commit([[{ key, value, keepMs }]]));

	return {
		nextTurn: async (entries) => (await count(turnKey(entries), LAST_USE_KEEP_MS)) as number,
		lastUses: async (entries) => await numbersAt(entries.map(lastKey)),
		usesToday: async (entries) => await numbersAt(entries.map(dayKey)),
		takeToday: async (entry, cap) => (await count(dayKey(entry), COUNTER_KEEP_MS, cap)) !== undefined,
		async noteLastUse(entry) {
			// Many calls fall into one millisecond; each is later than the one before.
			lastUse = Math.max(now(), lastUse + 1);
			await put(lastKey(entry), lastUse, LAST_USE_KEEP_MS);
		},
		async contactNumbers(contact) {
			const { entries } = await store.read([contactKey(contact)]);
			return (entries[0]?.value as string[] | undefined) ?? [];
		},
		noteContactNumbers: async (contact, numbers) => await put(contactKey(contact), numbers, CONTACT_KEEP_MS),
	};
}
