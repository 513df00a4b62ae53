import { normalizeCallUuid } from '../../call/callUuid';
import { readNumber } from '../../time/readSeconds';
import { readTime, toIso } from '../../time/readTime';
import { columnKey } from '../../columnKey';
import { CALL_RECORD_FIELDS, type CallRecordField } from './callRecord';

/** A call record under its own field names, beside whatever else the table's row holds. */
export type StoredRecord = Record<string, unknown>;

const fieldOfColumn: ReadonlyMap<string, CallRecordField> = new Map([
	...CALL_RECORD_FIELDS.map((field) => [columnKey(field), field] as const),
	// The event's own names; as columns they would be reserved words of SQL.
	['from', 'fromNumber'],
	['to', 'toNumber'],
]);

const NUMBERS: ReadonlySet<string> = new Set<CallRecordField>([
	'attempt',
	'ringSeconds',
	'durationSeconds',
	'hangupCauseCode',
	'sipStatus',
]);

/** What people write; a table may hold something else under the name. */
const TEXTS: ReadonlySet<string> = new Set<CallRecordField>(['agentNotes', 'agentNextStep']);

/**
 * Reads a table's row, in any of our column styles, back into a record: times as ISO 8601 UTC, digits as numbers,
 * notes as text, nothing for what is empty or, as a time, unreadable. Columns that are not ours are kept as they are.
 */
export function readRecord(row: Readonly<Record<string, unknown>>): StoredRecord {
	const record: StoredRecord = {};
	for (const [column, value] of Object.entries(row)) {
		if (column === '__proto__') continue;
		const field = fieldOfColumn.get(columnKey(column)) ?? column;
		const read = readField(field, value);
		if (read !== undefined && read !== null && read !== '') record[field] = read;
	}
	return record;
}

function readField(field: string, value: unknown): unknown {
	if (field === 'callUuid') return normalizeCallUuid(value);
	if (field.endsWith('At') && fieldOfColumn.has(columnKey(field))) return toIso(readTime(value, { day: 'start' }));
	if (NUMBERS.has(field) && typeof value === 'string') return readNumber(value) ?? value;
	if (TEXTS.has(field) && typeof value !== 'string' && value !== undefined && value !== null)
		return JSON.stringify(value);
	return value;
}
