import { mainCountry, type ParsedNumber } from '../phone';
import { nearby, type Nearness } from './nearby';
import type { CountryNumbers, Pool, PoolEntry, PoolIndex, Tie } from './pool';

export type MatchedBy =
	'sticky' | 'seat' | 'campaign' | Nearness | 'country' | 'mappedCountry' | 'callingCode' | 'default';

/** What a choice depends on besides the pool. */
export interface Call {
	destination: ParsedNumber;
	/** The agent's line; it may not use numbers dedicated to another seat unless `lendSeatNumbers`. */
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

/** Numbers that one rule finds equally good. */
interface Match {
	matchedBy: MatchedBy;
	tie: Tie;
}

/** A match, and which of its numbers the call may use and no earlier match had. */
export interface Candidates extends Match {
	isFree: (entry: PoolEntry) => boolean;
	/** Every number of the tie is free. */
	isWhole: boolean;
}

type Rule = (pool: Pool, call: Call) => Generator<Match>;

/** Numbers for the whole country, then those of another part of it, then toll-free ones. */
function* ofCountry(numbers: CountryNumbers | undefined): Generator<Tie> {
	if (numbers) yield* [numbers.general, numbers.regional, numbers.nonGeographic];
}

const inCountry = (index: PoolIndex | undefined, country: string | undefined): CountryNumbers | undefined =>
	country === undefined ? undefined : index?.byCountry.get(country);

/** The seat's own numbers in a country, then the campaign's own, whatever found the country; near ones first. */
function* own(pool: Pool, { seatId, campaign, destination }: Call, country: string | undefined): Generator<Match> {
	// Most pools have no numbers of a seat or a campaign.
	if (pool.bySeat.size === 0 && pool.byCampaign.size === 0) return;
	const owners: ReadonlyArray<[MatchedBy, PoolIndex | undefined]> = [
		['seat', pool.bySeat.get(seatId ?? '')],
		['campaign', pool.byCampaign.get(campaign ?? '')],
	];
	for (const [matchedBy, index] of owners) {
		const numbers = inCountry(index, country);
		if (numbers && country === destination.country)
			for (const [, tie] of nearby(numbers, destination)) yield { matchedBy, tie };
		for (const tie of ofCountry(numbers)) yield { matchedBy, tie };
	}
}

/** What is right for the destination itself. */
function* atDestination(pool: Pool, call: Call): Generator<Match> {
	const { sticky, destination } = call;
	const known = sticky === undefined ? undefined : pool.byNumber.get(sticky);
	if (known) yield { matchedBy: 'sticky', tie: { entries: [known] } };
	yield* own(pool, call, destination.country);
	const numbers = inCountry(pool.index, destination.country);
	if (numbers) for (const [matchedBy, tie] of nearby(numbers, destination)) yield { matchedBy, tie };
	for (const tie of ofCountry(numbers)) yield { matchedBy: 'country', tie };
}

function* inMappedCountry(pool: Pool, call: Call): Generator<Match> {
	const country = call.countryMap.get(call.destination.country ?? '');
	yield* own(pool, call, country);
	for (const tie of ofCountry(inCountry(pool.index, country))) yield { matchedBy: 'mappedCountry', tie };
}

/** The calling code's main country, then any country that shares it. */
function* underCallingCode(pool: Pool, call: Call): Generator<Match> {
	const { callingCode } = call.destination;
	const country = mainCountry(callingCode);
	yield* own(pool, call, country);
	for (const numbers of [inCountry(pool.index, country), pool.index.byCallingCode.get(callingCode)])
		for (const tie of ofCountry(numbers)) yield { matchedBy: 'callingCode', tie };
}

function* byDefault(_pool: Pool, { defaultEntry }: Call): Generator<Match> {
	if (defaultEntry) yield { matchedBy: 'default', tie: { entries: [defaultEntry] } };
}

/**
 * The rules in the order in which they are asked. A rule is only asked when the one before it has no free number, so that
 * attempts go through all numbers that are right for the destination, and not on to foreign ones.
 */
export const RULES: readonly Rule[] = [atDestination, inMappedCountry, underCallingCode, byDefault];

const mayUse = ({ exclude, seatId, lendSeatNumbers }: Call, entry: PoolEntry): boolean =>
	!exclude.has(entry.number) && (entry.seatId === undefined || entry.seatId === seatId || lendSeatNumbers);

const everyNumber = (): boolean => true;

/**
 * Which numbers the match at this position may use.
 * @param firstIn by number, the first match that has it
 */
function freeAt(index: number, firstIn: ReadonlyMap<PoolEntry, number>, call: Call, isOpen: boolean) {
	return (entry: PoolEntry): boolean => (firstIn.get(entry) ?? index) === index && (isOpen || mayUse(call, entry));
}

/** A rule's matches with a free number, best first; each number is free in the first match that has it. */
export function* candidates(rule: Rule, pool: Pool, call: Call): Generator<Candidates> {
	// Most pools and calls restrict nothing, and end at their first match.
	const isOpen = call.exclude.size === 0 && (call.lendSeatNumbers || pool.bySeat.size === 0);
	let firstIn: Map<PoolEntry, number> | undefined;
	let index = 0;
	for (const { matchedBy, tie } of rule(pool, call)) {
		if (tie.entries.length === 0) continue;
		const isWhole = isOpen && index === 0;
		const isFree = isWhole ? everyNumber : freeAt(index, (firstIn ??= new Map()), call, isOpen);
		if (!isWhole && !tie.entries.some(isFree)) continue;
		yield { matchedBy, tie, isFree, isWhole };
		firstIn ??= new Map();
		for (const entry of tie.entries) if (!firstIn.has(entry)) firstIn.set(entry, index);
		index += 1;
	}
}

/** The numbers of a match that are free, as the tie that they are. */
export const freeIn = ({ tie, isFree, isWhole }: Candidates): readonly PoolEntry[] =>
	isWhole ? tie.entries : tie.entries.filter(isFree);

/** Whether any rule has a number that the call may use. */
export const hasNumber = (pool: Pool, call: Call): boolean =>
	RULES.some((rule) => !candidates(rule, pool, call).next().done);
