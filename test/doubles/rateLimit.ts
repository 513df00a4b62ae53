import type { Clock } from './double';

/** Whether one more request fits, and in how many seconds the next one may. */
export type RateLimit = () => { allowed: true } | { allowed: false; retryAfterSeconds: number };

/**
 * At most `count` requests in any `windowSeconds`; a request beyond them, and every one in the penalty that it starts,
 * is refused.
 * @param penaltySeconds 0 when only the surplus is refused
 */
export function createRateLimit(now: Clock, count: number, windowSeconds: number, penaltySeconds: number): RateLimit {
	let accepted: number[] = [];
	let closedUntil = 0;
	return () => {
		const at = now();
		if (at < closedUntil) return { allowed: false, retryAfterSeconds: Math.ceil((closedUntil - at) / 1000) };
		accepted = accepted.filter((earlier) => earlier > at - windowSeconds * 1000);
		if (accepted.length < count) {
			accepted.push(at);
			return { allowed: true };
		}
		closedUntil = at + penaltySeconds * 1000;
		return {
			allowed: false,
			retryAfterSeconds: penaltySeconds || Math.max(1, Math.ceil((accepted[0] + windowSeconds * 1000 - at) / 1000)),
		};
	};
}
