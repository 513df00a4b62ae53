import type { Counts } from './record';

export const rateOf = ({ calls, answered }: Pick<Counts, 'calls' | 'answered'>): number =>
	calls === 0 ? 0 : answered / calls;

/**
 * By how many standard errors an answer rate is below another one: the two-proportion z-test.
 * https://www.itl.nist.gov/div898/handbook/prc/section3/prc33.htm
 */
export function standardErrorsBelow(these: Counts, others: Counts): number {
	if (these.calls === 0 || others.calls === 0) return 0;
	const pooled = (these.answered + others.answered) / (these.calls + others.calls);
	const variance = pooled * (1 - pooled) * (1 / these.calls + 1 / others.calls);
	return variance === 0 ? 0 : (rateOf(others) - rateOf(these)) / Math.sqrt(variance);
}
