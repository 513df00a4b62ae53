/**
 * The one import of libphonenumber-js. gulp folds the library into this file's compiled form, so that the
 * package has no runtime dependency; `max` metadata, because `min` misses most premium-rate numbers.
 */
import { Metadata } from 'libphonenumber-js/core';
import metadataJson from 'libphonenumber-js/metadata.max.json';

export {
	parsePhoneNumberFromString,
	getCountries,
	getCountryCallingCode,
	isSupportedCountry,
} from 'libphonenumber-js/max';
export type { CountryCode } from 'libphonenumber-js/max';

/** A country's numbering plan as the library keeps it: patterns as text. Its own types declare only a part of this. */
export interface NumberingPlan {
	leadingDigits(): string | undefined;
	possibleLengths(): number[];
	nationalNumberPattern(): string;
	/** What is dialed before an international number, as a pattern. */
	IDDPrefix(): string;
	/** The trunk prefix, e.g. `0`. */
	nationalPrefix(): string | undefined;
	type(name: string): { pattern(): string; possibleLengths(): number[] | undefined } | undefined;
	formats(): Array<{ pattern(): string; leadingDigitsPatterns(): string[] }>;
}

const metadata = new Metadata(metadataJson);

/** @param key ISO 3166-1 alpha-2 of a supported country, or the digits of a calling code that belongs to none */
export function numberingPlanOf(key: string): NumberingPlan {
	metadata.selectNumberingPlan(key as never);
	return metadata.numberingPlan as unknown as NumberingPlan;
}

/** Calling codes with their countries, the main one first. */
export const COUNTRIES_OF_CODE = metadataJson.country_calling_codes as Readonly<Record<string, readonly string[]>>;
/** The trunk prefix of a calling code's main country, e.g. `0`. */
export const trunkPrefixOf = (callingCode: string): string | undefined =>
	numberingPlanOf(COUNTRIES_OF_CODE[callingCode]?.[0] ?? callingCode).nationalPrefix();
/** Calling codes that belong to no country: +800, satellite networks. */
export const CODES_WITHOUT_COUNTRY: readonly string[] = Object.keys(
	(metadataJson as unknown as { nonGeographic: object }).nonGeographic,
);
