import type { NumberHealth } from './readHealth';
import { addDays, KEPT_DAYS, sum, type Counts } from './record';
import { rateOf } from './significance';

/** What happened to a number's calls, with its shares as numbers from 0 to 1. */
interface HealthFigures extends Counts {
	answerRate: number;
	shortRate: number;
	rejectionRate: number;
}

export interface DescribedHealth {
	state: 'inUse' | 'resting';
	/** The first day on which a resting number may be used again (UTC). */
	restsUntil?: string;
	reason: string;
	today: HealthFigures;
	/** Yesterday and the day before it. */
	lastTwoDays: HealthFigures;
	/** The four weeks before those. */
	before: HealthFigures;
}

const rounded = (share: number): number => Math.round(share * 1_000) / 1_000;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function figuresOf(counts: Counts): HealthFigures {
	const { calls, answered, short, rejected } = counts;
	return {
		...counts,
		answerRate: rounded(rateOf(counts)),
		shortRate: rounded(rateOf({ calls: answered, answered: short })),
		rejectionRate: rounded(rateOf({ calls, answered: rejected })),
	};
}

/** How a number stands, for a person. */
export function describeHealth({ record, isResting }: NumberHealth, today: string): DescribedHealth {
	const { days, rest } = record;
	const between = (from: number, to: number): HealthFigures =>
		figuresOf(
			sum(
				Array.from({ length: to - from + 1 }, (_, index) => days[addDays(today, -from - index)]).filter(
					(counts) => counts !== undefined,
				),
			),
		);
	const reason =
		isResting && rest
			? `${percent(rest.rate)} of its calls were answered, significantly fewer than before (${percent(rest.ownRate)}) and than with the other numbers (${percent(rest.poolRate)}).`
			: 'Its answer rate is not significantly below its own and that of the other numbers.';
	return {
		state: isResting ? 'resting' : 'inUse',
		...(isResting && rest && { restsUntil: rest.until }),
		reason,
		today: between(0, 0),
		lastTwoDays: between(1, 2),
		before: between(3, KEPT_DAYS - 1),
	};
}
