import { candidates, type Call, type Candidates, type MatchedBy } from './chain';
import type { Pool, PoolEntry } from './pool';
import { strategies, type StrategyName, type TieContext } from './strategies';

export interface Choice {
	kind: 'choice';
	entry: PoolEntry;
	matchedBy: MatchedBy;
	/** The numbers that tied where the choice was made, in the pool's order. */
	tied: readonly PoolEntry[];
}

export interface NoMatch {
	kind: 'noMatch';
	/** `exhausted`: there are numbers for this destination, but earlier attempts or Exclude took them all. */
	code: 'notProvisioned' | 'exhausted';
}

export interface Request extends Call {
	/** From 1; attempt 2 takes the next number in line. */
	attempt: number;
	strategy: StrategyName;
	tie: TieContext;
}

/** The `skip`-th number in line over all groups, or how many numbers the line has when it is shorter. */
function takeInLine(pool: Pool, request: Request, skip: number): Choice | number {
	let passed = 0;
	for (const { matchedBy, entries } of candidates(pool, request)) {
		if (skip - passed < entries.length) {
			const entry = strategies[request.strategy](entries, skip - passed, request.tie);
			return { kind: 'choice', entry, matchedBy, tied: entries };
		}
		passed += entries.length;
	}
	return passed;
}

const isAnyProvisioned = (pool: Pool, request: Request): boolean => {
	const everything: Iterator<Candidates, void> = candidates(pool, { ...request, exclude: new Set() });
	return !everything.next().done;
};

/**
 * Chooses the number to call from: pure, total and deterministic.
 *
 * All rules' numbers form one line, best rule first, ties ordered by the strategy; attempt k takes the k-th of those
 * that are not excluded, so no attempt repeats a number. Where the excluded numbers alone account for the earlier
 * attempts, the line starts over with the numbers that are left.
 */
export function selectCallerId(pool: Pool, request: Request): Choice | NoMatch {
	const skip = request.attempt - 1;
	const taken = takeInLine(pool, request, skip);
	if (typeof taken !== 'number') return taken;
	if (taken > 0 && request.exclude.size >= skip) return takeInLine(pool, request, skip % taken) as Choice;
	return { kind: 'noMatch', code: taken > 0 || isAnyProvisioned(pool, request) ? 'exhausted' : 'notProvisioned' };
}
