import { LEVELS, walkLevel, type Call, type Level, type MatchedBy } from './chain';
import { explainNoMatch, type NoMatch } from './noMatch';
import type { Pool, PoolEntry } from './pool';
import { strategies, type StrategyName, type TieContext } from './strategies';

export interface Choice {
	kind: 'choice';
	entry: PoolEntry;
	matchedBy: MatchedBy;
	/** The numbers that tied where the choice was made, in the pool's order. */
	tied: readonly PoolEntry[];
	/** Whether every number in line was used by an earlier attempt, so that the line starts over. */
	repeats: boolean;
}

export interface Request extends Call {
	/** From 1; attempt 2 takes the next number in line. */
	attempt: number;
	strategy: StrategyName;
	tie: TieContext;
}

/** The `skip`-th number in line over the level's ties, or how many numbers the line has when it is shorter. */
function takeInLine(level: Level, pool: Pool, request: Request, skip: number, repeats: boolean): Choice | number {
	let passed = 0;
	let choice: Choice | undefined;
	walkLevel(level, pool, request, (matchedBy, tie) => {
		if (skip - passed >= tie.entries.length) {
			passed += tie.entries.length;
			return false;
		}
		const { first, inLine } = strategies[request.strategy];
		const entry = skip === passed ? first(tie, request.tie) : inLine(tie, request.tie)[skip - passed];
		choice = { kind: 'choice', entry, matchedBy, tied: tie.entries, repeats };
		return true;
	});
	return choice ?? passed;
}

/**
 * Chooses the number to call from: pure, total and deterministic.
 *
 * The first level of rules with a free number puts its numbers in line, best rule first, ties ordered by the strategy.
 * Attempt k takes the k-th; after the last the line starts over.
 */
export function selectCallerId(pool: Pool, request: Request): Choice | NoMatch {
	const skip = request.attempt - 1;
	for (const level of LEVELS) {
		const taken = takeInLine(level, pool, request, skip, false);
		if (typeof taken !== 'number') return taken;
		if (taken > 0) return takeInLine(level, pool, request, skip % taken, true) as Choice;
	}
	return explainNoMatch(pool, request);
}
