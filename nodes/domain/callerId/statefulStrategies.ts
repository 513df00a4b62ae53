import type { PoolEntry } from './pool';
import type { Usage } from './usage';

/** A way to break a tie by what the numbers were used for before. */
interface StatefulStrategy {
	inLine(entries: readonly PoolEntry[], usage: Usage): Promise<readonly PoolEntry[]>;
	/** After the choice: notes what `inLine` will look at next time. */
	note(entry: PoolEntry, usage: Usage): Promise<unknown>;
}

/** Fewest first; of equals the one that comes first in the pool. */
function ascending(entries: readonly PoolEntry[], counts: readonly number[]): PoolEntry[] {
	return entries
		.map((entry, i) => ({ entry, count: counts[i] }))
		.sort((a, b) => a.count - b.count)
		.map(({ entry }) => entry);
}

export const statefulStrategies = Object.freeze({
	roundRobin: {
		async inLine(entries, usage) {
			const start = ((await usage.nextTurn(entries)) - 1) % entries.length;
			return [...entries.slice(start), ...entries.slice(0, start)];
		},
		// Asking for the turn noted it.
		note: async () => undefined,
	},
	leastRecentlyUsed: {
		inLine: async (entries, usage) => ascending(entries, await usage.lastUses(entries)),
		note: (entry, usage) => usage.noteLastUse(entry),
	},
	leastUsedToday: {
		inLine: async (entries, usage) => ascending(entries, await usage.usesToday(entries)),
		// The daily count is taken with every choice.
		note: async () => undefined,
	},
} satisfies Record<string, StatefulStrategy>);

export type StatefulStrategyName = keyof typeof statefulStrategies;

/** Whether a strategy needs the memory of earlier calls. */
export const isStateful = (strategy: string): strategy is StatefulStrategyName =>
	Object.hasOwn(statefulStrategies, strategy);
