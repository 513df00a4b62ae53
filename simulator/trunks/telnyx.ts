import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import type { Moment, SimulatedCall } from '../exchange';
import type { Answer, Reply, Request, Route } from '../http';
import { scenarioFor } from '../scenarios';
import { check, e164, integer, parseJson, text, type Schema } from '../schema';
import { replyOf } from './faults';
import { silence } from './silence';
import type { Account, TrunkDouble } from './trunk';

const ID = 'telnyx';
const MOUNT = '/telnyx/v2';
const CONNECTION_ID = '1494404757140276705';

const keys = generateKeyPairSync('ed25519');
/** As the portal shows it: the 32 bytes of the key in base64, without their DER header. */
const PUBLIC_KEY = keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');

const base64 = text(/^[A-Za-z0-9+/]+={0,2}$/, 'base64');

const url = text(/^https?:\/\/\S+$/, 'a URL');
const id = text(/^.{1,256}$/, 'an id');
const oneOf = (...words: string[]) => text(new RegExp(`^(?:${words.join('|')})$`), `one of ${words.join(', ')}`);
/** https://developers.telnyx.com/api-reference/call-commands/dial: a number in E.164 or a SIP URI. */
const party = text(/^(?:\+[1-9]\d{4,14}|sips?:\S+)$/, 'a number in E.164 or a SIP URI');

/** What Dial and Transfer have in common, as the vendor's library declares it. */
const LEG = {
	timeout_secs: integer(5, 600),
	time_limit_secs: integer(30, 14_400),
	client_state: base64,
	command_id: id,
	answering_machine_detection: oneOf('premium', 'detect', 'detect_beep', 'detect_words', 'greeting_end', 'disabled'),
	custom_headers: (value: unknown) => (Array.isArray(value) ? undefined : 'must be a list'),
	from_display_name: text(/^[\w \-~!.+]{1,128}$/, 'a display name'),
	send_digits_on_answer: text(/^[0-9A-D*#wW]{1,64}$/, 'digits'),
	record: oneOf('record-from-answer'),
	record_channels: oneOf('single', 'dual'),
	webhook_url: url,
	webhook_url_method: oneOf('POST', 'GET'),
};
/** https://developers.telnyx.com/api-reference/call-commands/dial */
const DIAL: Schema = {
	required: { connection_id: text(/^\d+$/, 'an id'), from: e164, to: party },
	optional: {
		...LEG,
		// Transfer does not take the detection of iOS call screening.
		answering_machine_detection: (value: unknown) =>
			value === 'premium_ios_call_screening_detection' ? undefined : LEG.answering_machine_detection(value),
	},
};
/** https://developers.telnyx.com/api-reference/call-commands/transfer-call */
const TRANSFER: Schema = {
	required: { to: party },
	optional: { ...LEG, from: e164, target_leg_client_state: base64 },
};
const HANG_UP: Schema = { required: {}, optional: { client_state: base64, command_id: id } };
const COMMANDS: Readonly<Record<string, Schema>> = { hangup: HANG_UP, transfer: TRANSFER };

const refuse = (status: number, code: string, title: string, detail: string): Answer => ({
	status,
	body: { errors: [{ code, title, detail }] },
});

const refuseCaller = ({ headers }: Request, { accessToken }: Account): Answer | undefined =>
	headers.authorization === `Bearer ${accessToken}`
		? undefined
		: refuse(401, '10009', 'Authentication failed', 'Could not find any usable credentials in the request.');

function resource(call: SimulatedCall): Record<string, unknown> {
	return {
		record_type: 'call',
		call_control_id: call.id,
		call_leg_id: call.sent.legId,
		call_session_id: call.sent.sessionId,
		client_state: call.sent.client_state,
		is_alive: !call.endedAt && call.state !== 'initiated',
		...(call.endedAt && { end_time: call.endedAt.toISOString() }),
		start_time: call.initiatedAt.toISOString(),
	};
}

function dial(request: Request, account: Account): Reply {
	const body = parseJson(request.rawBody, request.headers['content-type']) as Record<string, string & number>;
	const broken = check(body, DIAL);
	if (broken) return refuse(422, '10015', 'Invalid parameter', broken);
	if (body.connection_id !== CONNECTION_ID)
		return refuse(422, '10015', 'Invalid value for connection_id', 'The requested connection_id is not valid.');
	if (!account.numbers.some(({ number }) => number === body.from))
		return refuse(403, '10010', 'Unverified origination number', 'The from number is not verified for this account.');
	const { api } = scenarioFor(body.to);
	if (api && !api.placed) return replyOf(api);
	const call = account.exchange.place({
		trunk: ID,
		id: `v3:${randomBytes(48).toString('base64url')}`,
		from: body.from,
		to: body.to,
		ringTimeoutSeconds: body.timeout_secs,
		sink: body.webhook_url,
		sent: { ...body, legId: randomUUID(), sessionId: randomUUID() },
	});
	return api ? replyOf(api) : { status: 200, body: { data: { ...resource(call), is_alive: false } } };
}

const ENDED = refuse(
	422,
	'90018',
	'Call has already ended',
	"This call is no longer active and can't receive commands.",
);

function command(request: Request, call: SimulatedCall, { exchange }: Account): Answer {
	if (call.endedAt) return ENDED;
	const schema = COMMANDS[request.params.action];
	if (!schema) return refuse(404, '10005', 'Resource not found', 'There is no such command.');
	const body = request.rawBody.length === 0 ? {} : parseJson(request.rawBody, request.headers['content-type']);
	const broken = check(body, schema);
	if (broken) return refuse(422, '10015', 'Invalid parameter', broken);
	if (schema === HANG_UP) exchange.hangUp(call);
	return { status: 200, body: { data: { result: 'ok' } } };
}

function listRecordings({ query }: Request, { exchange, origin }: Account): Answer {
	const call = exchange.find(ID, query.get('filter[call_control_id]') ?? '');
	const isRecorded = call?.endedAt && call.sent.record;
	const urls = { wav: `${origin}/telnyx-storage/${call?.sent.legId}.wav` };
	return {
		status: 200,
		body: {
			data: isRecorded ? [{ id: randomUUID(), call_control_id: call.id, download_urls: urls }] : [],
			meta: { page_number: 1, total_pages: 1 },
		},
	};
}

function routes(account: Account): Route[] {
	const route = (method: string, path: string, answer: (request: Request) => Reply): Route => ({
		method,
		path,
		answer: (request) => refuseCaller(request, account) ?? answer(request),
	});
	const notFound = refuse(404, '10005', 'Resource not found', 'The requested resource or URL could not be found.');
	const withCall = (act: (request: Request, call: SimulatedCall) => Answer) => (request: Request) => {
		const call = account.exchange.find(ID, request.params.id);
		return call ? act(request, call) : notFound;
	};
	const page = (rows: unknown[]): Answer => ({
		status: 200,
		body: { data: rows, meta: { page_number: 1, total_pages: 1, total_results: rows.length } },
	});
	return [
		route('POST', '/calls', (request) => dial(request, account)),
		route(
			'GET',
			'/calls/:id',
			withCall((_request, call) => ({ status: 200, body: { data: resource(call) } })),
		),
		route(
			'POST',
			'/calls/:id/actions/:action',
			withCall((request, call) => command(request, call, account)),
		),
		route('GET', '/recordings', (request) => listRecordings(request, account)),
		route('GET', '/phone_numbers', () =>
			page(account.numbers.map(({ id, number }) => ({ id, phone_number: number, status: 'active' }))),
		),
		route('GET', '/verified_numbers', () => page([])),
		route('GET', '/call_control_applications/:id', ({ params }) =>
			params.id === CONNECTION_ID ? { status: 200, body: { data: { id: CONNECTION_ID } } } : notFound,
		),
	];
}

const EVENT_TYPES: Readonly<Partial<Record<Moment, string>>> = Object.freeze({
	initiated: 'call.initiated',
	answered: 'call.answered',
	completed: 'call.hangup',
});

/** https://developers.telnyx.com/api-reference/callbacks/call-hangup */
const CAUSES: Readonly<Record<string, string>> = Object.freeze({
	normal_clearing: 'normal_clearing',
	user_busy: 'user_busy',
	no_answer: 'no_answer',
	no_user_response: 'timeout',
	call_rejected: 'call_rejected',
	unallocated_number: 'not_found',
	originator_cancel: 'originator_cancel',
});

function payload(call: SimulatedCall, moment: Moment): Record<string, unknown> {
	const shared = {
		call_control_id: call.id,
		call_leg_id: call.sent.legId,
		call_session_id: call.sent.sessionId,
		client_state: call.sent.client_state ?? null,
		connection_id: CONNECTION_ID,
		from: call.from,
		to: call.to,
		start_time: call.initiatedAt.toISOString(),
	};
	if (moment === 'initiated') return { ...shared, direction: 'outgoing', state: 'bridging' };
	if (moment === 'answered') return { ...shared, state: 'answered' };
	return {
		...shared,
		state: 'hangup',
		hangup_cause: CAUSES[call.cause?.name ?? ''] ?? 'unspecified',
		hangup_source: call.answeredAt ? 'caller' : 'callee',
		sip_hangup_cause: String(call.cause?.sip),
	};
}

/** https://developers.telnyx.com/docs/voice/programmable-voice/voice-api-webhooks */
export const telnyx: TrunkDouble = {
	id: ID,
	mount: MOUNT,
	// The schedule is not public; duplicates are.
	retryDelaysSeconds: [1, 5],
	routes,
	// Recordings are kept in somebody else's storage, behind a link that needs no key.
	elsewhere: [
		{
			method: 'GET',
			path: '/telnyx-storage/:id',
			answer: ({ headers }) => (headers.authorization ? { status: 400 } : silence()),
		},
	],
	event(call, moment) {
		const type = EVENT_TYPES[moment];
		if (!type) return undefined;
		const at = { initiated: call.initiatedAt, ringing: undefined, answered: call.answeredAt, completed: call.endedAt }[
			moment
		] as Date;
		const data = {
			record_type: 'event',
			event_type: type,
			id: randomUUID(),
			occurred_at: at.toISOString(),
			payload: payload(call, moment),
		};
		const body = JSON.stringify({ data, meta: { attempt: 1 } });
		return {
			name: type,
			sign() {
				// The receiver's clock is a real one.
				const timestamp = String(Math.floor(Date.now() / 1000));
				const signature = sign(null, Buffer.from(`${timestamp}|${body}`), keys.privateKey).toString('base64');
				return {
					body,
					headers: {
						'content-type': 'application/json',
						'telnyx-signature-ed25519': signature,
						'telnyx-timestamp': timestamp,
					},
				};
			},
		};
	},
	credential: ({ accessToken }, telnyxBaseUrl) => ({
		telnyxBaseUrl,
		accessToken,
		signingSecret: PUBLIC_KEY,
		telnyxConnectionId: CONNECTION_ID,
	}),
};
