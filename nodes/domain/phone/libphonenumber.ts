/**
 * The one import of libphonenumber-js. gulp folds the library into this file's compiled form, so that the
 * package has no runtime dependency; `max` metadata, because `min` misses most premium-rate numbers.
 */
export {
	parsePhoneNumberFromString,
	getCountries,
	getCountryCallingCode,
	isSupportedCountry,
} from 'libphonenumber-js/max';
export type { CountryCode, PhoneNumber } from 'libphonenumber-js/max';
