import type { Moment, Notice, SimulatedCall } from '../exchange';
import type { Answer, Reply, Request, Route } from '../http';
import { scenarioFor } from '../scenarios';
import { check, integer, isBoolean, parseJson, plainText, text, type Schema } from '../schema';
import { replyOf } from './faults';
import { silence } from './silence';
import type { Account, TrunkDouble } from './trunk';

const ID = 'intellicall';
const MOUNT = '/intellicall';

/** For the browser only, and worth less than the API key: https://api.clouddialer.in/CRM_API/docs/integration-guide */
const SOFTPHONE_KEY = 'softphone-key-for-browsers';

/** "10 digits or +91". */
const indian = text(/^(?:\+91)?\d{10}$/, 'an Indian number: 10 digits, or +91 and 10 digits');

const PLACE: Schema = {
	required: { from_number: plainText, to_number: indian, uuid: plainText },
	optional: { crm_username: plainText, agent_number: plainText, recording: isBoolean, max_ring_time: integer(1, 600) },
};

const refuse = (status: number, message: string): Answer => ({ status, body: { status: 'error', message } });

const refuseCaller = ({ headers }: Request, { accessToken }: Account): Answer | undefined =>
	headers.authorization === `Bearer ${accessToken}` ? undefined : refuse(401, 'Invalid API key');

function placeCall(request: Request, account: Account): Reply {
	const body = parseJson(request.rawBody, request.headers['content-type']) as Record<string, string & number>;
	const broken = check(body, PLACE);
	if (broken) return refuse(400, broken);
	if ((body.crm_username === undefined) === (body.agent_number === undefined))
		return refuse(400, 'Send either crm_username or agent_number.');
	if (body.crm_username && !account.agents.some(({ id }) => id === body.crm_username))
		return refuse(400, 'Unknown agent');
	if (!account.numbers.some(({ number }) => number === body.from_number)) return refuse(400, 'Unrecognized caller ID');
	const { api } = scenarioFor(body.to_number);
	if (api && !api.placed) return replyOf(api, refuse);
	const call = account.exchange.place({
		trunk: ID,
		from: body.from_number,
		to: body.to_number,
		agent: body.crm_username ?? body.agent_number,
		agentFirst: true,
		ringTimeoutSeconds: body.max_ring_time,
		sent: body,
	});
	return api ? replyOf(api) : { status: 200, body: { status: 'success', call_id: call.id, message: 'Call initiated' } };
}

/** The words of https://api.clouddialer.in/CRM_API/docs/index by what became of the call. */
const STATUS_OF_CAUSE: Readonly<Record<string, string>> = Object.freeze({
	user_busy: 'BUSY',
	no_answer: 'NO_ANSWER',
	no_user_response: 'NO_ANSWER',
	originator_cancel: 'CANCELED',
});

function statusOf(call: SimulatedCall): string {
	if (call.answeredAt) return 'ANSWER';
	// What an agent who does not answer is called is not public: this is assumed.
	if (call.endedBy === 'agent') return 'CANCELED';
	return call.cause ? (STATUS_OF_CAUSE[call.cause.name] ?? 'FAILED') : 'INITIATED';
}

/** The callback of https://api.clouddialer.in/CRM_API/docs/integration-guide */
function record(call: SimulatedCall, { origin }: Account): Record<string, unknown> {
	const talked = call.answeredAt && call.endedAt ? (call.endedAt.getTime() - call.answeredAt.getTime()) / 1000 : 0;
	const isRecorded = call.answeredAt && call.sent.recording !== false;
	return {
		call_id: call.id,
		uuid: call.sent.uuid,
		status: statusOf(call),
		duration: Math.round(talked),
		customer_number: call.to.slice(-10),
		agent_number: call.sent.agent_number ?? '9876543211',
		crm_username: call.sent.crm_username ?? null,
		call_type: call.sent.agent_number ? 'server' : 'browser',
		disposition: 'CRM_CALL',
		direction: 'outbound',
		start_time: call.initiatedAt.toISOString(),
		...(call.endedAt && { end_time: call.endedAt.toISOString() }),
		...(isRecorded && { recording_url: `${origin}${MOUNT}/recordings/crm_${call.id}.wav` }),
	};
}

/** The link of the browser softphone: it registers the agent and dials, and has no reference of its own. */
function launch({ query }: Request, account: Account): Reply {
	if (query.get('api_key') !== SOFTPHONE_KEY) return refuse(401, 'Invalid integration key');
	const [to, from, agent] = ['to_number', 'from_number', 'crm_username'].map((name) => query.get(name) ?? '');
	if (!account.agents.some(({ id }) => id === agent) || !account.numbers.some(({ number }) => number === from))
		return refuse(400, 'Unknown agent or caller ID');
	account.exchange.place({ trunk: ID, from, to, agent, agentFirst: true, sent: { crm_username: agent } });
	return { status: 200, content: { type: 'text/html', bytes: '<!DOCTYPE html><title>Softphone</title>' } };
}

function withCall(account: Account, act: (call: SimulatedCall) => Answer): (request: Request) => Answer {
	return ({ params }) => {
		const call = account.exchange.find(ID, params.id.replace(/^crm_|\.wav$/g, ''));
		return call ? act(call) : refuse(404, 'No such call');
	};
}

function routes(account: Account): Route[] {
	const route = (method: string, path: string, answer: (request: Request) => Reply): Route => ({
		method,
		path,
		answer: (request) => refuseCaller(request, account) ?? answer(request),
	});
	return [
		route('POST', '/calls', (request) => placeCall(request, account)),
		route(
			'GET',
			'/calls/:id',
			withCall(account, (call) => ({ status: 200, body: record(call, account) })),
		),
		// Ending a call and adding a participant exist, but where is not public: these two paths are assumed.
		route(
			'DELETE',
			'/calls/:id',
			withCall(account, (call) =>
				account.exchange.hangUp(call) ? { status: 204 } : refuse(409, 'The call has ended'),
			),
		),
		route(
			'POST',
			'/calls/:id/participants',
			withCall(account, () => ({ status: 200, body: { status: 'success' } })),
		),
		// "Recording links use unguessable per-call URLs": no key is asked for.
		{ method: 'GET', path: '/recordings/:id', answer: withCall(account, silence) },
		{ method: 'GET', path: '/CRM_API/webphone/launch', answer: (request) => launch(request, account) },
	];
}

export const intellicall: TrunkDouble = {
	id: ID,
	mount: MOUNT,
	// Three retries after 1 s, 2 s and 4 s.
	retryDelaysSeconds: [1, 2, 4],
	routes,
	event(call: SimulatedCall, moment: Moment | Notice, account: Account) {
		if (moment !== 'completed') return undefined;
		const body = JSON.stringify(record(call, account));
		const headers = { 'content-type': 'application/json', authorization: `Bearer ${account.signingSecret}` };
		return { name: String(statusOf(call)), sign: () => ({ body, headers }) };
	},
	credential: ({ accessToken, signingSecret }, intellicallBaseUrl) => ({
		intellicallBaseUrl,
		accessToken,
		signingSecret,
		softphoneKey: SOFTPHONE_KEY,
		intellicallHangUpRequest: 'DELETE /calls/{callUuid}',
		intellicallTransferRequest: 'POST /calls/{callUuid}/participants',
	}),
};
