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

/** Where libphonenumber knows area codes but not exchanges; elsewhere it knows which exchanges exist. */
const WHOLE_AREAS: ReadonlySet<string | undefined> = new Set(['US', 'CA', undefined]);

/**
 * A North American number of the plan's form whose area code is newer than libphonenumber: some go into service every
 * year.
 */
export function isNewAreaCode({ e164, validity, country }: ParsedNumber): boolean {
	const national = /^\+1([2-9]\d{2}[2-9]\d{6})$/.exec(e164)?.[1];
	if (national === undefined || SERVICE_CODE.test(national)) return false;
	return validity === 'possible' && WHOLE_AREAS.has(country);
}
