import { createHash } from 'node:crypto';
import { isObject, json, parseBody, type Double, type DoubleAnswer, type DoubleRequest } from './double';
import { matches } from './like';

interface VtigerContact {
	/** `12x7`: module and number. */
	id: string;
	/** As a person typed it. */
	phone: string;
	/** Found by a search that was answered before somebody deleted it. */
	isDeleted?: boolean;
}

export interface VtigerOptions {
	host: string;
	user: string;
	accessKey: string;
	contacts: readonly VtigerContact[];
	/** After so many requests the server restarts, and no session goes on. */
	requestsPerRestart?: number;
}

export interface VtigerDouble extends Double {
	/** Records of *Phone Calls*, oldest first. */
	readonly calls: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

const USER_ID = '19x5';
const FIELDS: ReadonlySet<string> = new Set([
	'id',
	'direction',
	'callstatus',
	'starttime',
	'endtime',
	'totalduration',
	'billduration',
	'recordingurl',
	'sourceuuid',
	'gateway',
	'customer',
	'user',
	'customernumber',
	'customertype',
	'assigned_user_id',
]);
const MAX_LENGTHS: Readonly<Record<string, number>> = {
	sourceuuid: 100,
	callstatus: 20,
	direction: 10,
	recordingurl: 200,
};

/** Every answer has the status 200. */
const success = (result: unknown): DoubleAnswer => json(200, { success: true, result });
const failure = (code: string | number, message: string): DoubleAnswer =>
	json(200, { success: false, error: { message, code } });

const FIND_CONTACT =
	/^select id,phone,mobile from Contacts where phone like '([%\d]+)' or mobile like '([%\d]+)' limit 0,(\d+);$/;
const FIND_CALL = /^select id from PBXManager where sourceuuid='([^'"\\]+)' limit 0,1;$/;

/**
 * The web service of vtiger 8.4's open-source edition as far as the workflow asks it, with the answers that a server
 * gave. *Source UUID* is marked unique.
 */
export function createVtiger(options: VtigerOptions): VtigerDouble {
	const { host, user, accessKey, contacts, requestsPerRestart = Infinity } = options;
	let requests = 0;
	const calls: Array<Record<string, unknown>> = [];
	const sessions = new Set<string>();
	const tokens: string[] = [];

	function logIn(form: Record<string, unknown>): DoubleAnswer {
		const hashOf = (token: string): string =>
			createHash('md5')
				.update(token + accessKey)
				.digest('hex');
		const token = tokens.find((one) => form.accessKey === hashOf(one));
		if (form.username !== user || !token) return failure('INVALID_USER_CREDENTIALS', 'Invalid username or password');
		const sessionName = `session-of-${token}`;
		sessions.add(sessionName);
		return success({ sessionName, userId: USER_ID, version: '0.22', vtigerVersion: '8.4.0' });
	}

	function query(text: string): DoubleAnswer {
		const [, phone, mobile, limit] = FIND_CONTACT.exec(text) ?? [];
		if (phone)
			return success(
				contacts
					.filter((contact) => matches('', phone) || matches(contact.phone, mobile))
					.slice(0, Number(limit))
					.map((contact) => ({ phone: '', mobile: contact.phone, id: contact.id })),
			);
		const [, sourceUuid] = FIND_CALL.exec(text) ?? [];
		if (!sourceUuid) return failure('QUERY_SYNTAX_ERROR', `Syntax Error in ${text}`);
		return success(calls.filter(({ sourceuuid }) => sourceuuid === sourceUuid).map(({ id }) => ({ id })));
	}

	function store(call: Record<string, unknown>, element: Record<string, unknown>): DoubleAnswer {
		for (const [name, value] of Object.entries(element))
			call[name] = typeof value === 'string' && name in MAX_LENGTHS ? value.slice(0, MAX_LENGTHS[name]) : value;
		return success(call);
	}

	function write(operation: string, form: Record<string, unknown>): DoubleAnswer {
		const element = JSON.parse(String(form.element)) as Record<string, unknown>;
		const unknown = Object.keys(element).find((name) => !FIELDS.has(name));
		const isForeign =
			element.customer !== undefined && !contacts.some(({ id, isDeleted }) => id === element.customer && !isDeleted);
		if (unknown || isForeign) return failure('ACCESS_DENIED', 'Permission to perform the operation is denied');
		if (operation === 'revise') {
			const known = calls.find(({ id }) => id === element.id);
			return known
				? store(known, element)
				: failure('RECORD_NOT_FOUND', 'Record you are trying to access is not found');
		}
		if (form.elementType !== 'PBXManager')
			return failure('ACCESS_DENIED', 'Permission to perform the operation is denied');
		const missing = ['customernumber', 'assigned_user_id'].find((name) => !element[name]);
		if (missing) return failure('MANDATORY_FIELDS_MISSING', `${missing} does not have a value`);
		if (calls.some(({ sourceuuid }) => sourceuuid === element.sourceuuid)) return failure(0, 'Duplicate(s) detected!');
		const call = { id: `24x${calls.length + 3}` };
		calls.push(call);
		return store(call, element);
	}

	return {
		host,
		calls,
		answer(request: DoubleRequest) {
			if (request.path !== '/webservice.php') return { status: 404, body: 'Not Found' };
			requests += 1;
			if (requests % requestsPerRestart === 0) sessions.clear();
			const body = parseBody(request);
			const form = request.method === 'GET' ? Object.fromEntries(request.query) : isObject(body) ? body : {};
			const asked = `${request.method} ${String(form.operation)}`;
			if (asked === 'GET getchallenge') {
				const token = `token-${tokens.length}`;
				tokens.push(token);
				return success({ token, serverTime: 1_795_791_503, expireTime: 1_795_791_803 });
			}
			if (asked === 'POST login') return logIn(form);
			if (!sessions.has(String(form.sessionName)))
				return failure('INVALID_SESSIONID', 'Session Identifier provided is Invalid');
			if (asked === 'GET query') return query(String(form.query));
			if (asked === 'POST create' || asked === 'POST revise') return write(String(form.operation), form);
			return failure('UNKNOWN_OPERATION', 'Unknown operation requested');
		},
	};
}
