/** Whether one more request fits at a time, and in how many seconds the next one may. */
export type RateLimit = (at: number) => { allowed: true } | { allowed: false; retryAfterSeconds: number };

/**
 * At most `count` requests in any `windowSeconds`; a request beyond them, and every one in the penalty that it starts,
 * is refused. Times are milliseconds, and may be a little out of order.
 * @param penaltySeconds 0 when only the surplus is refused
 */
export function createRateLimit(count: number, windowSeconds: number, penaltySeconds: number): RateLimit {
	const window = windowSeconds * 1000;
	let accepted: number[] = [];
	let closedUntil = 0;
	return (at) => {
		if (at < closedUntil) return { allowed: false, retryAfterSeconds: Math.ceil((closedUntil - at) / 1000) };
		const times = [...accepted.filter((earlier) => earlier > at - 2 * window), at].sort((one, other) => one - other);
		const full = times.find((first, index) => times[index + count] - first < window);
		if (full === undefined) {
			accepted = times;
			return { allowed: true };
		}
		closedUntil = at + penaltySeconds * 1000;
		return {
			allowed: false,
			retryAfterSeconds: penaltySeconds || Math.max(1, Math.ceil((full + window - at) / 1000)),
		};
	};
}
