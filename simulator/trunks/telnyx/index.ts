import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import type { SimulatedCall } from '../../exchange';
import type { Answer, Reply, Request, Route } from '../../http';
import { agentScenarioFor, scenarioFor } from '../../scenarios';
import { check, parseJson } from '../../schema';
import { replyOf } from '../faults';
import { silence } from '../silence';
import type { Account, TrunkDouble } from '../trunk';
import { COMMANDS, DIAL } from './schemas';
import { bodyOf, CONNECTION_ID, webhooksOf } from './webhooks';

const ID = 'telnyx';
const MOUNT = '/telnyx/v2';

const keys = generateKeyPairSync('ed25519');
/** As the portal shows it: the 32 bytes of the key in base64, without their DER header. */
const PUBLIC_KEY = keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');

function headersOf(body: string): Record<string, string> {
	// The receiver's clock is a real one.
	const timestamp = String(Math.floor(Date.now() / 1000));
	const signature = sign(null, Buffer.from(`${timestamp}|${body}`), keys.privateKey).toString('base64');
	return {
		'content-type': 'application/json',
		'telnyx-signature-ed25519': signature,
		'telnyx-timestamp': timestamp,
	};
}

const refuse = (status: number, code: string, title: string, detail: string): Answer => ({
	status,
	body: { errors: [{ code, title, detail }] },
});

/** The codes of the errors that a scenario asks for. */
const FAULTS: Readonly<Record<number, string>> = { 402: '20100', 403: '10010', 429: '10011' };

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

type Fields = Record<string, string & number>;

/** A number of an agent, or a SIP address, behaves as an agent's telephone does. */
const scenarioOfParty = (to: string, { agents }: Account) =>
	to.startsWith('sip') || agents.some(({ phone }) => phone === to) ? agentScenarioFor(to) : undefined;

const placeLeg = (
	account: Account,
	{ from, to, timeout_secs, answering_machine_detection }: Fields,
	{ sent, ...rest }: Partial<SimulatedCall> & Pick<SimulatedCall, 'sent'>,
): SimulatedCall =>
	account.exchange.place({
		trunk: ID,
		id: `v3:${randomBytes(48).toString('base64url')}`,
		from,
		to,
		scenario: scenarioOfParty(to, account),
		ringTimeoutSeconds: timeout_secs,
		detects: answering_machine_detection !== undefined,
		...rest,
		sent: { ...sent, legId: randomUUID() },
	});

/** Dials another leg and connects it once it is answered. If nobody answers it, the first leg stays up. */
function transfer(call: SimulatedCall, body: Fields, account: Account): void {
	const { client_state = call.sent.client_state, webhook_url = call.sink, target_leg_client_state } = body;
	Object.assign(call.sent, { client_state });
	placeLeg(
		account,
		{ ...body, from: body.from ?? call.from },
		{
			partner: call.id,
			leavesPartner: true,
			initiatedAt: account.exchange.nowOf(call),
			sink: webhook_url,
			sent: { ...body, client_state: target_leg_client_state, sessionId: call.sent.sessionId },
		},
	);
}

function dial(request: Request, account: Account): Reply {
	const body = parseJson(request.rawBody, request.headers['content-type']) as Fields;
	const broken = check(body, DIAL);
	if (broken) return refuse(422, '10015', 'Invalid parameter', broken);
	if (body.connection_id !== CONNECTION_ID)
		return refuse(422, '10015', 'Invalid value for connection_id', 'The requested connection_id is not valid.');
	if (!account.numbers.some(({ number }) => number === body.from))
		return refuse(403, '10010', 'Unverified origination number', 'The from number is not verified for this account.');
	const { api } = scenarioFor(body.to);
	if (api && !api.placed)
		return replyOf(api, (status, message) => refuse(status, FAULTS[status] ?? '10007', 'Refused', message));
	const call = placeLeg(account, body, { sink: body.webhook_url, sent: { ...body, sessionId: randomUUID() } });
	return api ? replyOf(api) : { status: 200, body: { data: { ...resource(call), is_alive: false } } };
}

const ENDED = refuse(
	422,
	'90018',
	'Call has already ended',
	"This call is no longer active and can't receive commands.",
);

const OK: Answer = { status: 200, body: { data: { result: 'ok' } } };

/** "Telnyx will ignore any command with the same command_id for the same call_control_id." */
function isRepeated({ sent }: SimulatedCall, commandId: string | undefined): boolean {
	const known = (sent.commands as string[] | undefined) ?? [];
	if (commandId === undefined) return false;
	Object.assign(sent, { commands: [...known, commandId] });
	return known.includes(commandId);
}

function command(request: Request, call: SimulatedCall, account: Account): Answer {
	if (call.endedAt) return ENDED;
	const schema = COMMANDS[request.params.action];
	if (!schema) return refuse(404, '10005', 'Resource not found', 'There is no such command.');
	const body = request.rawBody.length === 0 ? {} : parseJson(request.rawBody, request.headers['content-type']);
	const broken = check(body, schema);
	if (broken) return refuse(422, '10015', 'Invalid parameter', broken);
	if (isRepeated(call, (body as Fields).command_id)) return OK;
	if (schema === COMMANDS.hangup) account.exchange.hangUp(call);
	else if (schema === COMMANDS.transfer) transfer(call, body as Fields, account);
	else Object.assign(call.sent, { record: 'record-from-answer' });
	return OK;
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
	event(call, moment, { exchange, origin }) {
		return webhooksOf(call, moment, exchange.nowOf(call), origin).map((webhook) => {
			const body = bodyOf(webhook);
			return { name: webhook.type, sign: () => ({ body, headers: headersOf(body) }) };
		});
	},
	credential: ({ accessToken }, telnyxBaseUrl) => ({
		telnyxBaseUrl,
		accessToken,
		signingSecret: PUBLIC_KEY,
		telnyxConnectionId: CONNECTION_ID,
	}),
};
