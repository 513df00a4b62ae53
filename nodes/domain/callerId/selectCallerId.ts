import { candidates, LEVELS, type Call, type Candidates, type Level, type MatchedBy } from './chain';
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

/** The number at a position in the line of a tie. */
function choose({ matchedBy, tie }: Candidates, position: number, request: Request, repeats: boolean): Choice {
	const { first, inLine } = strategies[request.strategy];
	const entry = position === 0 ? first(tie, request.tie) : inLine(tie, request.tie)[position];
	return { kind: 'choice', entry, matchedBy, tied: tie.entries, repeats };
}

/** Attempt k takes the k-th of the level's numbers in line; after the last the line starts over. */
function chooseAtLevel(level: Level, pool: Pool, request: Request): Choice | undefined {
	const places: Array<{ group: Candidates; position: number }> = [];
	for (const group of candidates(level, pool, request)) {
		const position = request.attempt - 1 - places.length;
		if (position < group.tie.entries.length) return choose(group, position, request, false);
		group.tie.entries.forEach((_, at) => places.push({ group, position: at }));
	}
	if (places.length === 0) return undefined;
	const { group, position } = places[(request.attempt - 1) % places.length];
	return choose(group, position, request, true);
}

/**
 * Chooses the number to call from: pure, total and deterministic. The first level of rules with a free number puts
 * its numbers in line, best rule first, ties ordered by the strategy.
 */
export function selectCallerId(pool: Pool, request: Request): Choice | NoMatch {
	for (const level of LEVELS) {
		const choice = chooseAtLevel(level, pool, request);
		if (choice) return choice;
	}
	return explainNoMatch(pool, request);
}
