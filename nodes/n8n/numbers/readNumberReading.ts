import type { IDataObject } from 'n8n-workflow';
import { readCountry, type NumberReading, type WithoutPlus } from '../../domain/phone';
import { invalid, type Invalid } from '../../domain/result';

const WITHOUT_PLUS: ReadonlySet<unknown> = new Set<WithoutPlus>(['refuse', 'national', 'international']);

/** How the options of an item say that its numbers are read; see `numberOptions`. */
export function readNumberReading(options: IDataObject): NumberReading | Invalid {
	const { defaultCountry, numbersWithoutPlus = 'refuse', onlyValidNumbers } = options;
	const country = readCountry(defaultCountry);
	if (defaultCountry && !country) {
		return invalid(
			`Default Country: ${String(defaultCountry).slice(0, 20)} is not an ISO 3166-1 alpha-2 code such as DE.`,
		);
	}
	if (!WITHOUT_PLUS.has(numbersWithoutPlus))
		return invalid('Numbers Without Plus must be refuse, national or international.');
	return {
		...(country && { defaultCountry: country }),
		withoutPlus: numbersWithoutPlus as WithoutPlus,
		onlyValid: onlyValidNumbers === true,
	};
}
