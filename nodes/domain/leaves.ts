import { asJson } from './asJson';

/** Deeper values are not ours to read; JSON from people and trunks has a handful of levels. */
const MAX_DEPTH = 100;

/**
 * The texts of a JSON value: names of fields, strings, and numbers as they are written, at any depth.
 * @throws RangeError when it is nested more than 100 levels deep
 */
export function leavesOf(value: unknown, depth = 0): string[] {
	if (depth > MAX_DEPTH) throw new RangeError('The value is nested too deeply.');
	const json = asJson(value);
	if (typeof json === 'string' || typeof json === 'number' || typeof json === 'bigint') return [String(json)];
	if (Array.isArray(json)) return json.flatMap((entry) => leavesOf(entry, depth + 1));
	if (typeof json !== 'object' || json === null) return [];
	return Object.entries(json).flatMap(([name, entry]) => [name, ...leavesOf(entry, depth + 1)]);
}
