/** Shows what a test measured; it is judged by the test, and read by whoever writes the documentation. */
export function report(what: string, figures: Record<string, unknown>): void {
	process.stderr.write(`${what}: ${JSON.stringify(figures)}\n`);
}

/** @param share 0.5 for the median */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

/** Median, 99th percentile and maximum of how long answers took, in milliseconds. */
export function answerTimes(
	deliveries: ReadonlyArray<{ answeredAfterMs: number }>,
): Record<'p50' | 'p99' | 'max', number> {
	const times = deliveries.map(({ answeredAfterMs }) => answeredAfterMs);
	return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), max: quantile(times, 1) };
}
