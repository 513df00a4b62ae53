import { parseNumber } from '../phone';
import { toAscii } from '../phone/toAscii';
import { invalid, isInvalid, type Invalid } from '../result';
import { checkNumber } from './checkNumber';
import type { DialPolicy } from './policy';
import { specialNumbersOf } from './specialNumber';
import { isBelow, readSipAddress } from './sipAddress';

/** Longer than every extension and short code, and as short as the shortest telephone numbers that trunks dial. */
const FEWEST_DIGITS = 7;

const EXTENSION = /[\s;,]*(?:ext\.?|extension|x|#)[\s=:.]*\d*$/i;

/**
 * Whether a trunk could take the text for a telephone number: a plus, or only digits and what people write between them.
 * `seat_0481ab` and a UUID are names.
 */
function isLikeNumber(text: string): boolean {
	if (/^(tel|callto|whatsapp):/i.test(text) || text.startsWith('+')) return true;
	const digits = text.replace(EXTENSION, '');
	return !/\p{L}|_/u.test(digits) && digits.replace(/\D/g, '').length >= FEWEST_DIGITS;
}

/** The rule that a SIP address breaks. Its user part may be a telephone number, which the domain then dials. */
function checkSip(label: string, text: string, policy: DialPolicy): Invalid | undefined {
	const address = readSipAddress(label, text);
	if (isInvalid(address)) return address;
	const { user, host } = address;
	if (!isBelow(host, policy.sipDomains)) {
		return invalid(
			`${label}: ${host} is not a SIP domain of this trunk. Nothing was dialed. If it is yours, add it to the option Allowed SIP Domains.`,
		);
	}
	return isLikeNumber(toAscii(user)) ? checkAsWritten(label, toAscii(user), policy) : undefined;
}

/** The rule that a number breaks which goes to the trunk as it is written: as it reads, or digit by digit. */
export function checkAsWritten(label: string, text: string, policy: DialPolicy): Invalid | undefined {
	const digits = `+${text.replace(/\D/g, '').replace(/^0+/, '')}`;
	const costly = specialNumbersOf(digits).join() === 'unknown' ? undefined : checkNumber(label, digits, policy);
	return [costly, readParty(label, text, policy)].find(isInvalid);
}

/**
 * A party that a trunk may dial: a telephone number, a SIP address, or a name that only the trunk knows (a seat, a CRM
 * user, `client:ada`).
 * @param label the field that the party comes from
 * @returns the party as it is to be sent, a number in E.164
 */
export function readParty(label: string, party: string, policy: DialPolicy): string | Invalid {
	const text = toAscii(party).trim();
	if (/^sips?:/i.test(text)) return checkSip(label, text, policy) ?? text;
	if (!isLikeNumber(text)) return party;
	const number = parseNumber(text, policy.defaultCountry);
	if (isInvalid(number)) return policy.specialNumbers.has('unknown') ? party : invalid(`${label}: ${number.rule}`);
	if (number.extension)
		return invalid(`${label}: the extension of ${number.e164} cannot be dialed here. Enter the number alone.`);
	return checkNumber(label, number.e164, policy) ?? number.e164;
}
