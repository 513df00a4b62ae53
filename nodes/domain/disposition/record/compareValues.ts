import { canonicalJson } from '../../canonicalJson';

/**
 * A total order over JSON values, so that the greater of two is the same whichever comes first: nothing known is the
 * least, numbers compare as numbers, everything else as its JSON text with sorted keys.
 */
export function compareValues(a: unknown, b: unknown): number {
	if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	const [textA, textB] = [canonicalJson(a), canonicalJson(b)];
	return textA < textB ? -1 : Number(textA > textB);
}
