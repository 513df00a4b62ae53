import { isObject, json as plainJson, parseBody, type Double, type DoubleAnswer, type DoubleRequest } from './double';
import { matches } from './like';

interface SuiteCrmContact {
	id: string;
	/** As a person typed it. */
	phone: string;
	/** Found by a search that was answered before somebody deleted it. */
	isDeleted?: boolean;
}

export interface SuiteCrmOptions {
	host: string;
	clientId: string;
	clientSecret: string;
	contacts: readonly SuiteCrmContact[];
	/** Of so many creations one is written, but answered as the loser of two at the same instant. */
	databaseFailureEvery?: number;
	/** After so many requests a token has expired, as it does after an hour. */
	requestsPerToken?: number;
}

interface StoredCall {
	attributes: Record<string, unknown>;
	contactIds: string[];
	isDeleted: boolean;
}

export interface SuiteCrmDouble extends Double {
	/** By ID. */
	readonly calls: ReadonlyMap<string, StoredCall>;
	/** What a person does in the interface. */
	remove(id: string): void;
}

const ATTRIBUTES: ReadonlySet<string> = new Set([
	'name',
	'direction',
	'status',
	'date_start',
	'date_end',
	'duration_hours',
	'duration_minutes',
	'description',
	'parent_type',
	'parent_id',
	'assigned_user_id',
]);
const PHONES = ['phone_work', 'phone_mobile', 'phone_home', 'phone_other'];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DATETIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

const json = (status: number, body: unknown): DoubleAnswer =>
	plainJson(status, body, { 'content-type': 'application/vnd.api+json' });
const refused = (detail: string): DoubleAnswer => json(400, { errors: { status: 400, title: null, detail } });
/** The text stands once more behind the JSON, so that the body does not parse. */
const DATABASE_FAILURE: DoubleAnswer = {
	status: 400,
	headers: { 'content-type': 'application/vnd.api+json' },
	body: `${JSON.stringify({ errors: { status: 400, title: null, detail: 'Database failure. Please refer to suitecrm.log for details.' } })}Database failure. Please refer to suitecrm.log for details.`,
};

/** The V8 API of SuiteCRM 7.12 as far as the workflow asks it, with the answers that a server gave. */
export function createSuiteCrm(options: SuiteCrmOptions): SuiteCrmDouble {
	const { host, clientId, clientSecret, contacts } = options;
	const { databaseFailureEvery = Infinity, requestsPerToken = Infinity } = options;
	const calls = new Map<string, StoredCall>();
	/** How many requests each has been used for. */
	const tokens = new Map<string, number>();
	let creations = 0;

	function giveToken(request: DoubleRequest): DoubleAnswer {
		const body = (parseBody(request) ?? {}) as Record<string, unknown>;
		const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
		const isKnown = body.client_id === clientId && body.client_secret === clientSecret;
		if (!isKnown && request.headers.authorization !== `Basic ${basic}`)
			return plainJson(401, { error: 'invalid_client', message: 'Client authentication failed' });
		const token = `token-${tokens.size}`;
		tokens.set(token, 0);
		return plainJson(200, { token_type: 'Bearer', expires_in: 3600, access_token: token });
	}

	function findContacts(query: URLSearchParams): DoubleAnswer {
		const filters = [...query].filter(([name]) => name.startsWith('filter['));
		const unknown = filters.find(
			([name]) => name !== 'filter[operator]' && !PHONES.some((phone) => name === `filter[${phone}][like]`),
		);
		if (unknown || query.get('filter[operator]') !== 'or') return refused(`Filter field ${unknown?.[0]} is invalid`);
		const patterns = filters.filter(([name]) => name.endsWith('[like]'));
		const found = contacts.filter(({ phone }) => patterns.some(([, pattern]) => matches(phone, pattern)));
		const data = found.map(({ id, phone }) => ({
			type: 'Contact',
			id,
			attributes: { name: 'Bert Brecht', phone_work: '', phone_mobile: phone },
			relationships: {},
		}));
		return json(
			200,
			data.length > 0 ? { data } : { meta: { message: 'Request was successful, but there is no result' }, data },
		);
	}

	function store(call: StoredCall, attributes: Record<string, unknown>): void {
		Object.assign(call.attributes, attributes);
		if ('name' in attributes) call.attributes.name = String(attributes.name).slice(0, 50);
		for (const field of ['date_start', 'date_end'])
			if (field in attributes && !DATETIME.test(String(attributes[field]))) call.attributes[field] = '';
	}

	function write(method: string, data: Record<string, unknown>): DoubleAnswer {
		const { type, id, attributes } = data as { type: string; id: string; attributes: Record<string, unknown> };
		if (type !== 'Calls' || !isObject(attributes)) return refused('Module is invalid');
		const unknown = Object.keys(attributes).find((name) => !ATTRIBUTES.has(name));
		if (unknown) return refused(`Property ${unknown} in Call module is invalid`);
		const known = calls.get(id);
		if (method === 'PATCH') {
			if (!known || known.isDeleted) return refused(`Calls module with id ${id} is not found`);
			store(known, attributes);
			return json(201, { data: { type: 'Call', id, attributes: known.attributes } });
		}
		if (!UUID.test(id)) return refused(`Bean Calls id ${id} is not a valid UUID`);
		if (known) return refused(`Bean Calls with id ${id} is already exist`);
		const call: StoredCall = { attributes: {}, contactIds: [], isDeleted: false };
		store(call, attributes);
		calls.set(id, call);
		creations += 1;
		if (creations % databaseFailureEvery === 0) return DATABASE_FAILURE;
		return json(201, { data: { type: 'Call', id, attributes: call.attributes } });
	}

	function relate(id: string, { type, id: contactId }: Record<string, unknown>): DoubleAnswer {
		const call = calls.get(id);
		const contact = contacts.find((one) => one.id === contactId && !one.isDeleted);
		if (!call || call.isDeleted) return refused(`Calls module with id ${id} is not found`);
		if (type !== 'Contacts' || !contact) return refused(`Contacts module with id ${String(contactId)} is not found`);
		if (!call.contactIds.includes(contact.id)) call.contactIds.push(contact.id);
		return json(201, {
			meta: { message: `Contact with id ${contact.id} has been added to Call with id ${id}` },
			data: [],
		});
	}

	return {
		host,
		calls,
		remove(id) {
			const call = calls.get(id);
			if (call) call.isDeleted = true;
		},
		answer(request: DoubleRequest) {
			const { method, path, query, headers } = request;
			if (path === '/Api/access_token') return giveToken(request);
			const token = String(headers.authorization).replace('Bearer ', '');
			const used = tokens.get(token) ?? Infinity;
			if (tokens.has(token)) tokens.set(token, used + 1);
			if (used >= requestsPerToken)
				return json(401, {
					error: 'access_denied',
					message: 'The resource owner or authorization server denied the request.',
					hint: 'Access token has been revoked',
				});
			if (method === 'GET' && path === '/Api/V8/module/Contacts') return findContacts(query);
			if (headers['content-type'] !== 'application/vnd.api+json') return json(415, { errors: { status: 415 } });
			const { data } = (parseBody(request) ?? {}) as { data?: Record<string, unknown> };
			if (!isObject(data)) return refused('Empty request body');
			if (path === '/Api/V8/module' && ['POST', 'PATCH'].includes(method)) return write(method, data);
			const [, id] = /^\/Api\/V8\/module\/Calls\/([^/]+)\/relationships$/.exec(path) ?? [];
			return id && method === 'POST' ? relate(id, data) : json(404, { errors: { status: 404 } });
		},
	};
}
