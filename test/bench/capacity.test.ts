import { deliveriesOf, randomOf, shardOf, simulateBusyHour, type Assumptions } from '../../bench/capacity/simulate';

/** One call in two seconds. */
const SMALL: Assumptions = {
	callsPerDay: 14_400,
	busyHourShare: 1 / 8,
	repeatShare: 0,
	meanRingSeconds: 15,
	meanTalkSeconds: 120,
	newEventsPerSecond: 2.2,
	repeatsPerSecond: 10,
};

it('delivers three events of each call, in their order, and the repeats after the first', () => {
	const random = randomOf(1);
	for (let call = 0; call < 100; call += 1) {
		const deliveries = deliveriesOf('call', 100, { ...SMALL, repeatShare: 0.5 }, random);
		const first = deliveries.filter(({ isRepeat }) => !isRepeat).map(({ at }) => at);
		expect(first).toHaveLength(3);
		expect(first).toEqual([...first].sort((a, b) => a - b));
		expect(deliveries.filter(({ at, isRepeat }, index) => isRepeat && at < deliveries[index - 1].at)).toEqual([]);
	}
});

it("has the hour's share of the day's events, and the share of repeats", () => {
	const { events, repeats } = simulateBusyHour(
		{ ...SMALL, callsPerDay: 288_000, repeatShare: 0.2, newEventsPerSecond: 1_000 },
		8,
		1,
	);
	expect(events / (36_000 * 3)).toBeCloseTo(1, 2);
	expect(repeats / events).toBeCloseTo(0.2, 2);
});

it('gives a call to one shard, and each shard its part', () => {
	const counts = Array<number>(16).fill(0);
	for (let call = 0; call < 160_000; call += 1) {
		counts[shardOf(`call-${call}`, 16)] += 1;
	}
	// Six standard deviations of a fair hash: 6 x sqrt(10,000).
	expect(counts.filter((count) => Math.abs(count - 10_000) > 600)).toEqual([]);
	expect(shardOf('7c9e6679-7425-40de-944b-e07fc1f90ae7', 16)).toBe(shardOf('7c9e6679-7425-40de-944b-e07fc1f90ae7', 16));
});

it('waits as Pollaczek and Khinchine say that a queue with constant service does', () => {
	// Long calls, so that an event tells nothing of when the next one comes.
	const { utilisation, wait } = simulateBusyHour(
		{ ...SMALL, callsPerDay: 576_000, meanRingSeconds: 300, meanTalkSeconds: 600, newEventsPerSecond: 85 },
		1,
		1,
	);
	const load = utilisation.mean;
	expect(load).toBeCloseTo(60 / 85, 1);
	expect(wait.mean / (load / (2 * 85 * (1 - load)))).toBeCloseTo(1, 1);
});

it('leaves work behind when more comes than is managed', () => {
	const { backlogSeconds, utilisation, wait } = simulateBusyHour({ ...SMALL, newEventsPerSecond: 1 }, 1, 1);
	expect(utilisation.mean).toBeGreaterThan(1);
	expect(backlogSeconds).toBeGreaterThan(1_000);
	expect(wait.most).toBeGreaterThan(1_000);
});

it('has the same numbers for the same seed, and others for another', () => {
	expect(simulateBusyHour(SMALL, 3, 5)).toEqual(simulateBusyHour(SMALL, 3, 5));
	expect(simulateBusyHour(SMALL, 3, 5)).not.toEqual(simulateBusyHour(SMALL, 3, 6));
});
