import fc from 'fast-check';
import { PhoneNumberFormat, PhoneNumberType } from 'google-libphonenumber';
import metadata from 'libphonenumber-js/metadata.max.json';
import { google, NON_GEOGRAPHIC_CODES, nonGeographicExamples, regions } from '../phone/googleExamples';

/** Google's types of numbers that can be expensive. */
const COSTLY_TYPES = ['PREMIUM_RATE', 'SHARED_COST', 'PERSONAL_NUMBER', 'PAGER'] as const;
const COSTLY = new Set<number>(COSTLY_TYPES.map((type) => PhoneNumberType[type]));

/** What Google's own library says of a number in E.164: whether it may cost more than a call to a person. */
export function isOrdinary(e164: string): boolean {
	try {
		const number = google.parse(e164, 'ZZ');
		return (
			google.isValidNumber(number) &&
			!NON_GEOGRAPHIC_CODES.includes(number.getCountryCode()) &&
			!COSTLY.has(google.getNumberType(number))
		);
	} catch {
		return false;
	}
}

/** A number of North America's form in an area that Google's library does not know: it may be newer, and never costly. */
export function isInNewArea(e164: string): boolean {
	if (!/^\+1[2-9]\d{2}[2-9]\d{6}$/.test(e164)) return false;
	return google.getRegionCodeForNumber(google.parse(e164, 'ZZ')) == null;
}

/** Google's example number of every costly range, and of every calling code that belongs to no country. */
export const costlyExamples: readonly string[] = [
	...regions.flatMap((region) =>
		COSTLY_TYPES.flatMap((type) => {
			const number = google.getExampleNumberForType(region, PhoneNumberType[type]);
			return number ? [google.format(number, PhoneNumberFormat.E164)] : [];
		}),
	),
	...nonGeographicExamples.map(({ e164 }) => e164),
];

/** Google's metadata as libphonenumber-js carries them: per country the calling code and, at 11, the pattern of each type. */
const INDEX_OF_TYPE = { PREMIUM_RATE: 3, PERSONAL_NUMBER: 4, PAGER: 7, SHARED_COST: 9 } as const;

type Country = [callingCode: string, ...rest: unknown[]];

const patternsOf = (country: Country): string[] =>
	Object.values(INDEX_OF_TYPE).flatMap((index) => {
		const [pattern] = (country[11] as Array<[string] | 0> | undefined)?.[index] || [''];
		return pattern ? [pattern] : [];
	});

/** Random numbers out of every costly range. */
export function costlySamples(perRange: number): string[] {
	const countries = Object.values(metadata.countries) as unknown as Country[];
	const national = countries.flatMap((country) =>
		patternsOf(country).flatMap((pattern) =>
			fc
				.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`)), { numRuns: perRange, seed: 19 })
				.map((number) => `+${country[0]}${number}`),
		),
	);
	const global = Object.entries(metadata.nonGeographic).flatMap(([callingCode, entry]) =>
		fc
			.sample(fc.stringMatching(new RegExp(`^(?:${(entry as unknown as Country)[2] as string})$`)), {
				numRuns: perRange,
				seed: 19,
			})
			.map((number) => `+${callingCode}${number}`),
	);
	return [...national, ...global];
}

const DIGITS = [...'0123456789'];

/** One to four digits too many, as a hand that stays on the key or an attacker adds them. */
export const overdialed = (e164: string): string[] =>
	['0', '5', '9', '12', '00', '678', '1234'].map((surplus) => e164 + surplus).filter((text) => text.length <= 16);

/** One digit wrong, missing, doubled, or swapped with its neighbor, the calling code included. */
export function mistyped(e164: string): string[] {
	const digits = e164.slice(1);
	return [...digits].flatMap((digit, at) => {
		const [before, after] = [digits.slice(0, at), digits.slice(at + 1)];
		return [
			...DIGITS.filter((other) => other !== digit).map((other) => `+${before}${other}${after}`),
			`+${before}${after}`,
			`+${before}${digit}${digit}${after}`,
			`+${before}${after.slice(0, 1)}${digit}${after.slice(1)}`,
		];
	});
}
