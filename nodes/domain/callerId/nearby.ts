import { areaCodeLength, neighborsOf, overlaysOf, type ParsedNumber } from '../phone';
import type { CountryNumbers, Place, Tie } from './pool';

/** How a number is near to a destination. */
export type Nearness = 'prefix' | 'overlay' | 'neighbor' | 'nearest';

/** Numbers of other types are at no place: a toll-free number is not near to anybody. */
const FIXED: ReadonlySet<string | undefined> = new Set(['FIXED_LINE', 'FIXED_LINE_OR_MOBILE']);

const NANP_AREA_CODE_LENGTH = 3;

/** Made once and kept, because a strategy prepares a tie when it first weighs it. */
function kept(numbers: CountryNumbers, key: string, entries: () => Tie['entries']): Tie {
	const known = numbers.nearby.get(key);
	if (known) return known;
	const tie: Tie = { entries: [...new Set(entries())] };
	numbers.nearby.set(key, tie);
	return tie;
}

const ofAreaCodes = (numbers: CountryNumbers, key: string, codes: () => readonly string[]): Tie =>
	kept(numbers, key, () => codes().flatMap((code) => numbers.byPrefix.get(code)?.entries ?? []));

function commonLength(a: string, b: string): number {
	let length = 0;
	while (length < a.length && a[length] === b[length]) length++;
	return length;
}

/** Where the place of these digits is, or would be. */
function positionOf(places: readonly Place[], digits: string): number {
	let [low, high] = [0, places.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (places[middle].digits < digits) low = middle + 1;
		else high = middle;
	}
	return low;
}

/**
 * The numbers that share the most first digits with the destination, as far as its area code goes: most plans number
 * neighboring areas alike (082 and 089 are in southern Germany).
 */
function nearest(numbers: CountryNumbers, { callingCode, nationalNumber }: ParsedNumber): Tie | undefined {
	const area = nationalNumber.slice(0, areaCodeLength(callingCode, nationalNumber));
	const at = positionOf(numbers.places, area);
	const shared = Math.max(
		...[numbers.places[at - 1], numbers.places[at]].map((place) => (place ? commonLength(area, place.digits) : 0)),
	);
	// The zeros with which all numbers of a plan like Italy's begin say nothing.
	const digits = area.slice(0, shared);
	if (/^0*$/.test(digits)) return undefined;
	return kept(numbers, digits, () =>
		numbers.places.filter((place) => place.digits.startsWith(digits)).map(({ entry }) => entry),
	);
}

/** A country's numbers that are near to the destination, the nearest first. */
export function* nearby(numbers: CountryNumbers, destination: ParsedNumber): Generator<[Nearness, Tie]> {
	const { callingCode, nationalNumber, type } = destination;
	for (const length of numbers.prefixLengths) {
		const serving = numbers.byPrefix.get(nationalNumber.slice(0, length));
		if (serving) yield ['prefix', serving];
	}
	if (numbers.places.length === 0) return;
	if (callingCode === '1') {
		const areaCode = nationalNumber.slice(0, NANP_AREA_CODE_LENGTH);
		yield ['overlay', ofAreaCodes(numbers, `overlays of ${areaCode}`, () => overlaysOf(areaCode))];
		yield ['neighbor', ofAreaCodes(numbers, `neighbors of ${areaCode}`, () => neighborsOf(areaCode))];
	} else if (FIXED.has(type)) {
		const tie = nearest(numbers, destination);
		if (tie) yield ['nearest', tie];
	}
}
