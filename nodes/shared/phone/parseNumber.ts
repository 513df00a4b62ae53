import { parsePhoneNumberFromString, type CountryCode } from './libphonenumber';

export interface ParsedNumber {
	valid: true;
	/** E.164, e.g. `+4930123456`. */
	e164: string;
	/** ISO 3166-1 alpha-2, absent for numbers that belong to no country (+800, satellite). */
	country?: string;
	/** Digits of the calling code, e.g. `49`. */
	callingCode: string;
	nationalNumber: string;
	extension?: string;
	/** libphonenumber's number type, e.g. `MOBILE`, `PREMIUM_RATE`. */
	type?: string;
}

export interface UnparsedNumber {
	valid: false;
	input: string;
	/** One sentence: what is wrong and what to do. */
	rule: string;
}

export type PhoneResult = ParsedNumber | UnparsedNumber;

/**
 * Parses a number in any script and style.
 * @param input what the user or provider gave; numbers and strings are read, anything else is refused
 * @param defaultCountry ISO 3166-1 alpha-2 for national numbers
 */
export function parseNumber(input: unknown, defaultCountry?: string): PhoneResult {
	const text = typeof input === 'number' || typeof input === 'bigint' ? `+${input}` : input;
	if (typeof text !== 'string') return { valid: false, input: '', rule: 'A phone number must be text or digits.' };
	const parsed = parsePhoneNumberFromString(text, defaultCountry as CountryCode | undefined);
	if (!parsed?.isPossible()) {
		return { valid: false, input: text, rule: 'This is not a phone number that can be dialled: use E.164, e.g. +4930123456.' };
	}
	return {
		valid: true,
		e164: parsed.number,
		country: parsed.country,
		callingCode: parsed.countryCallingCode,
		nationalNumber: parsed.nationalNumber,
		extension: parsed.ext,
		type: parsed.getType(),
	};
}

/** `{number, valid}` for a `CallEvent`: E.164 where it parses, else as received. */
export function toE164OrAsIs(input: unknown, defaultCountry?: string): { number: string; valid: boolean } {
	const parsed = parseNumber(input, defaultCountry);
	return parsed.valid ? { number: parsed.e164, valid: true } : { number: parsed.input, valid: false };
}
