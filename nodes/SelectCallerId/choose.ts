import {
	isStateful,
	selectCallerId,
	selectWithUsage,
	type Choice,
	type NoMatch,
	type UsageRequest,
} from '../domain/callerId';
import type { Run } from './readRun';

export interface Outcome {
	result: Choice | NoMatch;
	/** What chose: the strategy set, or the one used in its place. */
	strategy: UsageRequest['strategy'];
	/** Set when the store that the strategy needs did not answer. */
	usageStore?: 'unavailable';
}

const needsUsage = ({ strategy, dailyCap, remember }: Run): boolean =>
	isStateful(strategy) || dailyCap < Infinity || remember;

/**
 * Chooses with the use of the numbers where the run has it. A store that does not answer is not asked again in this
 * run, since each question may take its whole time limit; a stable choice is better than no call.
 */
async function chooseAmong(run: Run, request: UsageRequest): Promise<Outcome> {
	if (run.usage) {
		try {
			return { result: await selectWithUsage(run.pool, request, run.usage), strategy: request.strategy };
		} catch (error) {
			run.usage = undefined;
			run.warn(`The usage store did not answer, so numbers were chosen without it: ${(error as Error).message}`);
		}
	}
	const strategy = isStateful(request.strategy) ? 'stable' : request.strategy;
	const result = selectCallerId(run.pool, { ...request, strategy });
	return { result, strategy, ...(needsUsage(run) && { usageStore: 'unavailable' as const }) };
}

/** Passes over the numbers that rest while others are left: a pool is never empty because of them. */
export async function choose(run: Run, request: UsageRequest): Promise<Outcome> {
	if (run.resting.size === 0) return await chooseAmong(run, request);
	const exclude = new Set([...request.exclude, ...run.resting]);
	const rested = await chooseAmong(run, { ...request, exclude });
	return rested.result.kind === 'choice' ? rested : await chooseAmong(run, request);
}
