import { parseNumber } from '../phone';
import { toAscii } from '../phone/toAscii';
import { isInvalid, type Invalid } from '../result';
import { checkNumber } from './checkNumber';
import type { DialPolicy } from './policy';
import { checkAsWritten, readParty } from './readParty';
import { specialNumbersOf } from './specialNumber';

/** SIP addresses, and digits with what people write between them. */
const CANDIDATE = /sips?:[^\s<>"']+|\+?\d(?:[\s().\-/]*\d){6,}/gi;

/** E.164 allows 15 digits. */
const MOST_DIGITS = 15;

/**
 * Digits alone can be a time or an identifier: they are taken for a number only when they are one of a plan, or begin
 * with a costly one.
 */
function checkDigits(label: string, text: string, policy: DialPolicy): Invalid | undefined {
	const digits = text.replace(/\D/g, '').replace(/^0+/, '');
	if (digits.length > MOST_DIGITS) return undefined;
	const national = parseNumber(text, policy.defaultCountry);
	return [`+${digits}`, ...(isInvalid(national) ? [] : [national.e164])]
		.filter((e164) => specialNumbersOf(e164).join() !== 'unknown')
		.map((e164) => checkNumber(label, e164, policy))
		.find(isInvalid);
}

function check(label: string, candidate: string, policy: DialPolicy): Invalid | undefined {
	if (/^\d/.test(candidate)) return checkDigits(label, candidate, policy);
	if (candidate.startsWith('+')) return checkAsWritten(label, candidate, policy);
	return [readParty(label, candidate, policy)].find(isInvalid);
}

/**
 * Every number and SIP address within a text that goes to the trunk as it is, such as a value of Extra Fields: this
 * package does not know which of them the trunk dials.
 */
export function checkText(label: string, text: string, policy: DialPolicy): Invalid | undefined {
	return [...toAscii(text).matchAll(CANDIDATE)].map(([candidate]) => check(label, candidate, policy)).find(isInvalid);
}
