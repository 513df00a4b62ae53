import type { PoolEntry } from './pool';
import { byPreference, preferred, type Hash } from './rendezvous';

/** What a strategy may look at to break a tie. */
export interface TieContext {
	/** Hash of the contact, or of the destination when there is no contact. */
	contact: Hash;
	/** Hash of what makes this item unlike any other. */
	item: Hash;
}

/** A way to break a tie that needs no memory of earlier calls. */
interface Strategy {
	/** The first in line; most calls are first attempts, and for them nothing needs sorting. */
	first: (entries: readonly PoolEntry[], context: TieContext) => PoolEntry;
	inLine: (entries: readonly PoolEntry[], context: TieContext) => readonly PoolEntry[];
}

const weight = (entry: PoolEntry): number => entry.weight;
const alike = (): number => 1;

const hashed = (keyOf: (context: TieContext) => Hash, weightOf: (entry: PoolEntry) => number): Strategy => ({
	first: (entries, context) => preferred(entries, keyOf(context), weightOf),
	inLine: (entries, context) => byPreference(entries, keyOf(context), weightOf),
});

export const strategies = Object.freeze({
	stable: hashed(({ contact }) => contact, weight),
	first: { first: (entries) => entries[0], inLine: (entries) => entries },
	random: hashed(({ item }) => item, alike),
	weighted: hashed(({ item }) => item, weight),
} satisfies Record<string, Strategy>);

export type StrategyName = keyof typeof strategies;
