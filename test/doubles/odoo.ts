import { isObject, json, parseBody, type Double, type DoubleAnswer, type DoubleRequest } from './double';

interface OdooContact {
	id: number;
	/** As a person typed it. */
	phone: string;
	/** Found by a search that was answered before somebody deleted it. */
	isDeleted?: boolean;
}

export interface OdooOptions {
	host: string;
	database: string;
	apiKey: string;
	contacts: readonly OdooContact[];
	/** So many of the first loads are answered as the loser of two at the same instant. */
	conflicts?: number;
}

export interface OdooDouble extends Double {
	/** Records of the model `x_sip_call`, by external ID. */
	readonly records: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

const MODEL = 'x_sip_call';
const FIELDS: ReadonlySet<string> = new Set([
	'x_name',
	'x_call_uuid',
	'x_direction',
	'x_from_number',
	'x_to_number',
	'x_started_at',
	'x_answered_at',
	'x_ended_at',
	'x_duration',
	'x_disposition',
	'x_notes',
	'x_recording_url',
	'x_partner_id/.id',
]);
const LABELS: Readonly<Record<string, string>> = {
	x_started_at: 'Started At',
	x_answered_at: 'Answered At',
	x_ended_at: 'Ended At',
};
const DATETIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

const error = (status: number, name: string, message: string): DoubleAnswer =>
	json(status, { name, message, arguments: [message], context: {}, debug: 'Traceback (most recent call last): …' });
const refused = (message: string): DoubleAnswer =>
	json(200, { ids: false, messages: [{ type: 'error', record: 0, message }], nextrow: 0 });
/** `phone_mobile_search` ignores signs and takes `00` for `+`. */
const searched = (phone: string): string => phone.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
/** A time without a zone is the user's own, who is in New York in summer. */
const fromNewYork = (time: string): string =>
	new Date(Date.parse(`${time.replace(' ', 'T')}Z`) + 4 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/**
 * Odoo 19's JSON-2 API as far as the workflow asks it: contacts by number, and `load()` by external ID, with the answers
 * that a server of 19.0 gave.
 */
export function createOdoo({ host, database, apiKey, contacts, conflicts = 0 }: OdooOptions): OdooDouble {
	const records = new Map<string, Record<string, string>>();
	let conflictsLeft = conflicts;

	function refuseCell(field: string, value: string): string | undefined {
		if (value === '') return undefined;
		if (field in LABELS && !DATETIME.test(value))
			return `'${value}' does not seem to be a valid datetime for field '${LABELS[field]}'`;
		if (field === 'x_direction' && !['inbound', 'outbound'].includes(value))
			return `Value '${value}' not found in selection field 'Direction'`;
		if (field === 'x_duration' && !/^\d+$/.test(value))
			return `'${value}' does not seem to be an integer for field 'Duration'`;
		if (field === 'x_partner_id/.id' && !contacts.some(({ id, isDeleted }) => String(id) === value && !isDeleted))
			return `No matching record found for database id '${value}' in field 'Contact'`;
		return undefined;
	}

	function load({ fields, data, context }: Record<string, unknown>): DoubleAnswer {
		if (!Array.isArray(fields) || !Array.isArray(data))
			return error(422, 'werkzeug.exceptions.UnprocessableEntity', "missing a required argument: 'fields'");
		const unknown = (fields as string[]).find((field) => field !== 'id' && !FIELDS.has(field));
		if (unknown) return error(500, 'builtins.ValueError', `Invalid field '${unknown}' on '${MODEL}'`);
		const ids: number[] = [];
		for (const row of data as string[][]) {
			if (row.length !== fields.length || row.some((cell) => typeof cell !== 'string'))
				return error(500, 'builtins.AttributeError', "'int' object has no attribute 'strip'");
			const { id: externalId, ...values } = Object.fromEntries(fields.map((field, index) => [field, row[index]]));
			if (!/^\w+\.[\w-]+$/.test(String(externalId))) return refused(`Invalid external ID ${externalId}`);
			for (const [field, value] of Object.entries(values as Record<string, string>)) {
				const message = refuseCell(field, value);
				if (message) return refused(message);
			}
			if (conflictsLeft-- > 0) return refused('could not serialize access due to concurrent update');
			const inUtc = isObject(context) && context.tz === 'UTC';
			const stored = records.get(String(externalId)) ?? {};
			for (const [field, value] of Object.entries(values as Record<string, string>))
				stored[field] = field in LABELS && value !== '' && !inUtc ? fromNewYork(value) : value;
			records.set(String(externalId), stored);
			ids.push([...records.keys()].indexOf(String(externalId)) + 1);
		}
		return json(200, { ids, messages: [], nextrow: 0 });
	}

	function search({ domain, fields, limit }: Record<string, unknown>): DoubleAnswer {
		const [[field, operator, value], ...more] = domain as string[][];
		if (field !== 'phone_mobile_search' || operator !== '=' || more.length > 0 || !Array.isArray(fields))
			return error(500, 'builtins.ValueError', 'This double searches contacts by phone_mobile_search, with fields.');
		const found = contacts.filter(({ phone }) => searched(phone) === searched(value));
		return json(
			200,
			found.slice(0, Number(limit)).map(({ id }) => ({ id, name: `Contact ${id}` })),
		);
	}

	return {
		host,
		records,
		answer(request: DoubleRequest) {
			if (request.headers.authorization !== `bearer ${apiKey}`)
				return error(401, 'werkzeug.exceptions.Unauthorized', 'Invalid apikey');
			const body = parseBody(request);
			const called = `${request.method} ${request.path}`;
			const known = ['POST /json/2/res.partner/search_read', `POST /json/2/${MODEL}/load`];
			if (request.headers['x-odoo-database'] !== database || !known.includes(called) || !isObject(body))
				return error(404, 'werkzeug.exceptions.NotFound', 'Not Found');
			return called.endsWith('/load') ? load(body) : search(body);
		},
	};
}
