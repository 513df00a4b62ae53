/**
 * A total order over JSON values, so that the greater of two is the same whichever comes first: nothing known is the
 * least, numbers compare as numbers, everything else as its JSON text with sorted keys.
 */
export function compareValues(a: unknown, b: unknown): number {
	if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	const [textA, textB] = [canonical(a), canonical(b)];
	return textA < textB ? -1 : Number(textA > textB);
}

function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, inner: unknown) => (isPlainObject(inner) ? sortKeys(inner) : inner)) ?? '';
}

const isPlainObject = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function sortKeys(value: object): object {
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
