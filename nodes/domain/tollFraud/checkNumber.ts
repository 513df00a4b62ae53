import { parseNumber } from '../phone';
import { invalid, isInvalid, type Invalid } from '../result';
import type { DialPolicy } from './policy';
import { SPECIAL_NUMBERS, specialNumbersOf } from './specialNumber';

/**
 * What a number that will be dialed must not be, so that neither a mistake nor a stranger's input costs money.
 * @param label the field that the number comes from
 * @param e164 e.g. `+4930123456`
 */
export function checkNumber(label: string, e164: string, policy: DialPolicy): Invalid | undefined {
	const kinds = specialNumbersOf(e164);
	const refused = kinds.find((kind) => !policy.specialNumbers.has(kind));
	if (refused) {
		return invalid(
			`${label}: ${e164} is ${SPECIAL_NUMBERS[refused]}, which can be expensive. Nothing was dialed. Choose another number, or allow this kind with the option Allow Special Numbers.`,
		);
	}
	if (policy.allowedCountries.size === 0 || kinds.includes('globalNetwork')) return undefined;
	const number = parseNumber(e164);
	const country = isInvalid(number) ? undefined : number.country;
	if (country && policy.allowedCountries.has(country)) return undefined;
	return invalid(
		`${label}: ${e164} belongs to ${country ?? 'no country that is known'}, which is not in Allowed Countries. Nothing was dialed.`,
	);
}
