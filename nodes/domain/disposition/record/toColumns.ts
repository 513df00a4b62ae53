import { CALL_RECORD_FIELDS, type CallRecord, type CallRecordField } from './callRecord';

export type ColumnStyle = 'snakeCase' | 'titleCase';

const ACRONYMS = /\b(?:Uuid|Id|Did|Sip|Url)\b/g;

const NAMERS: Readonly<Record<ColumnStyle, (field: string) => string>> = Object.freeze({
	snakeCase: (field) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
	titleCase: (field) =>
		field
			.replace(/[A-Z]/g, (letter) => ` ${letter}`)
			.replace(/^./, (letter) => letter.toUpperCase())
			.replace(ACRONYMS, (word) => word.toUpperCase()),
});

const columnNames = Object.freeze({ snakeCase: namesIn('snakeCase'), titleCase: namesIn('titleCase') });

function namesIn(style: ColumnStyle): ReadonlyArray<readonly [CallRecordField, string]> {
	return CALL_RECORD_FIELDS.map((field) => [field, NAMERS[style](field)]);
}

const OURS: ReadonlySet<string> = new Set(CALL_RECORD_FIELDS);

/** What a table's row holds beside our columns, under its own names. */
export function otherColumns(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(record).filter(([field]) => !OURS.has(field)));
}

/**
 * The record under a table's column names.
 * @param includeEmpty whether every column is there, null when nothing is known
 */
export function toColumns(record: CallRecord, style: ColumnStyle, includeEmpty = false): Record<string, unknown> {
	const row: Record<string, unknown> = {};
	for (const [field, column] of columnNames[style]) {
		const value = record[field];
		if (value !== undefined) row[column] = value;
		else if (includeEmpty) row[column] = null;
	}
	return row;
}
