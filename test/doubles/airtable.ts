import { createServiceClock, type ServiceClock } from './clock';
import { isObject, json, parseBody, type Double, type DoubleAnswer, type DoubleRequest } from './double';
import { createRateLimit } from './rateLimit';

type Fields = Record<string, unknown>;
interface StoredRecord {
	id: string;
	createdTime: string;
	fields: Fields;
}

export interface AirtableOptions {
	token: string;
	/** Column names of the one table; a field with another name is refused as the real API does. */
	columns: readonly string[];
	now?: ServiceClock;
}

export interface AirtableDouble extends Double {
	readonly records: readonly StoredRecord[];
}

const error = (status: number, type: string, message: string): DoubleAnswer =>
	json(status, { error: { type, message } });

const TABLE = /^\/v0\/app[A-Za-z0-9]{14}\/(?:tbl[A-Za-z0-9]{14}|[^/]+)$/;
const MAX_RECORDS = 10;

/**
 * Airtable's Web API for one table: update multiple records with `performUpsert`, and the limits of
 * https://support.airtable.com/docs/en/managing-api-call-limits-in-airtable : 5 requests a second for each base, and
 * after one too many 429 for 30 seconds.
 */
export function createAirtable({ token, columns, now = createServiceClock(1) }: AirtableOptions): AirtableDouble {
	const records: StoredRecord[] = [];
	const limit = createRateLimit(5, 1, 30);

	function refuse(body: unknown): DoubleAnswer | undefined {
		if (!isObject(body) || !Array.isArray(body.records))
			return error(422, 'INVALID_REQUEST_MISSING_FIELDS', 'Could not find field "records" in the request body');
		if (body.records.length === 0 || body.records.length > MAX_RECORDS)
			return error(422, 'INVALID_RECORDS', `A request takes 1 to ${MAX_RECORDS} records.`);
		for (const record of body.records as unknown[]) {
			if (!isObject(record) || !isObject(record.fields))
				return error(422, 'INVALID_REQUEST_MISSING_FIELDS', 'Could not find field "fields" in a record');
			const unknown = Object.keys(record.fields).find((name) => !columns.includes(name));
			if (unknown) return error(422, 'UNKNOWN_FIELD_NAME', `Unknown field name: "${unknown}"`);
		}
		return undefined;
	}

	function upsert({
		performUpsert,
		records: given,
	}: {
		performUpsert: unknown;
		records: Array<{ id?: string; fields: Fields }>;
	}): DoubleAnswer {
		const keys =
			isObject(performUpsert) && Array.isArray(performUpsert.fieldsToMergeOn)
				? (performUpsert.fieldsToMergeOn as string[])
				: [];
		if (keys.length < 1 || keys.length > 3)
			return error(422, 'INVALID_REQUEST', 'fieldsToMergeOn takes 1 to 3 fields.');
		const incomplete = given.some(({ fields }) => keys.some((key) => fields[key] === undefined || fields[key] === ''));
		if (incomplete) return error(422, 'INVALID_VALUE_FOR_COLUMN', 'A record lacks a field to merge on.');
		const created: string[] = [];
		const updated: string[] = [];
		const written: StoredRecord[] = [];
		for (const { fields } of given) {
			const matches = records.filter((record) => keys.every((key) => record.fields[key] === fields[key]));
			if (matches.length > 1) return error(422, 'INVALID_REQUEST', 'Cannot update more than one record');
			const [
				record = {
					id: `rec${String(records.length + 1).padStart(14, '0')}`,
					createdTime: new Date().toISOString(),
					fields: {},
				},
			] = matches;
			Object.assign(record.fields, fields);
			if (matches.length === 0) records.push(record);
			(matches.length === 0 ? created : updated).push(record.id);
			written.push(record);
		}
		return json(200, { records: written, createdRecords: created, updatedRecords: updated });
	}

	return {
		host: 'api.airtable.com',
		records,
		answer(request: DoubleRequest) {
			if (request.headers.authorization !== `Bearer ${token}`)
				return error(401, 'AUTHENTICATION_REQUIRED', 'Authentication required');
			if (!limit(now(request)).allowed)
				return json(429, {
					errors: [{ error: 'RATE_LIMIT_REACHED', message: 'Rate limit exceeded. Please try again later' }],
				});
			if (!TABLE.test(request.path)) return error(404, 'NOT_FOUND', 'Could not find what you are looking for');
			if (request.method !== 'PATCH') return error(404, 'NOT_FOUND', 'This double only takes PATCH.');
			const body = parseBody(request);
			return refuse(body) ?? upsert(body as Parameters<typeof upsert>[0]);
		},
	};
}
