import type { ParsedNumber } from '../phone';

/** Ranges that libphonenumber counts among ordinary numbers although they have a price of their own. */
const COSTLY_RANGES: ReadonlyArray<readonly [range: RegExp, kind: 'premiumRate' | 'globalNetwork']> = Object.freeze([
	// North America: exchange 976 is pay-per-call, 555-1212 is directory assistance.
	[/^\+1\d{3}976\d{4}$/, 'premiumRate'],
	[/^\+1\d{3}5551212$/, 'premiumRate'],
	// Australia: 014 is for satellite telephones (Telecommunications Numbering Plan 2015).
	[/^\+6114\d+$/, 'globalNetwork'],
] as const);

export const kindOfRange = (e164: string) => COSTLY_RANGES.find(([range]) => range.test(e164))?.[1];

/** North American codes of services, not of areas: inbound international, long-distance carriers, government. */
const SERVICE_CODE = /^(456|700|710)/;

/** A North American number in an area that is newer than libphonenumber: some go into service every year. */
export const isInNewArea = ({ nationalNumber, isNewAreaCode }: ParsedNumber): boolean =>
	isNewAreaCode && !SERVICE_CODE.test(nationalNumber);
