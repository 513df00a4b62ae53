import { invalid, type Invalid } from '../result';
import { toAscii } from './toAscii';

/** libphonenumber's own limit on input; beyond it nothing is a phone number. */
const MAX_INPUT_LENGTH = 250;
const PLAIN_E164 = /^\+\d{2,15}$/;
const CONTROL_CHARACTER = /\p{Cc}/u;

/** The number inside `"Name" <sip:…>`, `sip:…@host;user=phone`, `whatsapp:…` and the like; `tel:` is the library's to read. */
function withoutAddress(text: string): string {
	const address = /<([^<>]*)>/.exec(text)?.[1] ?? text;
	return address
		.trim()
		.replace(/^(sips?|callto|whatsapp):/i, '')
		.replace(/@.*$/, '')
		.replace(/%2b/i, '+');
}

/**
 * Text that a phone-number parser can read, from text or a whole number in any script and style.
 * A number has lost its `+` and its leading zeros on the way through a spreadsheet or JSON; only its digits come back.
 */
export function cleanNumber(input: unknown): string | Invalid {
	if (typeof input === 'bigint' || (typeof input === 'number' && Number.isSafeInteger(input) && input > 0)) {
		return String(input);
	}
	if (typeof input !== 'string') return invalid('A phone number must be text or digits.');
	if (PLAIN_E164.test(input)) return input;
	if (input.length > MAX_INPUT_LENGTH) return invalid(`A phone number has at most ${MAX_INPUT_LENGTH} characters.`);
	const text = input.trim();
	if (text === '') return invalid('The phone number is empty.');
	// CR, LF and NUL could end up in a SIP header.
	if (CONTROL_CHARACTER.test(text))
		return invalid('A phone number must not contain control characters such as line breaks.');
	return withoutAddress(toAscii(text));
}
