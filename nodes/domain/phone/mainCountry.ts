import { getCountries, getCountryCallingCode } from './libphonenumber';

/**
 * The main country of each calling code that several countries and territories share: what
 * `PhoneNumberUtil.getRegionCodeForCountryCode` of Google's libphonenumber answers.
 */
const MAIN_COUNTRY_OF_SHARED_CODE: Readonly<Record<string, string>> = Object.freeze({
	'1': 'US',
	'7': 'RU',
	'39': 'IT',
	'44': 'GB',
	'47': 'NO',
	'61': 'AU',
	'212': 'MA',
	'262': 'RE',
	'290': 'SH',
	'358': 'FI',
	'590': 'GP',
	'599': 'CW',
});

const MAIN_COUNTRIES: ReadonlyMap<string, string> = new Map([
	...getCountries().map((country): [string, string] => [getCountryCallingCode(country), country]),
	...Object.entries(MAIN_COUNTRY_OF_SHARED_CODE),
]);

/**
 * @param callingCode digits, e.g. `44`
 * @returns ISO 3166-1 alpha-2 of the country that the calling code is named after; undefined for codes that belong
 * to no country (+800, satellite)
 */
export function mainCountry(callingCode: string): string | undefined {
	return MAIN_COUNTRIES.get(callingCode);
}
