import { addDays, KEPT_DAYS, sum, type Counts, type NumberRecord, type Rest } from './record';
import { rateOf, standardErrorsBelow } from './significance';

/** How long a number rests, in days. */
const REST_DAYS = 3;
/**
 * What is compared, and by how many standard errors it must be below: whole days, which are judged once a day, and what
 * there is of today, which is looked at all day long. A week, because a number with few calls has too few in two days.
 */
const WINDOWS = [
	{ endsDaysAgo: 1, days: 2, standardErrors: 3.3 },
	{ endsDaysAgo: 1, days: 7, standardErrors: 3.6 },
	{ endsDaysAgo: 0, days: 1, standardErrors: 4.5 },
];
/** With fewer calls the test says nothing. */
const LEAST_CALLS = 50;
/** At most this share of a pool rests at a time. */
const RESTING_AT_MOST = 0.5;

/** Today and the days before it, the newest first. */
const daysUpTo = (today: string): string[] => Array.from({ length: KEPT_DAYS }, (_, ago) => addDays(today, -ago));

const callsOn = ({ days }: NumberRecord, names: readonly string[]): Counts =>
	sum(names.map((name) => days[name]).filter((counts) => counts !== undefined));

const isResting = ({ rest }: NumberRecord, today: string): boolean =>
	rest !== undefined && rest.from <= today && today < rest.until;

/** How far below, in standard errors of the weaker of both comparisons; undefined when it does not stand out. */
function standsOut(
	record: NumberRecord,
	pool: readonly NumberRecord[],
	names: readonly string[],
	{ endsDaysAgo, days, standardErrors }: (typeof WINDOWS)[number],
): { below: number; rates: Pick<Rest, 'rate' | 'ownRate' | 'poolRate'> } | undefined {
	const judged = names.slice(endsDaysAgo, endsDaysAgo + days);
	// What sent it to rest is not held against it again.
	const since = record.rest?.until ?? '';
	const recent = callsOn(
		record,
		judged.filter((day) => day >= since),
	);
	const own = callsOn(record, names.slice(endsDaysAgo + days));
	const others = sum(pool.filter((other) => other !== record).map((other) => callsOn(other, judged)));
	if ([recent, own, others].some(({ calls }) => calls < LEAST_CALLS)) return undefined;
	const below = Math.min(standardErrorsBelow(recent, own), standardErrorsBelow(recent, others));
	if (below < standardErrors) return undefined;
	return { below, rates: { rate: rateOf(recent), ownRate: rateOf(own), poolRate: rateOf(others) } };
}

/**
 * Which numbers of a pool go to rest today: those whose answer rate is significantly below both their own of the weeks
 * before and that of the others at the same time, the worst first, while at least half of the pool is left.
 * @param pool the records of all its numbers
 * @returns per number its rest; undefined when it goes on, or rests already
 */
export function judge(pool: readonly NumberRecord[], today: string): Array<Rest | undefined> {
	const names = daysUpTo(today);
	const awake = pool.filter((record) => !isResting(record, today));
	const worst = awake
		.flatMap((record) => {
			const found = WINDOWS.map((window) => standsOut(record, awake, names, window)).find((one) => one !== undefined);
			return found ? [{ record, ...found }] : [];
		})
		.sort((a, b) => b.below - a.below)
		.slice(0, Math.max(0, Math.floor(pool.length * RESTING_AT_MOST) - (pool.length - awake.length)));
	const rests = new Map(
		worst.map(({ record, rates }) => [record, { from: today, until: addDays(today, REST_DAYS), ...rates }]),
	);
	return pool.map((record) => rests.get(record));
}
