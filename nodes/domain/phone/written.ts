import { getCountries, numberingPlanOf, parsePhoneNumberFromString } from './libphonenumber';
import { readInternational, type Reading } from './reading';

const groupsOf = (text: string): string[] => text.match(/\d+/g) ?? [];

/** How a numbering plan groups a number: as its own country writes it, and as the world does. */
function groupings(e164: string): { national: string; bare: string; international: string } | undefined {
	const phone = parsePhoneNumberFromString(e164);
	if (!phone) return undefined;
	const international = groupsOf(phone.formatInternational());
	return {
		national: groupsOf(phone.formatNational()).join(' '),
		bare: international.slice(1).join(' '),
		international: international.join(' '),
	};
}

/** Whether the groups are those in which a person of the number's own country writes it. */
export function isGroupedNationally(groups: readonly string[], { e164 }: Reading): boolean {
	const plan = groupings(e164);
	const written = groups.join(' ');
	return groups.length > 1 && (written === plan?.national || written === plan?.bare);
}

/** Whether a text is to the letter what the number's own country writes, and nobody else: `(670) 234-5678`. */
export function isWrittenNationally(text: string, { e164 }: Reading): boolean {
	const phone = parsePhoneNumberFromString(e164);
	return text === phone?.formatNational() && text.includes('(');
}

/** Whether the groups are those of the international form without its plus: `49 171 3920000`, `011 49 1713920000`. */
export function isGroupedInternationally(groups: readonly string[], { e164 }: Reading): boolean {
	const isDialed = groups[0] === '00' || groups[0] === '011';
	const written = groups.slice(isDialed ? 1 : 0);
	if (written.length === 1) return isDialed && `+${written[0]}` === e164;
	return written.join(' ') === groupings(e164)?.international;
}

/** Whether digits have the trunk prefix that a country writes, or the country writes none before this number. */
export function hasTrunkForm(digits: string, { e164, nationalNumber }: Reading, country: string): boolean {
	if (digits !== nationalNumber || !numberingPlanOf(country).nationalPrefix()) return true;
	const groups = groupsOf(parsePhoneNumberFromString(e164)?.formatNational() ?? '');
	// A plan that has no format for a number does not say how it is written.
	return groups.length > 1 && groups.join('') === digits;
}

/** Every prefix that is dialed before an international number somewhere. */
let internationalPrefixes: readonly RegExp[] | undefined;
const allInternationalPrefixes = (): readonly RegExp[] =>
	(internationalPrefixes ??= [...new Set(getCountries().map((country) => numberingPlanOf(country).IDDPrefix()))].map(
		(prefix) => new RegExp(`^(?:${prefix})(?=[1-9])`),
	));

/** Whether digits are an international number as people of some country dial it, e.g. 010 44 … in Japan. */
export const isDialedInternationally = (digits: string): boolean =>
	allInternationalPrefixes().some(
		(prefix) => prefix.test(digits) && readInternational(digits.replace(prefix, '')) !== undefined,
	);
