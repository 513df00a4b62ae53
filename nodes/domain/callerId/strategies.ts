import type { PoolEntry, Tie } from './pool';
import { byPreference, group, type Grouped, type Hash } from './rendezvous';

/** What a strategy may look at to break a tie. */
export interface TieContext {
	/** Hash of the contact, or of the destination when there is no contact. */
	contact: Hash;
	/** Hash of what makes this item unlike any other. */
	item: Hash;
}

/** A way to break a tie that needs no memory of earlier calls: the numbers in line, each found when it is asked for. */
type Strategy = (tie: Tie, context: TieContext) => Iterable<PoolEntry>;

const byWeight = (tie: Tie): Grouped => (tie.byWeight ??= group(tie.entries));
const alike = (tie: Tie): Grouped =>
	(tie.alike ??= group(tie.entries.map(({ low, high }) => ({ low, high, weight: 1 }))));

function* inOrderOf(tie: Tie, grouped: Grouped, key: Hash): Generator<PoolEntry> {
	for (const position of byPreference(grouped, key)) yield tie.entries[position];
}

export const strategies = Object.freeze({
	stable: (tie, { contact }) => inOrderOf(tie, byWeight(tie), contact),
	first: (tie) => tie.entries,
	random: (tie, { item }) => inOrderOf(tie, alike(tie), item),
	weighted: (tie, { item }) => inOrderOf(tie, byWeight(tie), item),
} satisfies Record<string, Strategy>);

export type StrategyName = keyof typeof strategies;
