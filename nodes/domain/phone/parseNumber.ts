import { isInvalid } from '../result';
import { readCountry } from './country';
import { explainRefusal } from './explainRefusal';
import { readDigits, type WrittenDigits } from './readDigits';
import { readInput } from './readInput';
import { readInternational, type Reading, type Repair } from './reading';
import { readTrunkZero } from './readTrunkZero';
import { readWithoutPlus, type Ambiguity, type Circumstances, type WithoutPlus } from './readWithoutPlus';
import { refuse, type UnparsedNumber } from './refusal';
import { splitExtension } from './splitExtension';

export interface ParsedNumber {
	/** E.164, e.g. `+4930123456`. */
	e164: string;
	/** ISO 3166-1 alpha-2, absent for numbers that belong to no country (+800, satellite). */
	country?: string;
	/** Digits of the calling code, e.g. `49`. */
	callingCode: string;
	/** National significant number, without a trunk prefix, e.g. `30123456`. */
	nationalNumber: string;
	/** Digits to dial after the answer. */
	extension?: string;
	/** `valid`: the country's plan knows the number. `possible`: only its form fits; it may be newer than the plan, or wrong. */
	validity: 'valid' | 'possible';
	/** libphonenumber's type, e.g. `MOBILE` or `PREMIUM_RATE`; absent where the plan does not know the number. */
	type?: string;
	/** An area code of +1 that is newer than the library; the number counts to the country that is most likely its own. */
	isNewAreaCode: boolean;
	/** What was put right on the way from the text to the number. */
	repaired: readonly Repair[];
}

export type PhoneResult = ParsedNumber | UnparsedNumber;

export interface ParseOptions {
	/** For digits that may be a national or an international number; `refuse` by default. */
	withoutPlus?: WithoutPlus;
	/** Refuses numbers that are only possible. */
	onlyValid?: boolean;
}

/** How the numbers of an item are read. */
export interface NumberReading extends ParseOptions {
	/** ISO 3166-1 alpha-2 of national numbers. */
	defaultCountry?: string;
}

const PLAIN_E164 = /^\+[1-9]\d{6,14}$/;

function read(written: WrittenDigits, circumstances: Circumstances): Reading | Ambiguity | undefined {
	const { hasPlus, digits, trunkZeroAt } = written;
	// +0044: the plus and what is dialed for it.
	const start = /^00(?=[1-9])/.test(digits) ? 2 : 0;
	if (trunkZeroAt !== undefined) return readTrunkZero(digits.slice(start), trunkZeroAt - start);
	return hasPlus ? readInternational(digits.slice(start)) : readWithoutPlus(written, circumstances);
}

const toNumber = (
	{ e164, country, callingCode, nationalNumber, type, isNewAreaCode, grade, repairs }: Reading,
	extension?: string,
	hadDecimals = false,
): ParsedNumber => ({
	e164,
	country,
	callingCode,
	nationalNumber,
	extension,
	validity: grade === 'valid' ? 'valid' : 'possible',
	type,
	isNewAreaCode,
	repaired: hadDecimals ? ['decimals', ...repairs] : repairs,
});

/** The number that the text means; everything but plain E.164 takes this way. */
function parseText(input: unknown, country: string | undefined, withoutPlus: WithoutPlus): PhoneResult {
	const given = readInput(input);
	if (isInvalid(given)) return given;
	const { number, extension } = splitExtension(given.text);
	const written = readDigits(number);
	if (typeof written === 'string') return explainRefusal(input, given.text, written);
	const reading = read(written, { country, withoutPlus, isNumeric: given.isNumeric });
	if (!reading || 'readings' in reading) return explainRefusal(input, given.text, reading ?? written, country);
	return toNumber(reading, extension, given.hadDecimals);
}

/**
 * Reads a number in any script and style: the number that is meant, or a refusal with the reason.
 * @param input what the user or provider gave; text, whole numbers and lists of one are read, anything else is refused
 * @param defaultCountry ISO 3166-1 alpha-2 for national numbers
 */
export function parseNumber(
	input: unknown,
	defaultCountry?: string,
	{ withoutPlus = 'refuse', onlyValid = false }: ParseOptions = {},
): PhoneResult {
	const plain = typeof input === 'string' && PLAIN_E164.test(input) ? readInternational(input.slice(1)) : undefined;
	const country = defaultCountry === undefined ? undefined : readCountry(defaultCountry);
	const number = plain ? toNumber(plain) : parseText(input, country, withoutPlus);
	if (isInvalid(number) || !onlyValid || number.validity === 'valid') return number;
	return refuse(
		input,
		'notValid',
		`${number.e164} is not in the numbering plan of ${number.country ?? `+${number.callingCode}`}, and only valid numbers are allowed here: check the number.`,
	);
}

/** `{number, valid}` for a `CallEvent`: E.164 where it can be read, else as received. */
export function toE164OrAsIs(input: unknown, defaultCountry?: string): { number: string; valid: boolean } {
	const parsed = parseNumber(input, defaultCountry);
	return isInvalid(parsed) ? { number: parsed.input, valid: false } : { number: parsed.e164, valid: true };
}
