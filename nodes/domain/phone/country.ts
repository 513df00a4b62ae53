import { getCountryCallingCode, isSupportedCountry, type CountryCode } from './libphonenumber';

/** People write UK; ISO 3166-1 keeps it reserved for GB. */
const ALIASES: Readonly<Record<string, string>> = Object.freeze({ UK: 'GB' });

/** ISO 3166-1 alpha-2 in upper case; undefined for anything that is not a country with a numbering plan. */
export function readCountry(input: unknown): string | undefined {
	if (typeof input !== 'string') return undefined;
	const code = input.trim().toUpperCase();
	const country = Object.hasOwn(ALIASES, code) ? ALIASES[code] : code;
	return isSupportedCountry(country) ? country : undefined;
}

/** Digits of the calling code of a country that `readCountry` answered, e.g. `49`. */
export function callingCodeOf(country: string): string {
	return getCountryCallingCode(country as CountryCode);
}
