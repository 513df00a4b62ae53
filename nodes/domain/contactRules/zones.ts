import type { ParsedNumber } from '../phone';
import { AREAS } from './areas';

/** Fixed lines of countries in several zones, by the first digits of the national number; from the same table. */
const FIXED_LINES: Readonly<Record<string, ReadonlyArray<readonly [prefix: string, ...zones: string[]]>>> = {
	AU: [
		['2', 'Australia/Sydney', 'Australia/Broken_Hill', 'Australia/Lord_Howe'],
		['3', 'Australia/Sydney'],
		['7', 'Australia/Brisbane'],
		['8', 'Australia/Adelaide', 'Australia/Darwin', 'Australia/Eucla', 'Australia/Perth'],
	],
	ES: [
		['822', 'Atlantic/Canary'],
		['827', 'Atlantic/Canary'],
		['828', 'Atlantic/Canary'],
		['922', 'Atlantic/Canary'],
		['928', 'Atlantic/Canary'],
		['8', 'Europe/Madrid'],
		['9', 'Europe/Madrid'],
	],
	NZ: [
		['3', 'Pacific/Auckland', 'Pacific/Chatham'],
		['', 'Pacific/Auckland'],
	],
	PT: [
		['292', 'Atlantic/Azores'],
		['295', 'Atlantic/Azores'],
		['296', 'Atlantic/Azores'],
		['2', 'Europe/Lisbon'],
	],
};

/** All zones of a country, from the Unicode CLDR that JavaScript brings; empty where it does not. */
function zonesOfCountry(country: string): readonly string[] {
	const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
		getTimeZones?(): string[] | undefined;
		timeZones?: string[];
	};
	return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

const areaCodeOf = ({ callingCode, nationalNumber }: ParsedNumber): string =>
	callingCode === '1' ? nationalNumber.slice(0, 3) : '';

/** By area code, the states or provinces that have it. */
const statesOfCode = new Map<string, string[]>();
for (const [state, { codes }] of Object.entries(AREAS))
	for (const code of codes.split(' ')) statesOfCode.set(code, [...(statesOfCode.get(code) ?? []), state]);

/** The states or provinces that a number may be in, by its area code; empty when that says nothing. */
export const areasOf = (number: ParsedNumber): readonly string[] => statesOfCode.get(areaCodeOf(number)) ?? [];

/** The zones of an area code in a state that has it, or else of the whole state. */
function zonesIn(state: string, areaCode: string): readonly string[] {
	const { zones, mixed, others } = AREAS[state];
	if (!statesOfCode.get(areaCode)?.includes(state) || mixed?.includes(areaCode)) return zones;
	return others?.[areaCode] ?? [zones[0]];
}

/** Whether there are rules and zones by state or province. */
export const hasAreas = (country: string | undefined): boolean => country === 'US' || country === 'CA';

/**
 * The zones that a contact may be in.
 * @param areas the states or provinces that come into question
 */
export function zonesOf(number: ParsedNumber, country: string, areas: readonly string[]): readonly string[] {
	const known = areas.flatMap((state) => zonesIn(state, areaCodeOf(number)));
	if (known.length > 0) return [...new Set(known)];
	const isFixed = number.type === 'FIXED_LINE' && number.country === country;
	const [, ...fixed] =
		(isFixed && FIXED_LINES[country]?.find(([prefix]) => number.nationalNumber.startsWith(prefix))) || [];
	return fixed.length > 0 ? fixed : zonesOfCountry(country);
}

const NAMES = new Map(Object.entries(AREAS).map(([code, { name }]) => [name.toLowerCase(), code]));

/**
 * A state or province as ISO 3166-2.
 * @param text `US-FL`, or for a number of the United States or Canada `FL` or `Florida`
 * @param country of the number
 * @returns undefined when it is not a state or province of the United States or Canada
 */
export function readAreaName(text: string, country: string | undefined): string | undefined {
	const code = text.trim().toUpperCase();
	if (Object.hasOwn(AREAS, code)) return code;
	if (!hasAreas(country)) return undefined;
	const full = `${country}-${code}`;
	return Object.hasOwn(AREAS, full) ? full : NAMES.get(text.trim().toLowerCase());
}
