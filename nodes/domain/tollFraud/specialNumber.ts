import { mainCountry, parseNumber, type ParsedNumber } from '../phone';
import { isInvalid } from '../result';
import { isInNewArea, kindOfRange } from './ranges';

/** Kinds of numbers that can cost far more than a call to a person, by the name that the option has for each. */
export const SPECIAL_NUMBERS = Object.freeze({
	globalNetwork: 'a satellite number or another number that belongs to no country',
	pager: 'a pager',
	personal: 'a personal number, which forwards to any other number',
	premiumRate: 'a premium-rate number',
	sharedCost: 'a shared-cost number',
	unknown: "not a number of its country's numbering plan",
});

export type SpecialNumber = keyof typeof SPECIAL_NUMBERS;

/** libphonenumber's types that are special. The others are fixed, mobile, toll-free, VoIP, company and voicemail numbers. */
const KIND_OF_TYPE: Readonly<Record<string, SpecialNumber>> = Object.freeze({
	PAGER: 'pager',
	PERSONAL_NUMBER: 'personal',
	PREMIUM_RATE: 'premiumRate',
	SHARED_COST: 'sharedCost',
});

/** With a calling code of one digit, the shortest special numbers of any plan have four more. */
const SHORTEST = '+12345'.length;

/** A number as it is dialed: what would have to be put right first is not read. */
function asDialed(e164: string): ParsedNumber | undefined {
	const number = parseNumber(e164);
	return isInvalid(number) || number.e164 !== e164 ? undefined : number;
}

/** Undefined for an ordinary number, and for one that no plan knows. */
function kindOf(e164: string): SpecialNumber | undefined {
	const number = asDialed(e164);
	if (!number?.type) return undefined;
	if (mainCountry(number.callingCode) === undefined) return 'globalNetwork';
	return kindOfRange(e164) ?? KIND_OF_TYPE[number.type];
}

/** Networks ignore surplus digits, so a number that begins with a whole premium-rate number reaches that one. */
function kindWithin(e164: string): SpecialNumber | undefined {
	for (let length = e164.length - 1; length >= SHORTEST; length -= 1) {
		const kind = kindOf(e164.slice(0, length));
		if (kind) return kind;
	}
	return undefined;
}

/**
 * What is special about a number; empty for one that may be dialed without further thought.
 * @param e164 e.g. `+4930123456`
 */
export function specialNumbersOf(e164: string): SpecialNumber[] {
	const kind = kindOf(e164);
	if (kind) return [kind];
	const number = asDialed(e164);
	if (number && (number.validity === 'valid' || isInNewArea(number))) return [];
	return ['unknown' as const, kindWithin(e164)].flatMap((found) => found ?? []);
}
