import type { Entry } from './callStore';

/** An entry as a database keeps it; PostgreSQL's client gives large integers as text. */
export interface Row {
	key: string;
	version: number | string;
	value: string;
	written_at: number | string;
}

export const toEntry = ({ key, version, value, written_at: writtenAt }: Row): Entry => ({
	key,
	version: Number(version),
	value: JSON.parse(value),
	writtenAt: Number(writtenAt),
});

/** The rows in the order of `keys`, with undefined for those that are absent. */
export function inOrder(keys: readonly string[], rows: readonly Row[]): Array<Entry | undefined> {
	const entries = new Map(rows.map((row) => [row.key, toEntry(row)]));
	return keys.map((key) => entries.get(key));
}
