import { trendOf, type Point } from '../../bench/soak/trend';
import { seededRandom } from '../../simulator/random';

const MINUTE_MS = 60_000;
const perMinute = (values: number[]): Point[] => values.map((value, minute) => ({ at: minute * MINUTE_MS, value }));

it('draws the least-squares line, with its confidence interval', () => {
	const { slope, low, high, blocks } = trendOf(perMinute([1, 3, 2, 5, 4, 6]), MINUTE_MS)!;
	// By hand: Sxy 15.5, Sxx 17.5, residual 3.771429, standard error 0.232115.
	expect(blocks).toBe(6);
	expect(slope).toBeCloseTo(0.8857, 3);
	expect(low).toBeCloseTo(0.2413, 2);
	expect(high).toBeCloseTo(1.5302, 2);
});

it('says nothing of fewer than six blocks', () =>
	expect(trendOf(perMinute([1, 2, 3, 4, 5]), MINUTE_MS)).toBeUndefined());

it('takes of each block what it is told to', () => {
	const sawtooth = Array.from({ length: 240 }, (_, index) => ({
		at: index * 1000,
		value: 100 + (index % 30) + index / 60,
	}));
	const { slope } = trendOf(sawtooth, 30_000, (values) => Math.min(...values))!;
	expect(slope).toBeCloseTo(1, 6);
});

describe('samples that resemble the ones before them, as those of memory do', () => {
	/** Twenty minutes of one sample in two seconds, each of which keeps half of how far the one before was off. */
	function wander(seed: number, growthPerMinute: number): Point[] {
		const random = seededRandom(seed);
		let off = 0;
		return Array.from({ length: 600 }, (_, index) => {
			off = 0.8 * off + 20 * (random() - 0.5);
			return { at: index * 2_000, value: 800 + off + (growthPerMinute * index) / 30 };
		});
	}
	const shareOf = (holds: (seed: number) => boolean): number =>
		Array.from({ length: 400 }, (_, index) => holds(index * 7 + 1)).filter(Boolean).length / 400;
	const grows =
		(growth: number, blockMs: number) =>
		(seed: number): boolean =>
			trendOf(wander(seed, growth), blockMs)!.low > 0;

	it('are hardly ever taken for growth', () => expect(shareOf(grows(0, 60_000))).toBeLessThan(0.05));
	it('would be, if each counted as independent', () => expect(shareOf(grows(0, 2_000))).toBeGreaterThan(0.15));
	it('do not hide growth of 1 MB per minute', () => expect(shareOf(grows(1, 60_000))).toBeGreaterThan(0.99));
});
