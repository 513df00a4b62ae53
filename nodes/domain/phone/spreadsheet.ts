import { invalid, type Invalid } from '../result';
import { quote } from './refusal';

/** What a spreadsheet writes in a cell that it cannot show or compute. */
const CELL_ERROR = /^#+$|^#(?:N\/A|NUM!|VALUE!|REF!|NAME\?|NULL!|ERROR!|DIV\/0!|SPILL!)$/i;
/** 4.479E+11: only the first digits are left. */
const SCIENTIFIC = /^\+?\d(?:[.,]\d+)?\s*E\s*[+-]?\d+$/i;
/** `4,420,794,609` and the Indian `98,76,54,32,101`. */
const THOUSANDS = /^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.0+)?$/;
/** Digits, one dot or comma, and decimals. */
const DECIMALS = /^(\+?\d+|\d{1,3}(?: \d{3})+|\d{1,3}(?:\.\d{3})+(?=,))[.,](\d+)$/;
/** One zero after the last of other separators: `020 7946 0958.0`. */
const ZERO_AT_END = /^([^.]*\d)\.0$/;
/** The shortest national numbers that are written with a dot, such as `9123.4567`, have fewer digits before it. */
const FEWEST_DIGITS_BEFORE_DECIMALS = 7;

export interface SheetText {
	text: string;
	isNumeric: boolean;
	hadDecimals: boolean;
}

const asIs = (text: string): SheetText => ({ text, isNumeric: false, hadDecimals: false });
const damaged = (text: string): Invalid =>
	invalid(
		`The spreadsheet shortened or damaged this number (${quote(text)}): format the column as text and enter the number again.`,
	);

/** `'0171…`, `"0171…"` and `="0171…"` are how sheets and CSV files keep a number as text. */
function withoutTextMarks(text: string): string {
	const inner = /^=?(["'“”])(.*)["'“”]$/.exec(text)?.[2] ?? text;
	return inner.replace(/^['`’]/, '').trim();
}

function withoutDecimals(text: string): SheetText | Invalid {
	const zero = ZERO_AT_END.exec(text);
	if (zero) return { text: zero[1], isNumeric: /^\d+$/.test(zero[1]), hadDecimals: true };
	const [, whole, decimals] = DECIMALS.exec(text) ?? [];
	if (whole === undefined) return asIs(text);
	const digits = whole.replace(/\D/g, '').length;
	const isTail = /^0+$/.test(decimals);
	if (digits < FEWEST_DIGITS_BEFORE_DECIMALS) {
		// Few digits, a dot and two zeros: a sum of money; more after it is the rest of a number.
		return isTail && decimals.length <= 2 ? damaged(text) : asIs(text);
	}
	return isTail
		? { text: whole.replace(/[ .]/g, ''), isNumeric: !text.startsWith('+'), hadDecimals: true }
		: damaged(text);
}

/** Takes off what a spreadsheet added to a number, and refuses one whose digits it lost. */
export function repairSheetText(given: string): SheetText | Invalid {
	const text = withoutTextMarks(given);
	if (CELL_ERROR.test(text) || SCIENTIFIC.test(text)) return damaged(text);
	if (THOUSANDS.test(text)) {
		const [whole, tail] = text.replace(/,/g, '').split('.');
		return { text: whole, isNumeric: true, hadDecimals: tail !== undefined };
	}
	return withoutDecimals(text);
}
