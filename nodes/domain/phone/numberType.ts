import { parsePhoneNumberFromString } from './libphonenumber';

/**
 * libphonenumber's type of a number, e.g. `MOBILE` or `PREMIUM_RATE`; undefined where the country's plan does not know
 * the number. Apart from `parseNumber`, because it costs as much again.
 * @param e164 e.g. `+4930123456`
 */
export function numberType(e164: string): string | undefined {
	return parsePhoneNumberFromString(e164)?.getType();
}
