import { invalid, isInvalid, type Invalid } from '../result';
import { readTime } from '../time/readTime';
import { readActiveCell, type RowFields } from './columns';

const YES: ReadonlySet<string> = new Set(['true', 'yes', 'y', '1', 'on', 'active', 'enabled', 'checked', 'x', '✓']);
const NO: ReadonlySet<string> = new Set(['false', 'no', 'n', '0', 'off', 'inactive', 'disabled', 'unchecked']);
const DAY_MS = 86_400_000;
/** Day 0 of a spreadsheet's dates, as Excel and Google Sheets count them since 1 March 1900. */
const SHEET_EPOCH_MS = Date.UTC(1899, 11, 30);
/** The days of 1954 and 2119: a number in between is a spreadsheet's date, and no Unix time of any use. */
const SHEET_DAYS = [20_000, 80_000] as const;
/** Unix time in milliseconds from 1973 on. */
const SMALLEST_UNIX_MS = 1e11;
const ISO_DATE = /^\d{4}-\d\d-\d\d(?:$|[T ])/;
const MIDNIGHT = /^(\d{4}-\d\d-\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/i;

const wordOf = (cell: RowFields[string]): string =>
	String(cell ?? '')
		.trim()
		.toLowerCase();

/** How the pool's rows say whether they are active. */
export interface ActiveColumn {
	/** Some row has the column. */
	exists: boolean;
	/** Some row says yes. */
	saysYes: boolean;
}

/** What all rows together say; see `readActive`. */
export function readActiveColumn(rows: readonly unknown[]): ActiveColumn {
	const cells = rows.map(readActiveCell).filter((cell) => cell !== undefined);
	return { exists: cells.length > 0, saysYes: cells.some((cell) => YES.has(wordOf(cell))) };
}

/**
 * Airtable leaves an unchecked box out, and a sheet leaves its cell empty: a row without the cell that others have is
 * not active, and an empty cell beside others that say yes is not, either.
 * @returns undefined for an active row
 */
export function readActive(cell: RowFields[string], column: ActiveColumn): Invalid | undefined {
	if (cell === undefined)
		return column.exists
			? invalid('The number is not active: Active is not checked, as it is in other rows.')
			: undefined;
	const word = wordOf(cell);
	if (word === '')
		return column.saysYes ? invalid('Active is empty, and other rows say yes: enter yes or no.') : undefined;
	if (YES.has(word)) return undefined;
	return invalid(NO.has(word) ? 'The number is not active.' : 'Active must be yes or no.');
}

/** Milliseconds of a spreadsheet's date or of a Unix time. */
function fromNumber(value: number, isEnd: boolean): number | undefined {
	if (value >= SMALLEST_UNIX_MS) return readTime(value);
	if (value < SHEET_DAYS[0] || value > SHEET_DAYS[1]) return undefined;
	const isWholeDay = Number.isInteger(value);
	return Math.round(SHEET_EPOCH_MS + (value + (isEnd && isWholeDay ? 1 : 0)) * DAY_MS);
}

/** ISO 8601 only: 05.12.2026 is a day in May or in December. */
function fromText(text: string, isEnd: boolean): number | undefined {
	if (/^\d+(\.\d+)?$/.test(text)) return fromNumber(Number(text), isEnd);
	const day = MIDNIGHT.exec(text)?.[1];
	const time = day ? readTime(day, { day: isEnd ? 'end' : 'start' }) : ISO_DATE.test(text) ? readTime(text) : undefined;
	if (time === undefined || !isRealDay(text.slice(0, 10))) return undefined;
	return time;
}

/** Not 30 February, of which `Date` makes a day in March. */
const isRealDay = (date: string): boolean => {
	const ms = Date.parse(`${date}T00:00:00Z`);
	return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
};

function readDay(cell: RowFields[string], label: string, isEnd: boolean): number | Invalid {
	if (cell === undefined || wordOf(cell) === '') return isEnd ? Infinity : -Infinity;
	const time = typeof cell === 'number' ? fromNumber(cell, isEnd) : fromText(String(cell).trim(), isEnd);
	return time ?? invalid(`${label} must be a date such as 2026-12-31, not ${String(cell).trim().slice(0, 20)}.`);
}

/** @returns undefined for a row that is valid now; a last day given without a time is valid to its end, in UTC */
export function readValidity({ validFrom, validTo }: RowFields, now: Date): Invalid | undefined {
	const from = readDay(validFrom, 'Valid From', false);
	if (isInvalid(from)) return from;
	const to = readDay(validTo, 'Valid To', true);
	if (isInvalid(to)) return to;
	if (now.getTime() < from) return invalid('The number is not valid yet.');
	return now.getTime() >= to ? invalid('The number is no longer valid.') : undefined;
}

/** A share above 0, by default 1. */
export function readWeight(cell: RowFields[string]): number | Invalid {
	if (cell === undefined || cell === '') return 1;
	const weight = typeof cell === 'string' ? Number(cell.trim()) : cell;
	if (typeof weight !== 'number' || !Number.isFinite(weight) || weight < 0)
		return invalid('Weight must be a number above 0.');
	return weight > 0 ? weight : invalid('The number is not active: its weight is 0.');
}
