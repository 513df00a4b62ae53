import { isInvalid } from '../../../nodes/domain/result';
import { callingCodeOf, parseNumber } from '../../../nodes/domain/phone';
import { google, googleExamples, nonGeographicExamples, type Example } from '../googleExamples';
import { STYLES, type Style, type Written } from './styles';

/** Default countries with long and loose plans, without a trunk prefix, with significant zeros, and in the NANP. */
export const FOREIGN_COUNTRIES = ['US', 'DE', 'GB', 'IT', 'IN', 'CN', 'FR', 'AT'] as const;

export interface Case {
	style: Style;
	number: Written;
	input: unknown;
	/** ISO 3166-1 alpha-2; undefined for no default country. */
	defaultCountry?: string;
	where: 'own' | 'foreign' | 'none';
}

function describe(example: Example): Written {
	const isGeographic = example.region !== '001';
	const callingCode = isGeographic ? callingCodeOf(example.region) : example.e164.slice(1, 4);
	const trunkPrefix = isGeographic ? (google.getNddPrefixForRegion(example.region, true) ?? '') : '';
	return { ...example, callingCode, nationalNumber: example.e164.slice(1 + callingCode.length), trunkPrefix };
}

/** Every example number of Google's library once for each region. */
export const numbers: readonly Written[] = [...googleExamples, ...nonGeographicExamples]
	.filter(({ region, e164 }, i, all) => all.findIndex((other) => other.region === region && other.e164 === e164) === i)
	.map(describe);

/** Every number in every style, under its own country, under foreign ones and under none. */
export const cases: readonly Case[] = numbers.flatMap((number) =>
	STYLES.flatMap((style): Case[] => {
		const input = style.write(number);
		if (input === undefined) return [];
		const own: Case[] =
			number.region === '001' ? [] : [{ style, number, input, defaultCountry: number.region, where: 'own' }];
		if (!style.isInternational) return own;
		const foreign = FOREIGN_COUNTRIES.filter((country) => country !== number.region).map((defaultCountry): Case => ({
			style,
			number,
			input,
			defaultCountry,
			where: 'foreign',
		}));
		return [...own, ...foreign, { style, number, input, where: 'none' }];
	}),
);

export type Verdict = 'right' | 'refused' | 'wrong';

/** What was expected is the number from which the text was written. */
export function judge({ number, input, defaultCountry }: Case): Verdict {
	const parsed = parseNumber(input, defaultCountry);
	if (isInvalid(parsed)) return 'refused';
	return parsed.e164 === number.e164 ? 'right' : 'wrong';
}
