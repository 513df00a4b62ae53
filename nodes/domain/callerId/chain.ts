import { mainCountry, type ParsedNumber } from '../phone';
import type { CountryNumbers, Pool, PoolEntry, PoolIndex, Tie } from './pool';

/**
 * The rules in the order they are asked, in levels: a level is only asked when the one before it has no free number.
 * So attempts go through all numbers that are right for the destination, and do not drift off to a foreign one.
 */
export const LEVELS = [
	['sticky', 'seat', 'campaign', 'prefix', 'country'],
	['mappedCountry'],
	['callingCode'],
	['default'],
] as const;
export type Level = (typeof LEVELS)[number];
export type MatchedBy = Level[number];

/** What a choice depends on besides the pool. */
export interface Call {
	destination: ParsedNumber;
	/** The agent's line; numbers dedicated to another seat are not lent to it unless `lendSeatNumbers`. */
	seatId?: string;
	campaign?: string;
	/** E.164 number that the contact was called from before. */
	sticky?: string;
	/** E.164 numbers that must not be chosen, such as those of earlier attempts. */
	exclude: ReadonlySet<string>;
	lendSeatNumbers: boolean;
	/** Destination country → the country whose numbers to use where the destination has none; ISO 3166-1 alpha-2. */
	countryMap: ReadonlyMap<string, string>;
	defaultEntry?: PoolEntry;
}

/** Numbers that match equally well, by the rule that found them. */
export interface Candidates {
	matchedBy: MatchedBy;
	/** Never empty. */
	tie: Tie;
}

/** A rule's ties, best first. */
type Rule = (pool: Pool, call: Call) => Iterable<Tie>;

/** Longest prefix first. */
function* prefixTies(numbers: CountryNumbers | undefined, national: string): Iterable<Tie> {
	if (!numbers) return;
	for (const length of numbers.prefixLengths) {
		const serving = numbers.byPrefix.get(national.slice(0, length));
		if (serving) yield serving;
	}
}

/** Numbers for the whole country before those that serve another part of it. */
const countryTies = (numbers: CountryNumbers | undefined): Tie[] => (numbers ? [numbers.general, numbers.all] : []);

/** A seat's or campaign's own numbers for the destination's country, local ones first. */
function* ownTies(index: PoolIndex | undefined, { country, nationalNumber }: ParsedNumber): Iterable<Tie> {
	const numbers = country === undefined ? undefined : index?.byCountry.get(country);
	yield* prefixTies(numbers, nationalNumber);
	yield* countryTies(numbers);
}

const numbersOf = (pool: Pool, country: string | undefined): CountryNumbers | undefined =>
	country === undefined ? undefined : pool.index.byCountry.get(country);

const tieOfOne = (entry: PoolEntry | undefined): Tie[] => (entry ? [{ entries: [entry] }] : []);

const CHAIN: Readonly<Record<MatchedBy, Rule>> = Object.freeze<Record<MatchedBy, Rule>>({
	sticky: (pool, { sticky }) => tieOfOne(sticky === undefined ? undefined : pool.byNumber.get(sticky)),
	seat: (pool, { seatId, destination }) =>
		ownTies(seatId === undefined ? undefined : pool.bySeat.get(seatId), destination),
	campaign: (pool, { campaign, destination }) =>
		ownTies(campaign === undefined ? undefined : pool.byCampaign.get(campaign), destination),
	prefix: (pool, { destination }) => prefixTies(numbersOf(pool, destination.country), destination.nationalNumber),
	country: (pool, { destination }) => countryTies(numbersOf(pool, destination.country)),
	mappedCountry: (pool, { destination, countryMap }) =>
		countryTies(numbersOf(pool, countryMap.get(destination.country ?? ''))),
	callingCode: (pool, { destination: { callingCode } }) => [
		...countryTies(numbersOf(pool, mainCountry(callingCode))),
		pool.index.byCallingCode.get(callingCode) ?? { entries: [] },
	],
	default: (_pool, { defaultEntry }) => tieOfOne(defaultEntry),
});

function isFree(entry: PoolEntry, { exclude, seatId, lendSeatNumbers }: Call): boolean {
	return !exclude.has(entry.number) && (entry.seatId === undefined || entry.seatId === seatId || lendSeatNumbers);
}

/** A level's ties of numbers that the call may use, best first, each number in the first tie that has it. */
export function* candidates(level: Level, pool: Pool, call: Call): Generator<Candidates> {
	// Most pools and calls restrict nothing, and end at their first tie; then it need not be copied.
	const isOpen = call.exclude.size === 0 && (call.lendSeatNumbers || pool.bySeat.size === 0);
	let passed: Set<PoolEntry> | undefined;
	for (const matchedBy of level) {
		for (const whole of CHAIN[matchedBy](pool, call)) {
			const isWhole = isOpen && !passed;
			const tie = isWhole
				? whole
				: { entries: whole.entries.filter((entry) => !passed?.has(entry) && isFree(entry, call)) };
			if (tie.entries.length === 0) continue;
			yield { matchedBy, tie };
			passed ??= new Set();
			for (const entry of tie.entries) passed.add(entry);
		}
	}
}

/** Whether any rule has a number that the call may use. */
export const hasNumber = (pool: Pool, call: Call): boolean =>
	LEVELS.some((level) => !candidates(level, pool, call).next().done);
