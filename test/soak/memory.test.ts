import { judgeMemory, type MemorySample } from '../../bench/soak/memory';

/** A sample in two seconds for 18 minutes: memory that fills for 5 minutes, then goes up and down, and grows as told. */
const samples = (growthPerMinute: number): MemorySample[] =>
	Array.from({ length: 540 }, (_, index) => {
		const minutes = index / 30;
		const level = 600 + 40 * Math.min(minutes, 5) + growthPerMinute * minutes;
		return { at: index * 2_000, rss: level + 10 * Math.sin(index), heap: level - 300 + (index % 20) };
	});

it('leaves the warm-up out', () => {
	const { minutes, rss, heapAfterCollection } = judgeMemory(samples(0), 0)!;
	expect(minutes).toBeCloseTo(12, 1);
	expect(rss!.low).toBeLessThan(0);
	expect(rss!.high).toBeGreaterThan(0);
	expect(Math.abs(heapAfterCollection!.slope)).toBeLessThan(0.01);
});

it('begins after the last restart', () => {
	const { minutes } = judgeMemory(samples(0), 9 * 60_000)!;
	expect(minutes).toBeCloseTo(6, 1);
});

it('shows growth', () => {
	const { rss, heapAfterCollection } = judgeMemory(samples(2), 0)!;
	expect(rss!.low).toBeGreaterThan(1);
	expect(heapAfterCollection!.slope).toBeCloseTo(2, 1);
});

it('has nothing to say without samples', () => expect(judgeMemory([], 0)).toBeUndefined());
