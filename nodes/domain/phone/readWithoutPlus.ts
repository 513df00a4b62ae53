import { LONGEST_SHORT_CODE, readInternational, readNational, readWithZeros, type Reading } from './reading';
import { callingCodeOf } from './country';
import type { WrittenDigits } from './readDigits';
import {
	hasTrunkForm,
	isDialedInternationally,
	isGroupedInternationally,
	isGroupedNationally,
	isWrittenNationally,
} from './written';

/** What to do with digits that are a number of the default country and, with a plus before them, of another one. */
export type WithoutPlus = 'refuse' | 'national' | 'international';

export interface Circumstances {
	/** ISO 3166-1 alpha-2. */
	country?: string;
	/** The text was a number once, so zeros at its start are lost. */
	isNumeric: boolean;
	withoutPlus: WithoutPlus;
}

/** Two numbers that the text may mean. */
export interface Ambiguity {
	kind: 'ambiguous';
	readings: readonly [Reading, Reading];
}

const isValid = (reading: Reading | undefined): reading is Reading => reading?.grade === 'valid';
/** Whether a number is in its plan, or may be in it by now. */
const isLikely = (reading: Reading | undefined): reading is Reading =>
	reading !== undefined && reading.grade !== 'possible';
const differing = (readings: readonly Reading[]): Reading[] =>
	readings.filter(({ e164 }, i) => readings.findIndex((other) => other.e164 === e164) === i);

/** As an international number whose plus is lost, or written as 00 or, in America, 011. */
function readAbroad(digits: string): Reading[] {
	const readings = [
		digits.startsWith('0') ? undefined : readInternational(digits, ['lostPlus']),
		digits.startsWith('00') ? readInternational(digits.slice(2)) : undefined,
		digits.startsWith('011') ? readInternational(digits.slice(3)) : undefined,
	];
	return readings.filter((reading) => reading !== undefined);
}

/** Whether a text is two national numbers side by side: `0301234 0307654`, which a loose plan takes for one. */
function isTwoNumbers({ groups }: WrittenDigits, country: string): boolean {
	return groups.some((group, i) => {
		if (i === 0 || !group.startsWith('0') || !groups[0].startsWith('0')) return false;
		const halves = [groups.slice(0, i).join(''), groups.slice(i).join('')];
		return halves.every((half) => half.length > LONGEST_SHORT_CODE && isValid(readNational(half, country)));
	});
}

/** Of two valid readings, the one whose plan groups the number as it is written; undefined when both do, or neither. */
function byGrouping(
	{ text, groups }: WrittenDigits,
	national: Reading | undefined,
	abroad: readonly Reading[],
): Reading | undefined {
	const meantAbroad = abroad.find((reading) => isGroupedInternationally(groups, reading));
	if (!national || !isGroupedNationally(groups, national)) return meantAbroad;
	return meantAbroad && !isWrittenNationally(text, national) ? undefined : national;
}

/** Readings that no plan confirms: only what the default country would write so, and nobody else. */
function readUnconfirmed(
	digits: string,
	country: string,
	national: Reading | undefined,
	abroad: readonly Reading[],
): Reading | Ambiguity | undefined {
	const [first, second] = differing(
		[national, ...abroad].filter((reading) => reading?.grade === 'unknown') as Reading[],
	);
	if (second) return { kind: 'ambiguous', readings: [first, second] };
	if (first) return first;
	if (national)
		return hasTrunkForm(digits, national, country) && !isDialedInternationally(digits) ? national : undefined;
	return digits.startsWith('00') ? abroad[0] : undefined;
}

/**
 * Germany assigns at most eleven digits after the zero; what is longer has digits appended by its owner:
 * https://bundesnetzagentur.de/DE/Fachthemen/Telekommunikation/Nummerierung/ONRufnr/Laenge/L%C3%A4nge_ONRufnr_Basepage.html
 * The library's pattern takes up to fifteen, and so most numbers of the world that lost their plus.
 */
const LONGEST_ASSIGNED: Readonly<Record<string, number>> = Object.freeze({ DE: 11 });

/** Whether a number without its trunk prefix would, on top of that, be longer than its country assigns. */
const isOverlong = ({ nationalNumber }: Reading, country: string): boolean =>
	nationalNumber.length > (LONGEST_ASSIGNED[country] ?? Infinity);

/**
 * Italy's mobile numbers have ten digits and a few old ones nine; nine are as well a fixed-line number without the zero
 * that belongs to it.
 */
const isShortMobile = ({ groups }: WrittenDigits, { callingCode, nationalNumber }: Reading): boolean =>
	callingCode === '39' && nationalNumber.length === 9 && groups.length === 1;

/** Digits without a plus, under a default country. */
function readAtHome(
	written: WrittenDigits,
	country: string,
	{ isNumeric, withoutPlus }: Circumstances,
): Reading | Ambiguity | undefined {
	const { digits } = written;
	const national = readNational(digits, country);
	const abroad = readAbroad(digits);
	if (withoutPlus === 'national' && isValid(national)) return national;
	const validAbroad = abroad.filter(isValid);
	if (withoutPlus === 'international' && validAbroad[0]) return validAbroad[0];
	if (isTwoNumbers(written, country)) return undefined;
	const isProper = isValid(national) && hasTrunkForm(digits, national, country);
	// Numbers of no country, such as +800, are not written without their plus.
	const rivals = isProper
		? validAbroad.filter((reading) => reading.country)
		: abroad.filter(({ grade }) => grade !== 'possible');
	const zeros =
		isNumeric || !isValid(national) || isShortMobile(written, national)
			? readWithZeros(digits, callingCodeOf(country))
			: [];
	const isAtHome = isValid(national) && (isProper || validAbroad.length === 0 || !isOverlong(national, country));
	const valid = differing([...(isAtHome ? [national] : []), ...rivals.filter(isValid), ...zeros]);
	if (valid.length === 0) return readUnconfirmed(digits, country, national, abroad);
	const [first] = valid;
	const maybeNew = national?.grade === 'unknown' ? [national] : [];
	const rival = valid[1] ?? [...rivals, ...maybeNew].find(({ e164 }) => e164 !== first.e164);
	if (!rival) return first;
	const grouped = byGrouping(written, isLikely(national) ? national : undefined, validAbroad);
	return grouped ?? { kind: 'ambiguous', readings: [first, rival] };
}

/** Digits without a plus: the number meant, two that may be meant, or none. */
export function readWithoutPlus(written: WrittenDigits, circumstances: Circumstances): Reading | Ambiguity | undefined {
	const { country, withoutPlus } = circumstances;
	if (country) return readAtHome(written, country, circumstances);
	const { digits } = written;
	if (digits.startsWith('00')) return readInternational(digits.slice(2));
	const reading = withoutPlus === 'international' ? readInternational(digits, ['lostPlus']) : undefined;
	return isValid(reading) ? reading : undefined;
}
