import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { listTrunkNumbers } from '../n8n/http/listTrunkNumbers';
import { invalid, type Invalid } from '../domain/result';

type Rows = readonly unknown[] | Invalid;

function readTable(context: IExecuteFunctions): Rows {
	const rows = context.getNodeParameter('pool.rows', 0, []) as IDataObject[];
	return rows.map(({ more, ...row }) => ({ ...row, ...(more as IDataObject) }));
}

/** n8n's items carry their data under `json`; rows written by hand do not. */
const unwrap = (row: unknown): unknown => {
	const inner = (row as { json?: unknown } | null)?.json;
	return typeof inner === 'object' && inner !== null ? inner : row;
};

function readJson(context: IExecuteFunctions): Rows {
	let rows: unknown = context.getNodeParameter('poolJson', 0);
	if (typeof rows === 'string') {
		try {
			rows = JSON.parse(rows);
		} catch {
			return invalid('Number Pool (JSON) is not valid JSON: write an array of rows, or an expression that gives one.');
		}
	}
	return Array.isArray(rows) ? rows.map(unwrap) : invalid('Number Pool (JSON) must be an array of rows.');
}

/** By the value of Numbers. */
const SOURCES: Readonly<Record<string, (context: IExecuteFunctions) => Rows | Promise<Rows>>> = Object.freeze({
	table: readTable,
	json: readJson,
	trunk: (context) => listTrunkNumbers(context),
});

/** The pool's rows as the user or the trunk gave them, read once per run. */
export async function readPool(context: IExecuteFunctions): Promise<Rows> {
	return await SOURCES[context.getNodeParameter('poolSource', 0) as string](context);
}
