/** A day of many calls over many shards, each of which works its events off one after the other. */

export interface Assumptions {
	callsPerDay: number;
	/** Of the day's calls, those in its busiest hour. */
	busyHourShare: number;
	/** Of the events, those that the trunk delivers once more. */
	repeatShare: number;
	/** Exponential, as telephone traffic is taken to be. */
	meanRingSeconds: number;
	meanTalkSeconds: number;
	/** What one shard manages in a second. */
	newEventsPerSecond: number;
	repeatsPerSecond: number;
}

export interface BusyHour {
	shards: number;
	events: number;
	repeats: number;
	/** Deliveries in the hour, over all shards' mean: of the busiest one. */
	imbalance: number;
	/** Share of the hour in which a shard is at work: the mean, and the busiest one's. */
	utilisation: { mean: number; most: number };
	/** From a delivery's arrival to the beginning of its work, in seconds. */
	wait: { mean: number; p50: number; p99: number; most: number };
	/** Seconds of work that are left at the end of the hour, in the shard that has most. */
	backlogSeconds: number;
}

export const EVENTS_PER_CALL = 3;
const HOUR = 3_600;
const MAX_REPEAT_DELAY_SECONDS = 30;
/** Waits are counted in steps of 5 ms, up to 5 minutes. */
const STEP = 0.005;
const STEPS = 60_000;

/** Reproducible numbers in [0, 1): mulberry32. */
export function randomOf(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let bits = Math.imul(state ^ (state >>> 15), state | 1);
		bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
		return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** FNV-1a, finished as MurmurHash3 does: all events of a call, and their repeats, are one shard's. */
export function shardOf(callUuid: string, shards: number): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < callUuid.length; index += 1)
		hash = Math.imul(hash ^ callUuid.charCodeAt(index), 0x01000193);
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return ((hash ^ (hash >>> 16)) >>> 0) % shards;
}

export interface Delivery {
	/** Seconds from the beginning of the hour. */
	at: number;
	callUuid: string;
	isRepeat: boolean;
}

/** @returns the deliveries of one call that begins at `start`, in no order */
export function deliveriesOf(
	callUuid: string,
	start: number,
	{ repeatShare, meanRingSeconds, meanTalkSeconds }: Assumptions,
	random: () => number,
): Delivery[] {
	const exponential = (mean: number): number => -mean * Math.log(1 - random());
	const answered = start + exponential(meanRingSeconds);
	const times = [start, answered, answered + exponential(meanTalkSeconds)];
	return times.flatMap((at) => {
		const first = { at, callUuid, isRepeat: false };
		return random() < repeatShare
			? [first, { at: at + random() * MAX_REPEAT_DELAY_SECONDS, callUuid, isRepeat: true }]
			: [first];
	});
}

/** The calls' deliveries that fall into the hour, second by second, each second's in order. Calls begin before the hour too. */
function* hourOf(assumptions: Assumptions, random: () => number): Generator<Delivery[]> {
	const callsPerSecond = (assumptions.callsPerDay * assumptions.busyHourShare) / HOUR;
	const waiting = new Map<number, Delivery[]>();
	const warmUp = Math.ceil(5 * (assumptions.meanRingSeconds + assumptions.meanTalkSeconds));
	let next = -warmUp;
	for (let second = -warmUp, call = 0; second < HOUR; second += 1) {
		for (; next < second + 1; next += -Math.log(1 - random()) / callsPerSecond, call += 1) {
			const callUuid = `${call.toString(16)}-${Math.floor(random() * 2 ** 32).toString(16)}`;
			for (const delivery of deliveriesOf(callUuid, next, assumptions, random)) {
				const key = Math.floor(delivery.at);
				const others = waiting.get(key);
				if (others) others.push(delivery);
				else waiting.set(key, [delivery]);
			}
		}
		if (second >= 0) yield (waiting.get(second) ?? []).sort((a, b) => a.at - b.at);
		waiting.delete(second);
	}
}

/** The busiest hour, event by event, over so many shards. */
export function simulateBusyHour(assumptions: Assumptions, shards: number, seed: number): BusyHour {
	const freeAt = new Float64Array(shards);
	const work = new Float64Array(shards);
	const deliveries = new Float64Array(shards);
	const histogram = new Float64Array(STEPS + 1);
	let [events, repeats, waited, longest] = [0, 0, 0, 0];
	for (const arrivals of hourOf(assumptions, randomOf(seed))) {
		for (const { at, callUuid, isRepeat } of arrivals) {
			const shard = shardOf(callUuid, shards);
			const service = 1 / (isRepeat ? assumptions.repeatsPerSecond : assumptions.newEventsPerSecond);
			const wait = Math.max(0, freeAt[shard] - at);
			freeAt[shard] = at + wait + service;
			work[shard] += service;
			deliveries[shard] += 1;
			histogram[Math.min(STEPS, Math.floor(wait / STEP))] += 1;
			waited += wait;
			longest = Math.max(longest, wait);
			if (isRepeat) repeats += 1;
			else events += 1;
		}
	}
	const count = events + repeats;
	const quantile = (share: number): number => {
		let step = 0;
		for (let seen = histogram[0]; seen < share * count; seen += histogram[step]) step += 1;
		return step * STEP;
	};
	return {
		shards,
		events,
		repeats,
		imbalance: (Math.max(...deliveries) * shards) / count,
		utilisation: { mean: work.reduce((sum, value) => sum + value, 0) / shards / HOUR, most: Math.max(...work) / HOUR },
		wait: { mean: waited / count, p50: quantile(0.5), p99: quantile(0.99), most: longest },
		backlogSeconds: Math.max(0, Math.max(...freeAt) - HOUR),
	};
}
