import { invalid, isInvalid, type Invalid } from '../../result';
import { asFields, asText, own, type Fields } from '../event/payload';
import type { Page } from '../provider';

/** The rows of an answer: the answer itself, or the first of these fields that is a list. */
function rowsOf(body: unknown, names: readonly string[]): unknown[] | undefined {
	if (Array.isArray(body)) return body;
	const fields = asFields(body);
	return names.map((name) => fields && own(fields, name)).find((rows): rows is unknown[] => Array.isArray(rows));
}

/** A list whose rows are read one by one; a row that cannot be used is left out, since the others still can. */
export function readList<T>(
	body: unknown,
	names: readonly string[],
	readRow: (row: Fields) => T | '' | undefined,
	next?: string,
): Page<T> | Invalid {
	const rows = rowsOf(body, names);
	if (!rows) return invalid("The trunk's answer contains no list.");
	const items = rows.map(asFields).flatMap((row) => (row && readRow(row)) || []) as T[];
	return next === undefined ? { items } : { items, next };
}

/** `{data: […], next_cursor}`: what UnlimCall and a custom trunk are assumed to answer. */
export function readPage<T extends object>(body: unknown, readRow: (row: Fields) => T | Invalid): Page<T> | Invalid {
	const fields = asFields(body);
	const next = fields && asText(own(fields, 'next_cursor'));
	return readList(
		body,
		['data', 'calls', 'cdrs'],
		(row) => {
			const read = readRow(row);
			return isInvalid(read) ? undefined : read;
		},
		next,
	);
}
