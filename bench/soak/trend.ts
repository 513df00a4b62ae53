import { jStat } from 'jstat';
import { mean } from 'simple-statistics';

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
	const minutes = blocks.map(({ at }) => (at - blocks[0].at) / 60_000);
	const line = jStat.models.ols(
		blocks.map(({ value }) => value),
		minutes.map((minute) => [1, minute]),
	);
	const [low, high] = line.t.interval95[1];
	return { slope: line.coef[1], low, high, blocks: blocks.length };
}
