import { identify, splitCallingCode } from './plan';
import type { NotDigits, WrittenDigits } from './readDigits';
import { LONGEST_SHORT_CODE } from './reading';
import type { Ambiguity } from './readWithoutPlus';
import { quote, refuse, type UnparsedNumber } from './refusal';

const NOT_DIGITS: Readonly<Record<NotDigits, (text: string) => string>> = Object.freeze({
	several: (text) => `${quote(text)} looks like several phone numbers: keep one number in each field.`,
	words: (text) => `${quote(text)} has words in it: keep only the phone number, and an extension as "ext. 12".`,
	date: (text) => `${quote(text)} is a date: choose the field with the phone number.`,
	unclear: (text) => `${quote(text)} is not a phone number that can be dialed: use E.164, e.g. +4930123456.`,
});

function whyNotInternational(digits: string, text: string): string {
	const parts = splitCallingCode(digits);
	if (!parts) return `${quote(text)} begins with no calling code of a country: use E.164, e.g. +4930123456.`;
	const { callingCode, nationalNumber } = parts;
	const { country, hasLength, lengths } = identify(callingCode, nationalNumber);
	const place = country ?? `+${callingCode}`;
	if (hasLength) return `${quote(text)} is not a number that can exist in ${place}: check its digits.`;
	return `${quote(text)} has ${nationalNumber.length} digits after +${callingCode}, and numbers of ${place} have ${describeLengths(lengths)}: check for a missing or surplus digit.`;
}

function describeLengths(lengths: ReadonlySet<number>): string {
	const sorted = [...lengths].sort((a, b) => a - b);
	const [first, last] = [sorted[0], sorted[sorted.length - 1]];
	return first === last ? String(first) : `${first} to ${last}`;
}

/** Why a text is not read, in one sentence that says what to do. */
export function explainRefusal(
	input: unknown,
	text: string,
	why: NotDigits | WrittenDigits | Ambiguity,
	country?: string,
): UnparsedNumber {
	if (typeof why === 'string')
		return refuse(input, why === 'several' ? 'several' : 'notANumber', NOT_DIGITS[why](text));
	if ('readings' in why) {
		const [one, other] = why.readings;
		return refuse(
			input,
			'ambiguous',
			`${quote(text)} could be ${one.e164} or ${other.e164}: write it with + and the calling code, or choose in Numbers Without Plus how to read it.`,
		);
	}
	const { digits, hasPlus } = why;
	if (hasPlus || /^00[1-9]/.test(digits))
		return refuse(input, 'notANumber', whyNotInternational(digits.replace(/^00/, ''), text));
	if (digits.length <= LONGEST_SHORT_CODE)
		return refuse(input, 'shortCode', 'Emergency numbers and short codes are never dialed from a workflow.');
	if (!country)
		return refuse(
			input,
			'unknownCountry',
			`${quote(text)} has no calling code: write it with + and the calling code, or set Default Country.`,
		);
	return refuse(
		input,
		'notANumber',
		`${quote(text)} is not a number of ${country}, nor an international one that lost its plus: use E.164, e.g. +4930123456.`,
	);
}
