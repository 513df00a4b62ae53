import { invalid, type Invalid } from '../result';

/**
 * National prefixes in the forms that people write them: `212`, `(212)`, `020`, `+1 212`.
 * The trunk prefix 0 is dropped, and NANP's 1, because no national number starts with it there; Italy's 0 is part of
 * the number (ITU-T E.164 national numbering plan of Italy) and stays.
 */
function readPrefix(text: string, callingCode: string): string | undefined {
	const compact = text.replace(/[\s().\-/]/g, '');
	const national = compact.startsWith(`+${callingCode}`) ? compact.slice(callingCode.length + 1) : compact;
	if (!/^\d{1,12}$/.test(national)) return undefined;
	if (callingCode === '39') return national;
	return (callingCode === '1' ? national.replace(/^1/, '') : national.replace(/^0+/, '')) || undefined;
}

/** @param cell one prefix, several separated by commas, semicolons or spaces between them, or an array */
export function readPrefixes(cell: unknown, callingCode: string): string[] | Invalid {
	if (cell === undefined) return [];
	const texts = (Array.isArray(cell) ? cell.map(String) : String(cell).split(/[,;|\n]/)).filter((text) => text.trim());
	const prefixes = texts.map((text) => readPrefix(text, callingCode));
	const bad = prefixes.indexOf(undefined);
	if (bad >= 0) return invalid(`Prefixes must be national prefixes such as 212; "${texts[bad].trim().slice(0, 20)}" is not one of +${callingCode}.`);
	return prefixes as string[];
}
