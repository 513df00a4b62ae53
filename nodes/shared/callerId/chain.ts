import { mainCountry, type ParsedNumber } from '../phone';
import type { CountryNumbers, Pool, PoolEntry, PoolIndex } from './pool';

/** The rules in the order they are asked; the first with a free number names the choice. */
export const RULES = [
	'sticky',
	'seat',
	'campaign',
	'prefix',
	'country',
	'mappedCountry',
	'callingCode',
	'default',
] as const;
export type MatchedBy = (typeof RULES)[number];

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

type Groups = Iterable<readonly PoolEntry[]>;
type Rule = (pool: Pool, call: Call) => Groups;

/** Longest prefix first. */
function* prefixGroups(numbers: CountryNumbers | undefined, national: string): Groups {
	for (const length of numbers?.prefixLengths ?? []) {
		const serving = numbers?.byPrefix.get(national.slice(0, length));
		if (serving) yield serving;
	}
}

/** Numbers for the whole country before those that serve another part of it. */
function* countryGroups(numbers: CountryNumbers | undefined): Groups {
	if (!numbers) return;
	if (numbers.general.length > 0) yield numbers.general;
	yield numbers.all;
}

/** A seat's or campaign's own numbers for the destination's country, local ones first. */
function* ownGroups(index: PoolIndex | undefined, { country, nationalNumber }: ParsedNumber): Groups {
	const numbers = country === undefined ? undefined : index?.byCountry.get(country);
	yield* prefixGroups(numbers, nationalNumber);
	yield* countryGroups(numbers);
}

const numbersOf = (pool: Pool, country: string | undefined): CountryNumbers | undefined =>
	country === undefined ? undefined : pool.index.byCountry.get(country);

const single = (entry: PoolEntry | undefined): Groups => (entry ? [[entry]] : []);

const CHAIN: Readonly<Record<MatchedBy, Rule>> = Object.freeze({
	sticky: (pool, { sticky }) => single(sticky === undefined ? undefined : pool.byNumber.get(sticky)),
	seat: (pool, { seatId, destination }) => ownGroups(pool.bySeat.get(seatId ?? ''), destination),
	campaign: (pool, { campaign, destination }) => ownGroups(pool.byCampaign.get(campaign ?? ''), destination),
	prefix: (pool, { destination }) => prefixGroups(numbersOf(pool, destination.country), destination.nationalNumber),
	country: (pool, { destination }) => countryGroups(numbersOf(pool, destination.country)),
	mappedCountry: (pool, { destination, countryMap }) =>
		countryGroups(numbersOf(pool, countryMap.get(destination.country ?? ''))),
	*callingCode(pool, { destination: { callingCode } }) {
		yield* countryGroups(numbersOf(pool, mainCountry(callingCode)));
		yield pool.index.byCallingCode.get(callingCode) ?? [];
	},
	default: (_pool, { defaultEntry }) => single(defaultEntry),
});

export interface Candidates {
	matchedBy: MatchedBy;
	/** Never empty; numbers that tie, in the pool's order. */
	entries: readonly PoolEntry[];
}

/** The groups of numbers that the call may use, best first, each number in the first group that has it. */
export function* candidates(pool: Pool, call: Call): Generator<Candidates, void> {
	const seen = new Set<string>();
	const isFree = (entry: PoolEntry): boolean =>
		!seen.has(entry.number) &&
		!call.exclude.has(entry.number) &&
		(entry.seatId === undefined || entry.seatId === call.seatId || call.lendSeatNumbers);
	for (const matchedBy of RULES) {
		for (const group of CHAIN[matchedBy](pool, call)) {
			const entries = group.filter(isFree);
			if (entries.length === 0) continue;
			yield { matchedBy, entries };
			for (const { number } of entries) seen.add(number);
		}
	}
}
