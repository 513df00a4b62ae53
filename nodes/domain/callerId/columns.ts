import { columnKey } from '../columnKey';

/** The columns that a pool's row may have, under the names that sheets and trunks give them, the clearest name first. */
const COLUMN_NAMES: Readonly<Record<string, readonly string[]>> = Object.freeze({
	number: ['number', 'phoneNumber', 'phone', 'did', 'callerId', 'e164'],
	country: ['country', 'isoCountry', 'countryCode'],
	didId: ['didId', 'numberId', 'id'],
	seatId: ['seatId', 'seat'],
	campaign: ['campaign', 'campaignId'],
	label: ['label', 'friendlyName', 'name'],
	prefixes: ['prefixes', 'prefix', 'areaCodes', 'areaCode'],
	weight: ['weight'],
	active: ['active', 'enabled'],
	validFrom: ['validFrom'],
	validTo: ['validTo', 'validUntil'],
	// Why the trunk's own list says that the number cannot be used.
	unusable: ['unusable'],
});

/** By column: the field, and how clear a name for it the column has. */
const FIELD_OF_COLUMN: ReadonlyMap<string, { field: string; rank: number }> = new Map(
	Object.entries(COLUMN_NAMES).flatMap(([field, names]) =>
		names.map((name, rank): [string, { field: string; rank: number }] => [columnKey(name), { field, rank }]),
	),
);

type Cell = string | number | boolean;
export type RowFields = Partial<Record<keyof typeof COLUMN_NAMES, Cell | Cell[]>>;

/** A cell as JSON would keep it: dates become ISO text, and what JSON cannot keep is no cell. */
function readCell(cell: unknown): Cell | Cell[] | undefined {
	if (typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean') return cell;
	if (typeof cell === 'bigint') return String(cell);
	if (Array.isArray(cell)) {
		const parts = cell.map(readCell).filter((part): part is Cell => part !== undefined && !Array.isArray(part));
		// Airtable gives a lookup as a list of one.
		return parts.length === 1 ? parts[0] : parts;
	}
	const date = cell as { toJSON?: unknown } | null | undefined;
	const text: unknown = typeof date?.toJSON === 'function' ? date.toJSON() : undefined;
	return typeof text === 'string' ? text : undefined;
}

/** A row's columns that have a field, the clearest name of each field first. */
function columnsOf(
	row: Readonly<Record<string, unknown>>,
): Array<{ field: string; rank: number; cell: RowFields[string] }> {
	return Object.entries(row)
		.flatMap(([column, value]) => {
			const known = FIELD_OF_COLUMN.get(columnKey(column));
			return known ? [{ ...known, cell: readCell(value) }] : [];
		})
		.sort((a, b) => a.rank - b.rank);
}

const isBlank = (cell: RowFields[string]): boolean =>
	cell === undefined || cell === '' || (Array.isArray(cell) && cell.length === 0);

/**
 * A row's cells by field; unknown columns and empty cells are left out. Of several columns for one field the clearest
 * name that has a cell holds; of countries all, since one may be a name and another one the code.
 */
export function readColumns(row: Readonly<Record<string, unknown>>): RowFields {
	const fields: RowFields = Object.create(null);
	for (const { field, cell } of columnsOf(row)) {
		if (isBlank(cell)) continue;
		if (field === 'country') fields.country = [fields.country ?? [], cell ?? []].flat() as Cell[];
		else fields[field] ??= cell;
	}
	return fields;
}

/** What a row says of whether it is active: nothing when it has no such column, and `''` when the cell is empty. */
export function readActiveCell(row: unknown): RowFields[string] {
	if (typeof row !== 'object' || row === null) return undefined;
	const cells = Object.entries(row)
		.filter(([column]) => FIELD_OF_COLUMN.get(columnKey(column))?.field === 'active')
		.map(([, value]) => readCell(value));
	return cells.length === 0 ? undefined : (cells.find((cell) => !isBlank(cell)) ?? '');
}
