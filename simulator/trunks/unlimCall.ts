import { createHmac, randomUUID } from 'node:crypto';
import type { Moment, SimulatedCall } from '../exchange';
import type { Answer, Reply, Request, Route } from '../http';
import { scenarioFor } from '../scenarios';
import { check, e164, integer, isBoolean, isObject, parseJson, plainText, text, type Schema } from '../schema';
import { replyOf } from './faults';
import { silence } from './silence';
import type { Account, TrunkDouble } from './trunk';

const ID = 'unlimCall';
const MOUNT = '/api/v1';

/** A token that the account's owner has lost the right to: every request answers 403. */
export const SUSPENDED_TOKEN = 'unl_live_suspended';

/** https://unlimcall.com/blog/connecting-custom-crm-to-sip-trunk/ names from, to and seat; spelling and the other fields are assumed. */
const PLACE: Schema = {
	required: { from: e164, to: e164 },
	optional: {
		seat_id: plainText,
		client_reference: plainText,
		contact_id: plainText,
		metadata: isObject,
		ring_timeout_seconds: integer(1, 600),
		record: isBoolean,
	},
};

const HOOK: Schema = { required: { url: text(/^https?:\/\/\S+$/, 'a URL') } };

/** Its own, and that of `faults.ts`. */
const REFUSAL_CODES =
	'unauthorized, suspended, invalid_request, unknown_caller_id, unknown_seat, not_found, request_refused';

const refuse = (status: number, error: string, message: string): Answer => ({ status, body: { error, message } });

/** https://www.unlimcall.com/developers/api/ : `unauthorized` 401, `suspended` 403. */
function refuseCaller({ headers }: Request, accessToken: string): Answer | undefined {
	if (headers.authorization === `Bearer ${SUSPENDED_TOKEN}`)
		return refuse(403, 'suspended', 'This account is suspended.');
	if (headers.authorization === `Bearer ${accessToken}`) return undefined;
	return refuse(401, 'unauthorized', 'The token is invalid, expired or revoked.');
}

function placeCall(request: Request, account: Account): Reply {
	const body = parseJson(request.rawBody, request.headers['content-type']) as Record<string, string & number>;
	const broken = check(body, PLACE);
	if (broken) return refuse(400, 'invalid_request', broken);
	if (!account.numbers.some(({ number }) => number === body.from)) {
		return refuse(400, 'unknown_caller_id', 'from must be a number that is provisioned to this account.');
	}
	if (body.seat_id && !account.agents.some(({ id }) => id === body.seat_id))
		return refuse(400, 'unknown_seat', 'There is no such seat.');
	const { api } = scenarioFor(body.to);
	if (api && !api.placed) return replyOf(api);
	const call = account.exchange.place({
		trunk: ID,
		from: body.from,
		to: body.to,
		agent: body.seat_id,
		ringTimeoutSeconds: body.ring_timeout_seconds,
		sent: body,
	});
	return api ? replyOf(api) : { status: 201, body: { call_uuid: call.id, status: 'initiated' } };
}

const isRecorded = (call: SimulatedCall): boolean => call.sent.record === true && call.answeredAt !== undefined;

const iso = (date: Date | undefined): string | undefined => date?.toISOString();

/** https://unlimcall.com/blog/webhooks-for-call-events-sip-trunk-crm/ : the three events and the last one's fields, in its order. */
function payload(call: SimulatedCall, moment: Moment, account: Account): Record<string, unknown> {
	const event = { event: `call.${moment}`, call_uuid: call.id };
	const echo = account.echo && {
		client_reference: call.sent.client_reference,
		contact_id: call.sent.contact_id,
		metadata: call.sent.metadata,
	};
	if (moment === 'initiated')
		return { ...event, from: call.from, to: call.to, initiated_at: iso(call.initiatedAt), ...echo };
	return moment === 'answered'
		? { ...event, answered_at: iso(call.answeredAt), ...echo }
		: { ...event, ...record(call, account), ...echo };
}

/** The fields of the event that ends the call, as far as they are known. */
function record(call: SimulatedCall, account: Account): Record<string, unknown> {
	const talked = call.answeredAt && call.endedAt ? (call.endedAt.getTime() - call.answeredAt.getTime()) / 1000 : 0;
	return {
		from: call.from,
		to: call.to,
		direction: 'outbound',
		initiated_at: iso(call.initiatedAt),
		answered_at: iso(call.answeredAt) ?? null,
		...(call.endedAt && {
			ended_at: iso(call.endedAt),
			duration_seconds: Math.round(talked),
			hangup_cause: call.cause?.name,
			hangup_cause_code: call.cause?.q850,
			...(isRecorded(call) && { recording_url: `${account.origin}${MOUNT}/recordings/${call.id}` }),
		}),
		seat_id: call.agent,
		did_id: account.numbers.find(({ number }) => number === call.from)?.id,
	};
}

/** A call as `GET /calls/{id}` and `GET /cdrs` show it: assumed. */
const looksUp = (call: SimulatedCall, account: Account): Record<string, unknown> => ({
	call_uuid: call.id,
	...record(call, account),
	client_reference: call.sent.client_reference,
	contact_id: call.sent.contact_id,
	metadata: call.sent.metadata,
	status: call.state,
});

function listRecords({ query }: Request, account: Account): Answer {
	const limit = Number(query.get('limit') ?? 50);
	const offset = Number(query.get('cursor') ?? 0);
	const from = Date.parse(query.get('from') ?? '') || 0;
	const to = Date.parse(query.get('to') ?? '') || Infinity;
	const inRange = account.exchange.calls.filter(
		({ trunk, state, initiatedAt }) =>
			trunk === ID && state === 'completed' && initiatedAt.getTime() >= from && initiatedAt.getTime() < to,
	);
	const page = inRange.slice(offset, offset + limit);
	const next = offset + page.length < inRange.length ? String(offset + page.length) : null;
	return { status: 200, body: { data: page.map((call) => looksUp(call, account)), next_cursor: next } };
}

function withCall(account: Account, act: (call: SimulatedCall) => Answer): (request: Request) => Answer {
	return ({ params }) => {
		const call = account.exchange.find(ID, params.id);
		return call ? act(call) : refuse(404, 'not_found', 'There is no such call.');
	};
}

function subscribe(request: Request, account: Account, hooks: Map<string, string>): Answer {
	const body = parseJson(request.rawBody, request.headers['content-type']);
	const broken = check(body, HOOK);
	if (broken) return refuse(400, 'invalid_request', broken);
	const { url } = body as { url: string };
	const id = randomUUID();
	hooks.set(id, url);
	account.webhooks.push(url);
	return { status: 201, body: { id, url } };
}

function unsubscribe({ params }: Request, account: Account, hooks: Map<string, string>): Answer {
	const url = hooks.get(params.id);
	if (url === undefined) return refuse(404, 'not_found', 'There is no such hook.');
	hooks.delete(params.id);
	account.webhooks.splice(account.webhooks.indexOf(url), 1);
	return { status: 204 };
}

function routes(account: Account): Route[] {
	const hooks = new Map<string, string>();
	const route = (method: string, path: string, answer: (request: Request) => Reply): Route => ({
		method,
		path,
		answer: (request) => refuseCaller(request, account.accessToken) ?? answer(request),
	});
	const numbers = account.numbers.map(({ id, number, country, seatId }) => ({
		id,
		number,
		country,
		seat_id: seatId ?? null,
	}));
	const customer = { customerId: '1042', companyName: 'Simulated Company', primaryContactEmail: 'owner@example.com' };
	return [
		route('GET', '/me', () => ({ status: 200, body: customer })),
		route('GET', '/numbers', () => ({ status: 200, body: { data: numbers } })),
		route('GET', '/agents', () => ({
			status: 200,
			body: { data: account.agents.map(({ id, name }) => ({ id, name })) },
		})),
		route('GET', '/cdrs', (request) => listRecords(request, account)),
		route('POST', '/calls', (request) => placeCall(request, account)),
		route(
			'GET',
			'/calls/:id',
			withCall(account, (call) => ({ status: 200, body: looksUp(call, account) })),
		),
		route(
			'DELETE',
			'/calls/:id',
			withCall(account, (call) =>
				account.exchange.hangUp(call) ? { status: 204 } : refuse(409, 'call_ended', 'The call has ended already.'),
			),
		),
		route(
			'GET',
			'/recordings/:id',
			withCall(account, (call) => (isRecorded(call) ? silence() : refuse(404, 'not_found', 'There is no recording.'))),
		),
		route('GET', '/hooks', () => ({ status: 200, body: { data: [...hooks].map(([id, url]) => ({ id, url })) } })),
		route('POST', '/hooks', (request) => subscribe(request, account, hooks)),
		route('DELETE', '/hooks/:id', (request) => unsubscribe(request, account, hooks)),
	];
}

export const unlimCall: TrunkDouble = {
	id: ID,
	mount: MOUNT,
	// The retries that it publishes: 30 s, 2 min, 10 min.
	retryDelaysSeconds: [30, 120, 600],
	routes,
	event(call, moment, account) {
		if (moment !== 'initiated' && moment !== 'answered' && moment !== 'completed') return undefined;
		const body = JSON.stringify(payload(call, moment, account));
		const signature = createHmac('sha256', account.signingSecret).update(body).digest('hex');
		const headers = { 'content-type': 'application/json', [account.signatureHeader]: signature };
		return { name: `call.${moment}`, sign: () => ({ body, headers }) };
	},
	credential: ({ accessToken, signingSecret }, baseUrl) => ({
		baseUrl,
		accessToken,
		signingSecret,
		hangUpRequest: 'DELETE /calls/{callUuid}',
		refusalCodes: REFUSAL_CODES,
	}),
};
