import { identify, splitCallingCode } from './plan';

/**
 * libphonenumber's type of a number, e.g. `MOBILE` or `PREMIUM_RATE`; undefined where the country's plan does not know
 * the number.
 * @param e164 e.g. `+4930123456`
 */
export function numberType(e164: string): string | undefined {
	const parts = splitCallingCode(e164.slice(1));
	return parts && identify(parts.callingCode, parts.nationalNumber).type;
}
