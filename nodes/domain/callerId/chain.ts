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

/** Takes numbers that tie; answers whether the search may end. */
type Visit = (tie: Tie) => boolean;
/** Shows its ties to `visit`, best first, until that ends the search; answers whether it did. */
type Rule = (pool: Pool, call: Call, visit: Visit) => boolean;

/** Longest prefix first. */
function visitPrefixes(numbers: CountryNumbers | undefined, national: string, visit: Visit): boolean {
	if (!numbers) return false;
	return numbers.prefixLengths.some((length) => {
		const serving = numbers.byPrefix.get(national.slice(0, length));
		return serving !== undefined && visit(serving);
	});
}

/** Numbers for the whole country before those that serve another part of it. */
const visitCountry = (numbers: CountryNumbers | undefined, visit: Visit): boolean =>
	numbers !== undefined && (visit(numbers.general) || visit(numbers.all));

/** A seat's or campaign's own numbers for the destination's country, local ones first. */
function visitOwn(index: PoolIndex | undefined, { country, nationalNumber }: ParsedNumber, visit: Visit): boolean {
	const numbers = country === undefined ? undefined : index?.byCountry.get(country);
	return visitPrefixes(numbers, nationalNumber, visit) || visitCountry(numbers, visit);
}

const numbersOf = (pool: Pool, country: string | undefined): CountryNumbers | undefined =>
	country === undefined ? undefined : pool.index.byCountry.get(country);

const visitOne = (entry: PoolEntry | undefined, visit: Visit): boolean =>
	entry !== undefined && visit({ entries: [entry] });

const CHAIN: Readonly<Record<MatchedBy, Rule>> = Object.freeze({
	sticky: (pool, { sticky }, visit) => sticky !== undefined && visitOne(pool.byNumber.get(sticky), visit),
	seat: (pool, { seatId, destination }, visit) =>
		seatId !== undefined && visitOwn(pool.bySeat.get(seatId), destination, visit),
	campaign: (pool, { campaign, destination }, visit) =>
		campaign !== undefined && visitOwn(pool.byCampaign.get(campaign), destination, visit),
	prefix: (pool, { destination }, visit) =>
		visitPrefixes(numbersOf(pool, destination.country), destination.nationalNumber, visit),
	country: (pool, { destination }, visit) => visitCountry(numbersOf(pool, destination.country), visit),
	mappedCountry: (pool, { destination, countryMap }, visit) =>
		visitCountry(numbersOf(pool, countryMap.get(destination.country ?? '')), visit),
	callingCode: (pool, { destination: { callingCode } }, visit) =>
		visitCountry(numbersOf(pool, mainCountry(callingCode)), visit) ||
		visit(pool.index.byCallingCode.get(callingCode) ?? { entries: [] }),
	default: (_pool, { defaultEntry }, visit) => visitOne(defaultEntry, visit),
});

function isFree(entry: PoolEntry, { exclude, seatId, lendSeatNumbers }: Call): boolean {
	return !exclude.has(entry.number) && (entry.seatId === undefined || entry.seatId === seatId || lendSeatNumbers);
}

/**
 * Walks a level's ties of numbers that the call may use, best first, each number in the first tie that has it.
 * @param take gets each tie, never an empty one, and answers whether the walk may end
 */
export function walkLevel(
	level: Level,
	pool: Pool,
	call: Call,
	take: (matchedBy: MatchedBy, tie: Tie) => boolean,
): void {
	// Most pools and calls restrict nothing, and end at their first tie; then it need not be copied.
	const isOpen = call.exclude.size === 0 && (call.lendSeatNumbers || pool.bySeat.size === 0);
	let passed: Set<PoolEntry> | undefined;
	for (const matchedBy of level) {
		const isDone = CHAIN[matchedBy](pool, call, (whole) => {
			const isWhole = isOpen && !passed;
			const tie = isWhole
				? whole
				: { entries: whole.entries.filter((entry) => !passed?.has(entry) && isFree(entry, call)) };
			if (tie.entries.length === 0) return false;
			if (take(matchedBy, tie)) return true;
			passed ??= new Set();
			for (const entry of tie.entries) passed.add(entry);
			return false;
		});
		if (isDone) return;
	}
}

/** Whether any rule has a number that the call may use. */
export const hasNumber = (pool: Pool, call: Call): boolean =>
	LEVELS.some((level) => {
		let any = false;
		walkLevel(level, pool, call, () => (any = true));
		return any;
	});
