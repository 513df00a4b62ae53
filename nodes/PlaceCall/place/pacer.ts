/** Requests that leave in time can arrive closer together; this keeps a rolling second at the trunk within the limit too. */
const JITTER_MS = 50;

/**
 * When each request may leave so that no rolling second sees more than `perSecond` of them. Reserving is synchronous,
 * so executions that run side by side share one limit.
 * @param now milliseconds, monotonic
 */
export function createPacer(now: () => number) {
	const departures = new Map<string, number[]>();

	/** @returns milliseconds to wait before this request may leave */
	return (key: string, perSecond: number): number => {
		const burst = Math.max(1, Math.floor(perSecond));
		const windowMs = (burst / perSecond) * 1000 + JITTER_MS;
		const past = departures.get(key) ?? [];
		const earliest = past.length < burst ? now() : Math.max(now(), past[past.length - burst] + windowMs);
		departures.set(key, [...past, earliest].slice(-burst));
		return earliest - now();
	};
}
