import { invalid, type Invalid } from '../result';
import { readTime } from '../time/readTime';
import type { RowFields } from './columns';

const YES: ReadonlySet<string> = new Set(['true', 'yes', 'y', '1', 'on', 'active', 'enabled']);
const NO: ReadonlySet<string> = new Set(['false', 'no', 'n', '0', 'off', 'inactive', 'disabled']);

/** @returns undefined for an active row, which an empty cell is too */
export function readActive(cell: RowFields[string]): Invalid | undefined {
	if (cell === undefined) return undefined;
	const word = String(cell).trim().toLowerCase();
	if (YES.has(word)) return undefined;
	return invalid(NO.has(word) ? 'The number is not active.' : 'Active must be yes or no.');
}

/** @returns undefined for a row that is valid now; a last day given without a time is valid to its end */
export function readValidity({ validFrom, validTo }: RowFields, now: Date): Invalid | undefined {
	const from = validFrom === undefined ? -Infinity : readTime(validFrom, { day: 'start' });
	const to = validTo === undefined ? Infinity : readTime(validTo, { day: 'end' });
	if (from === undefined) return invalid('Valid From must be a date such as 2026-12-31.');
	if (to === undefined) return invalid('Valid To must be a date such as 2026-12-31.');
	if (now.getTime() < from) return invalid('The number is not valid yet.');
	return now.getTime() >= to ? invalid('The number is no longer valid.') : undefined;
}

/** A share above 0, by default 1. */
export function readWeight(cell: RowFields[string]): number | Invalid {
	if (cell === undefined) return 1;
	const weight = typeof cell === 'string' ? Number(cell.trim()) : cell;
	if (typeof weight !== 'number' || !Number.isFinite(weight) || weight < 0)
		return invalid('Weight must be a number above 0.');
	return weight > 0 ? weight : invalid('The number is not active: its weight is 0.');
}
