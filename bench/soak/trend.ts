export interface Point {
	/** Milliseconds. */
	at: number;
	value: number;
}

export interface Trend {
	/** Growth per minute. */
	slope: number;
	/** Bounds of its 95 % confidence interval. */
	low: number;
	high: number;
	blocks: number;
}

/**
 * 97.5 % quantile of Student's t: the normal one, widened for few degrees of freedom (Cornish-Fisher; Abramowitz and
 * Stegun 26.7.5). Right to three digits from 4 on.
 */
export function studentT(degrees: number): number {
	const z = 1.959964;
	const terms = [
		z,
		(z ** 3 + z) / 4,
		(5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
		(3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
		(79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160,
	];
	return terms.reduce((sum, term, power) => sum + term / degrees ** power, 0);
}

export const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

function inBlocks(points: readonly Point[], blockMs: number, reduce: (values: number[]) => number): Point[] {
	const blocks = new Map<number, Point[]>();
	const start = points[0]?.at ?? 0;
	for (const point of points) {
		const number = Math.floor((point.at - start) / blockMs);
		blocks.set(number, [...(blocks.get(number) ?? []), point]);
	}
	return [...blocks.values()].map((block) => ({
		at: mean(block.map(({ at }) => at)),
		value: reduce(block.map(({ value }) => value)),
	}));
}

/** Fewer say nothing about how much they scatter. */
const LEAST_BLOCKS = 6;

/**
 * The least-squares line through the means of blocks of time. Samples that follow each other resemble each other, and
 * an interval that took them for independent would be far too narrow; means of longer blocks nearly are.
 */
export function trendOf(
	points: readonly Point[],
	blockMs: number,
	reduce: (values: number[]) => number = mean,
): Trend | undefined {
	const blocks = inBlocks(points, blockMs, reduce);
	if (blocks.length < LEAST_BLOCKS) return undefined;
	const [x, y] = [mean(blocks.map(({ at }) => at)), mean(blocks.map(({ value }) => value))];
	const squares = blocks.reduce((sum, { at }) => sum + (at - x) ** 2, 0);
	const slope = blocks.reduce((sum, { at, value }) => sum + (at - x) * (value - y), 0) / squares;
	const scatter = blocks.reduce((sum, { at, value }) => sum + (value - y - slope * (at - x)) ** 2, 0);
	const degrees = blocks.length - 2;
	const margin = studentT(degrees) * Math.sqrt(scatter / degrees / squares);
	const perMinute = (value: number): number => value * 60_000;
	return {
		slope: perMinute(slope),
		low: perMinute(slope - margin),
		high: perMinute(slope + margin),
		blocks: blocks.length,
	};
}
