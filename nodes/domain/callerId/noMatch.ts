import { hasNumber, type Call } from './candidates';
import type { Pool } from './pool';

export interface NoMatch {
	kind: 'noMatch';
	/**
	 * `exhausted`: there are numbers for this destination, and all of them are excluded.
	 * `otherSeats`: there are some, and all of them are dedicated to other seats.
	 * `dailyCap`: there are some left, and each has made its calls of the day.
	 */
	code: 'notProvisioned' | 'exhausted' | 'otherSeats' | 'dailyCap';
}

/** Why no rule has a number: what would have to be otherwise for one to have it. */
export function explainNoMatch(pool: Pool, call: Call): NoMatch {
	const unexcluded = { ...call, exclude: new Set<string>() };
	if (call.exclude.size > 0 && hasNumber(pool, unexcluded)) return { kind: 'noMatch', code: 'exhausted' };
	if (pool.bySeat.size > 0 && hasNumber(pool, { ...unexcluded, lendSeatNumbers: true }))
		return { kind: 'noMatch', code: 'otherSeats' };
	return { kind: 'noMatch', code: 'notProvisioned' };
}
