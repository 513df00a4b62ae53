import { invalid, type Invalid } from '../result';
import type { RowFields } from './columns';

/**
 * Calling codes whose national numbers may begin with 0, with no trunk prefix before it (libphonenumber's metadata:
 * the national prefix is not 0, and the plan has numbers such as Rome's 06 69812345). Elsewhere a leading 0 is the
 * trunk prefix, which E.164 leaves out.
 */
const KEEPS_LEADING_ZERO: ReadonlySet<string> = new Set([
	'39',
	'47',
	'225',
	'226',
	'227',
	'229',
	'241',
	'242',
	'247',
	'267',
	'268',
	'378',
	'501',
	'676',
	'679',
	'687',
	'853',
	'974',
]);

function withoutTrunkPrefix(national: string, callingCode: string): string {
	// NANP dials 1 before the area code, and no area code begins with 1.
	if (callingCode === '1') return national.replace(/^1/, '');
	return KEEPS_LEADING_ZERO.has(callingCode) ? national : national.replace(/^0+/, '');
}

/** National prefixes in the forms that people write them: `212`, `(212)`, `020`, `+1 212`. */
function readPrefix(text: string, callingCode: string): string | undefined {
	// A sheet writes 212 as 212.0.
	const compact = text.replace(/^\s*(\d+)\.0+\s*$/, '$1').replace(/[\s()\-/]/g, '');
	const national = compact.startsWith(`+${callingCode}`) ? compact.slice(callingCode.length + 1) : compact;
	return /^\d{1,12}$/.test(national) ? withoutTrunkPrefix(national, callingCode) || undefined : undefined;
}

/** Spaces separate too, except inside `+1 212`. */
const split = (text: string): string[] =>
	text.split(/[,;|\n]/).flatMap((part) => (part.includes('+') ? [part] : part.trim().split(/\s+/)));

/**
 * @param cell one prefix, several in one text, or an array
 * @param callingCode digits of the calling code that the prefixes are under
 */
export function readPrefixes(cell: RowFields[string], callingCode: string): string[] | Invalid {
	if (cell === undefined) return [];
	const texts = (Array.isArray(cell) ? cell.map(String) : split(String(cell))).filter((text) => text.trim() !== '');
	const prefixes: string[] = [];
	for (const text of texts) {
		const prefix = readPrefix(text, callingCode);
		if (!prefix)
			return invalid(
				`Prefixes: "${text.trim().slice(0, 20)}" is not a national prefix (area code) under +${callingCode}.`,
			);
		prefixes.push(prefix);
	}
	return prefixes;
}
