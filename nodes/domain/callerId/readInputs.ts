import { parseNumber, readCountry, type NumberReading } from '../phone';
import { invalid, isInvalid, type Invalid } from '../result';
import type { Pool } from './pool';

const isBlank = (input: unknown): boolean => input === undefined || input === null || input === '';

/** Numbers of the pool that a setting names. */
export interface NumberList {
	/** E.164. */
	numbers: ReadonlySet<string>;
	/** A sentence for each part that is not a number, or not clearly one. */
	warnings: readonly string[];
}

/** The fewest digits by which a number of the pool is told from others. */
const FEWEST_DIGITS = 6;

/** What cannot be read is compared by its last digits, without zeros that a trunk prefix may be. */
function byDigits(pool: Pool, text: string): string[] {
	const digits = text.replace(/\D/g, '').replace(/^0+/, '');
	if (digits.length < FEWEST_DIGITS) return [];
	return pool.entries.map(({ number }) => number).filter((number) => number.endsWith(digits));
}

const textOf = (part: unknown): string => (typeof part === 'object' ? JSON.stringify(part) : String(part)).trim();

/**
 * Reads an array, or text that separates numbers by commas, semicolons or line breaks.
 * @param label the setting, for the warnings
 * @param reading how the item's numbers are read
 */
export function readNumberList(
	input: unknown,
	label: string,
	pool: Pool,
	{ defaultCountry, withoutPlus }: NumberReading,
): NumberList {
	const parts: unknown[] = typeof input === 'string' ? input.split(/[,;\n]/) : [input ?? []].flat();
	const numbers = new Set<string>();
	const warnings: string[] = [];
	for (const part of parts.filter((one) => !isBlank(typeof one === 'string' ? one.trim() : one))) {
		const parsed = parseNumber(part, defaultCountry, { withoutPlus });
		if (!isInvalid(parsed)) {
			numbers.add(parsed.e164);
			continue;
		}
		const alike = byDigits(pool, textOf(part));
		for (const number of alike) numbers.add(number);
		const consequence = alike.length > 0 ? `It is taken for ${alike.join(', ')}.` : 'It is like no number of the pool.';
		warnings.push(`${label}: ${parsed.rule} ${consequence}`);
	}
	return { numbers, warnings };
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
