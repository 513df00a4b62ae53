import type { PoolEntry } from './pool';
import { byPreference, preferred, type Hash } from './rendezvous';

/** What a strategy may look at to break a tie. */
export interface TieContext {
	/** Hash of the contact, or of the destination when there is no contact. */
	contact: Hash;
	/** Hash of what makes this item unlike any other. */
	item: Hash;
}

/** Breaks a tie: the `skip`-th in line, `skip` below the number of entries. */
type Strategy = (entries: readonly PoolEntry[], skip: number, context: TieContext) => PoolEntry;

const weight = (entry: PoolEntry): number => entry.weight;
const alike = (): number => 1;

/** The first in line needs no sorting, and most calls are first attempts. */
const ranked = (entries: readonly PoolEntry[], skip: number, key: Hash, weightOf: (entry: PoolEntry) => number): PoolEntry =>
	skip === 0 ? preferred(entries, key, weightOf) : byPreference(entries, key, weightOf)[skip];

/** Strategies that need no memory of earlier calls. */
export const strategies = Object.freeze({
	stable: (entries, skip, { contact }) => ranked(entries, skip, contact, weight),
	first: (entries, skip) => entries[skip],
	random: (entries, skip, { item }) => ranked(entries, skip, item, alike),
	weighted: (entries, skip, { item }) => ranked(entries, skip, item, weight),
} satisfies Record<string, Strategy>);

export type StrategyName = keyof typeof strategies;
