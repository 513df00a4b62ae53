import type { PoolEntry, Tie } from './pool';
import { byPreference, pack, preferred, type Hash, type Packed } from './rendezvous';

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
	first: (tie: Tie, context: TieContext) => PoolEntry;
	inLine: (tie: Tie, context: TieContext) => readonly PoolEntry[];
}

const byWeight = (tie: Tie): Packed => (tie.packed ??= pack(tie.entries));
const allAlike = (tie: Tie): Packed => ({ hashes: byWeight(tie).hashes });

const hashed = (keyOf: (context: TieContext) => Hash, packedOf: (tie: Tie) => Packed): Strategy => ({
	first: (tie, context) => tie.entries[preferred(packedOf(tie), keyOf(context))],
	inLine: (tie, context) => byPreference(packedOf(tie), keyOf(context)).map((i) => tie.entries[i]),
});

export const strategies = Object.freeze({
	stable: hashed(({ contact }) => contact, byWeight),
	first: { first: ({ entries }) => entries[0], inLine: ({ entries }) => entries },
	random: hashed(({ item }) => item, allAlike),
	weighted: hashed(({ item }) => item, byWeight),
} satisfies Record<string, Strategy>);

export type StrategyName = keyof typeof strategies;
