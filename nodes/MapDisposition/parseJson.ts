import { invalid, type Invalid } from '../domain/result';

/**
 * What a JSON field holds: text in the editor, or a value from an expression.
 * @returns undefined when the field is empty
 */
export function parseJson(input: unknown, displayName: string): { value: unknown } | Invalid | undefined {
	if (input === undefined || input === null) return undefined;
	if (typeof input !== 'string') return { value: input };
	if (input.trim() === '') return undefined;
	try {
		return { value: JSON.parse(input) as unknown };
	} catch {
		return invalid(`${displayName} is not valid JSON: check its quotes and commas.`);
	}
}
