import { columnKey } from '../columnKey';

/** The columns that a pool's row may have, under the names that sheets and trunks give them. */
const COLUMN_NAMES: Readonly<Record<string, readonly string[]>> = Object.freeze({
	number: ['number', 'phoneNumber', 'phone', 'did', 'callerId', 'e164'],
	country: ['country', 'countryCode', 'isoCountry'],
	didId: ['didId', 'id', 'numberId'],
	seatId: ['seatId', 'seat'],
	campaign: ['campaign', 'campaignId'],
	label: ['label', 'name', 'friendlyName'],
	prefixes: ['prefixes', 'prefix', 'areaCodes', 'areaCode'],
	weight: ['weight'],
	active: ['active', 'enabled'],
	validFrom: ['validFrom'],
	validTo: ['validTo', 'validUntil'],
});

const FIELD_OF_COLUMN: ReadonlyMap<string, string> = new Map(
	Object.entries(COLUMN_NAMES).flatMap(([field, names]) =>
		names.map((name): [string, string] => [columnKey(name), field]),
	),
);

type Cell = string | number | boolean;
export type RowFields = Partial<Record<keyof typeof COLUMN_NAMES, Cell | Cell[]>>;

/** A cell as JSON would keep it: dates become ISO text, and what JSON cannot keep is no cell. */
function readCell(cell: unknown): Cell | Cell[] | undefined {
	if (typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean') return cell;
	if (typeof cell === 'bigint') return String(cell);
	if (Array.isArray(cell))
		return cell.map(readCell).filter((part): part is Cell => part !== undefined && !Array.isArray(part));
	const date = cell as { toJSON?: unknown } | null | undefined;
	const text: unknown = typeof date?.toJSON === 'function' ? date.toJSON() : undefined;
	return typeof text === 'string' ? text : undefined;
}

/** A row's cells by field; unknown columns and empty cells are left out, and of two columns for one field the first holds. */
export function readColumns(row: Readonly<Record<string, unknown>>): RowFields {
	const fields: RowFields = Object.create(null);
	for (const [column, value] of Object.entries(row)) {
		const field = FIELD_OF_COLUMN.get(columnKey(column));
		const cell = field && readCell(value);
		if (field && fields[field] === undefined && cell !== undefined && cell !== '') fields[field] = cell;
	}
	return fields;
}
