import type { PoolEntry } from './pool';
import { score } from './rendezvous';

/** What a strategy may look at to break a tie. */
export interface TieContext {
	/** Hash of the contact, or of the destination when there is no contact. */
	contact: readonly [number, number];
	/** Hash of what makes this item unlike any other. */
	item: readonly [number, number];
}

type Key = readonly [number, number];

/** The entry with the `skip`-th highest score. */
function ranked(entries: readonly PoolEntry[], skip: number, key: Key, weightOf: (entry: PoolEntry) => number): PoolEntry {
	const scored = entries.map((entry) => ({ entry, points: score(key, entry.hash, weightOf(entry)) }));
	if (skip > 0) return scored.sort((a, b) => b.points - a.points || a.entry.row - b.entry.row)[skip].entry;
	return scored.reduce((best, next) => (next.points > best.points ? next : best)).entry;
}

/** Breaks a tie: the `skip`-th in line, `skip` below the number of entries. */
type Strategy = (entries: readonly PoolEntry[], skip: number, context: TieContext) => PoolEntry;

const weighted = ({ weight }: PoolEntry): number => weight;
const alike = (): number => 1;

/** Strategies that need no memory of earlier calls. */
export const strategies = Object.freeze({
	stable: (entries, skip, { contact }) => ranked(entries, skip, contact, weighted),
	first: (entries, skip) => entries[skip],
	random: (entries, skip, { item }) => ranked(entries, skip, item, alike),
	weighted: (entries, skip, { item }) => ranked(entries, skip, item, weighted),
} satisfies Record<string, Strategy>);

export type StrategyName = keyof typeof strategies;
