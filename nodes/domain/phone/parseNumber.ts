import { invalid, isInvalid, type Invalid } from '../result';
import { cleanNumber } from './cleanNumber';
import { readCountry } from './country';
import { parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from './libphonenumber';

export interface ParsedNumber {
	/** E.164, e.g. `+4930123456`. */
	e164: string;
	/** ISO 3166-1 alpha-2, absent for numbers that belong to no country (+800, satellite). */
	country?: string;
	/** Digits of the calling code, e.g. `49`. */
	callingCode: string;
	/** National significant number, without a trunk prefix, e.g. `30123456`. */
	nationalNumber: string;
	extension?: string;
	/** `valid`: the country's plan knows the number. `possible`: only its length fits; it may be newer than the plan, or wrong. */
	validity: 'valid' | 'possible';
	/** libphonenumber's type, e.g. `MOBILE` or `PREMIUM_RATE`; absent where the plan does not know the number. */
	type?: string;
}

export interface UnparsedNumber extends Invalid {
	input: string;
	/** Set for emergency numbers and short codes, which exist but must not be dialed. */
	shortCode?: true;
}

export type PhoneResult = ParsedNumber | UnparsedNumber;

export interface ParseOptions {
	/**
	 * Whether to read international numbers of a length that the plan does not have: plans change faster than packages
	 * are updated (Benin went from eight to ten digits in 2024).
	 */
	anyLength?: boolean;
}

/** Emergency numbers and short codes have at most this many digits; ITU-T E.164 leaves them to each country. */
const LONGEST_SHORT_CODE = 6;
/** Calling code and national number together (ITU-T E.164, 6.1); the library lets a German number have 17. */
const MAX_DIGITS = 15;

/** Up to the length of a short code, only a number that its country's plan knows is taken for one that can be dialed. */
function isDialable(phone: PhoneNumber, anyLength: boolean): boolean {
	if (phone.nationalNumber.length <= LONGEST_SHORT_CODE) return phone.isValid();
	return anyLength || phone.isPossible();
}

function parse(text: string, country?: string): PhoneNumber | undefined {
	const phone = parsePhoneNumberFromString(text, {
		defaultCountry: country as CountryCode | undefined,
		// Without this the library would pick a number out of any text around it; in a tel: URI it is needed.
		extract: text.slice(0, 4).toLowerCase() === 'tel:',
	});
	return phone && phone.number.length <= '+'.length + MAX_DIGITS ? phone : undefined;
}

function readInternational(text: string, anyLength: boolean): PhoneNumber | undefined {
	const phone = parse(text);
	return phone && isDialable(phone, anyLength) ? phone : undefined;
}

/**
 * Digits without a `+`: national when the default country's plan knows the number, else international when some plan
 * knows it, else national when its length fits.
 * @param mayHaveLostPlus whether plain digits may be an international number whose `+` a spreadsheet dropped
 */
function readWithoutPlus(
	text: string,
	country: string | undefined,
	mayHaveLostPlus: boolean,
	anyLength: boolean,
): PhoneNumber | undefined {
	const national = country ? parse(text, country) : undefined;
	if (national?.isValid()) return national;
	if (text.startsWith('00')) return readInternational(`+${text.slice(2)}`, anyLength);
	const international = mayHaveLostPlus && /^\d+$/.test(text) ? parse(`+${text}`) : undefined;
	if (international?.isValid()) return international;
	return national && isDialable(national, false) ? national : undefined;
}

function unparsed(input: unknown, rule: string, shortCode?: true): UnparsedNumber {
	const isText = typeof input === 'string' || typeof input === 'number' || typeof input === 'bigint';
	return { ...invalid(rule), input: isText ? String(input) : '', ...(shortCode && { shortCode }) };
}

function refuse(input: unknown, text: string): UnparsedNumber {
	const { length } = text.replace(/\D/g, '');
	if (length > 0 && length <= LONGEST_SHORT_CODE && !text.startsWith('+')) {
		return unparsed(input, 'Emergency numbers and short codes are never dialed from a workflow.', true);
	}
	return unparsed(
		input,
		'This is not a phone number that can be dialed: use E.164, e.g. +4930123456, or set a default country for national numbers.',
	);
}

/**
 * Parses a number in any script and style.
 * @param input what the user or provider gave; text and whole numbers are read, anything else is refused
 * @param defaultCountry ISO 3166-1 alpha-2 for national numbers
 */
export function parseNumber(
	input: unknown,
	defaultCountry?: string,
	{ anyLength = false }: ParseOptions = {},
): PhoneResult {
	const text = cleanNumber(input);
	if (isInvalid(text)) return unparsed(input, text.rule);
	const country = defaultCountry === undefined ? undefined : readCountry(defaultCountry);
	const phone = text.includes('+')
		? readInternational(text, anyLength)
		: readWithoutPlus(text, country, typeof input !== 'string' || country !== undefined, anyLength);
	if (!phone) return refuse(input, text);
	const type = phone.getType();
	return {
		e164: phone.number,
		country: phone.country,
		callingCode: phone.countryCallingCode,
		nationalNumber: phone.nationalNumber,
		extension: phone.ext,
		validity: type === undefined ? 'possible' : 'valid',
		type,
	};
}

/** `{number, valid}` for a `CallEvent`: E.164 where it parses, else as received. */
export function toE164OrAsIs(input: unknown, defaultCountry?: string): { number: string; valid: boolean } {
	const parsed = parseNumber(input, defaultCountry);
	return isInvalid(parsed) ? { number: parsed.input, valid: false } : { number: parsed.e164, valid: true };
}
