import { isInvalid } from '../result';
import { quote, refuse, type UnparsedNumber } from './refusal';
import { repairSheetText } from './spreadsheet';
import { toAscii } from './toAscii';

/** The longest text that Google's library reads; beyond it nothing is a phone number. */
const MAX_INPUT_LENGTH = 250;
const CONTROL_CHARACTER = /\p{Cc}/u;
/** Footnote marks, fractions and circled digits would become digits; a right-to-left override shows digits reversed. */
const MISLEADING = /[\p{No}\p{Nl}\u202e]/u;

export interface InputText {
	text: string;
	/** A number, or what a spreadsheet wrote of one: zeros at its start and a plus are lost. */
	isNumeric: boolean;
	/** Whether a decimal tail was taken off. */
	hadDecimals: boolean;
}

/** The number inside `"Name" <sip:…>`, `sip:…@host;user=phone`, `whatsapp:…` and the like. */
function withoutAddress(text: string): string {
	const address = (/<([^<>]*)>/.exec(text)?.[1] ?? text).trim();
	const scheme = /^(?:sips?|tel|callto|whatsapp):/i.exec(address)?.[0];
	if (!scheme) return address;
	return address.slice(scheme.length).replace(/@.*$/, '').replace(/%2b/gi, '+').replace(/%20/g, ' ');
}

/** RFC 3966: `tel:20-7946-0958;phone-context=+44;ext=7` has its calling code and extension in parameters. */
function withoutParameters(text: string): string {
	const [number, ...parameters] = text.split(';');
	const valueOf = (name: string): string | undefined =>
		parameters.find((parameter) => parameter.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
	if (parameters.length === 0 || parameters.some((parameter) => !/^[\w-]+(=|$)/.test(parameter))) return text;
	const context = valueOf('phone-context');
	const extension = valueOf('ext');
	return `${context?.startsWith('+') ? context : ''}${number}${extension ? ` ext. ${extension}` : ''}`;
}

function readNumeric(input: number | bigint): InputText | UnparsedNumber {
	if (typeof input === 'number' && !Number.isFinite(input))
		return refuse(input, 'notANumber', 'A phone number must be text or digits.');
	if (input <= 0) return refuse(input, 'notANumber', `${input} is not a phone number: it must be above 0.`);
	if (typeof input === 'number' && !Number.isSafeInteger(input)) {
		return refuse(
			input,
			'damaged',
			`${input} is not a whole number with all its digits: keep phone numbers as text, so that no digit is lost.`,
		);
	}
	return { text: String(input), isNumeric: true, hadDecimals: false };
}

/** A list of one, as Airtable gives a lookup, is its one part. */
const unwrap = (input: unknown): unknown =>
	Array.isArray(input) && input.length === 1 ? (input as unknown[])[0] : input;

/** What was given as plain ASCII text, without what surrounds the number. */
export function readInput(given: unknown): InputText | UnparsedNumber {
	const input = unwrap(given);
	if (typeof input === 'number' || typeof input === 'bigint') return readNumeric(input);
	if (Array.isArray(input) && input.length > 1)
		return refuse(input, 'several', 'This is a list of several phone numbers: use one for each item.');
	if (input === undefined || input === null) return refuse(input, 'notANumber', 'The phone number is empty.');
	if (typeof input !== 'string') return refuse(input, 'notANumber', 'A phone number must be text or digits.');
	if (input.length > MAX_INPUT_LENGTH)
		return refuse(input, 'notANumber', `A phone number has at most ${MAX_INPUT_LENGTH} characters.`);
	const text = input.trim();
	if (text === '') return refuse(input, 'notANumber', 'The phone number is empty.');
	// CR, LF and NUL could end up in a SIP header.
	if (CONTROL_CHARACTER.test(text)) {
		return refuse(
			input,
			'notANumber',
			'A phone number must not contain control characters such as line breaks: keep one number in each field.',
		);
	}
	if (MISLEADING.test(text))
		return refuse(
			input,
			'notANumber',
			`${quote(text)} has characters that are not plain digits: enter the number again.`,
		);
	const sheet = repairSheetText(toAscii(text).trim());
	if (isInvalid(sheet)) return refuse(input, 'damaged', sheet.rule);
	return { ...sheet, text: withoutParameters(withoutAddress(sheet.text)) };
}
