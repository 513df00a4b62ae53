import { candidates, freeIn, RULES, type Call, type Candidates, type MatchedBy } from './candidates';
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

/** A number in its place in line. */
type InLine = readonly [entry: PoolEntry, candidates: Candidates];

/** A rule's numbers one by one, ties ordered by the strategy. */
function* lineOf(rule: (typeof RULES)[number], pool: Pool, request: Request): Generator<InLine> {
	for (const match of candidates(rule, pool, request)) {
		for (const entry of strategies[request.strategy](match.tie, request.tie))
			if (match.isFree(entry)) yield [entry, match];
	}
}

const toChoice = ([entry, match]: InLine, repeats: boolean): Choice => ({
	kind: 'choice',
	entry,
	matchedBy: match.matchedBy,
	tied: freeIn(match),
	repeats,
});

/**
 * Chooses the number to call from: pure, total and deterministic.
 *
 * The first rule with a free number puts its numbers in line. Attempt k takes the k-th; after the last the line starts
 * over.
 */
export function selectCallerId(pool: Pool, request: Request): Choice | NoMatch {
	for (const rule of RULES) {
		const before: InLine[] = [];
		for (const next of lineOf(rule, pool, request)) {
			if (before.length === request.attempt - 1) return toChoice(next, false);
			before.push(next);
		}
		if (before.length > 0) return toChoice(before[(request.attempt - 1) % before.length], true);
	}
	return explainNoMatch(pool, request);
}
