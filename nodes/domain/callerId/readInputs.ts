import { parseNumber, readCountry } from '../phone';
import { invalid, isInvalid, type Invalid } from '../result';

const isBlank = (input: unknown): boolean => input === undefined || input === null || input === '';

/**
 * E.164 numbers from an array, or from text that separates them by commas, semicolons or line breaks.
 * What is not a number is left out: it cannot name a number of the pool.
 */
export function readNumberList(input: unknown, defaultCountry?: string): ReadonlySet<string> {
	if (isBlank(input)) return new Set();
	const list: unknown[] = Array.isArray(input) ? input : typeof input === 'string' ? input.split(/[,;\n]/) : [input];
	const numbers = list.map((entry) => parseNumber(entry, defaultCountry));
	return new Set(numbers.flatMap((number) => (isInvalid(number) ? [] : [number.e164])));
}

/** @returns a whole number from 1; 1 when nothing is given */
export function readAttempt(input: unknown): number | Invalid {
	const attempt = isBlank(input) ? 1 : Number(input);
	return Number.isSafeInteger(attempt) && attempt >= 1 ? attempt : invalid('Attempt must be a whole number from 1.');
}

/** @param rows `{destination, use}`, both ISO 3166-1 alpha-2 */
export function readCountryMap(
	rows: ReadonlyArray<{ destination?: unknown; use?: unknown }>,
): ReadonlyMap<string, string> | Invalid {
	const map = new Map<string, string>();
	for (const { destination, use } of rows) {
		const [from, to] = [readCountry(destination), readCountry(use)];
		if (!from || !to) return invalid('Country Map needs two ISO 3166-1 alpha-2 codes in each row, such as AT and DE.');
		map.set(from, to);
	}
	return map;
}
