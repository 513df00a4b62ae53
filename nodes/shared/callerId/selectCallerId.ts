import { walkChain, type Call, type MatchedBy } from './chain';
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
	/**
	 * `exhausted`: there are numbers for this destination, but earlier attempts or Exclude took them all.
	 * `dailyCap`: there are numbers left, and each has made its calls of the day.
	 */
	code: 'notProvisioned' | 'exhausted' | 'dailyCap';
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
	let choice: Choice | undefined;
	walkChain(pool, request, (matchedBy, tied) => {
		if (skip - passed < tied.length) {
			const { first, inLine } = strategies[request.strategy];
			const entry = skip === passed ? first(tied, request.tie) : inLine(tied, request.tie)[skip - passed];
			choice = { kind: 'choice', entry, matchedBy, tied };
			return true;
		}
		passed += tied.length;
		return false;
	});
	return choice ?? passed;
}

/** Whether there would be a number if none were excluded. */
export function isProvisioned(pool: Pool, request: Call): boolean {
	if (request.exclude.size === 0) return false;
	let any = false;
	walkChain(pool, { ...request, exclude: new Set() }, () => (any = true));
	return any;
}

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
	return { kind: 'noMatch', code: taken > 0 || isProvisioned(pool, request) ? 'exhausted' : 'notProvisioned' };
}
