/** What is counted. */
export const COUNTERS = {
	received: 'Deliveries that arrived, trusted or not',
	refused: 'Deliveries refused, for whatever reason',
	refusedMalformed: 'Deliveries refused because their body is not a call event',
	refusedSignature: 'Deliveries refused because their signature is missing or wrong',
	refusedAddress: 'Deliveries refused because of the address they came from',
	refusedTooLarge: 'Deliveries refused because of their size',
	refusedUnavailable: 'Deliveries refused because a credential or the call store could not be used',
	ignored: 'Trusted deliveries that this trigger was not asked for',
	deduplicated: 'Repeated deliveries of an event that was already received',
	changed: 'Repeated deliveries with other content than the first',
	collisions: 'Events of another call with the same call UUID, kept as dead letters',
	emitted: 'Events for which an execution was started',
	notTaken: 'Events whose execution n8n refused or did not run in time; they are emitted again',
	repeatedEmissions: 'Events that another execution had begun already, so that they left the trigger once',
	redelivered: 'Events that came again because their run was cut off',
	dead: 'Events that came again too often and are dead letters now',
	done: 'Events whose run ended well',
	processed: 'Events that the workflow marked as processed',
	failed: 'Events whose run failed, or that the workflow marked as failed',
} as const;
export type CounterName = keyof typeof COUNTERS;

const HOUR_MS = 3_600_000;
/** Two full days, so that an hour can be compared with the same hour of the day before. */
export const HOURS_KEPT = 48;
/** Hours since 1970. @param time milliseconds since 1970 */
export const hourOf = (time: number): number => Math.floor(time / HOUR_MS);
/** ISO 8601, of the beginning of an hour. */
export const hourName = (hour: number): string => new Date(hour * HOUR_MS).toISOString();

/** What is timed, in milliseconds. */
export const TIMINGS = {
	receipt: 'From the arrival of a delivery to its acknowledgment',
	acknowledgement: "From the event at the trunk, by the trunk's clock, to the acknowledgment of its delivery",
	begin: 'From the receipt of an event to the beginning of its run',
	done: 'From the receipt of an event to the end of its run',
	processing: 'From the receipt of an event to the report that it is processed',
} as const;
export type TimingName = keyof typeof TIMINGS;

/** Upper bounds of the histogram's buckets in milliseconds; a last one takes the rest. */
export const BUCKETS_MS = [
	1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000,
] as const;

export const bucketOf = (ms: number): number => {
	const index = BUCKETS_MS.findIndex((bound) => ms <= bound);
	return index === -1 ? BUCKETS_MS.length : index;
};

/**
 * The value below which a share of the observations lies, interpolated inside its bucket.
 * @param counts one per bucket and one for the rest
 * @returns milliseconds; undefined without observations
 */
export function quantile(counts: readonly number[], share: number): number | undefined {
	const total = counts.reduce((sum, count) => sum + count, 0);
	if (total === 0) return undefined;
	let below = 0;
	for (const [index, count] of counts.entries()) {
		if (below + count >= share * total && count > 0) {
			const from = index === 0 ? 0 : BUCKETS_MS[index - 1];
			const to = BUCKETS_MS[index] ?? from;
			return from + (to - from) * ((share * total - below) / count);
		}
		below += count;
	}
	return undefined;
}
