import { asJson } from './asJson';
import { invalid, type Invalid } from './result';

/**
 * Trimmed text of a parameter; undefined when it is blank. A list, as Airtable gives a lookup, is its parts with commas.
 * An object is refused: made text of, all objects are `[object Object]`, so all contacts would be one.
 */
export function readText(value: unknown, label: string): string | undefined | Invalid {
	const parts = [value ?? []].flat().map(asJson);
	if (parts.some((part) => typeof part === 'object' && part !== null))
		return invalid(`${label} must be text, not an object: choose one of its fields.`);
	return (
		parts
			.map((part) => String(part ?? ''))
			.join(',')
			.trim() || undefined
	);
}
