import { createHmac } from 'node:crypto';
import type { Moment, Notice, SimulatedCall } from '../exchange';
import type { Answer, Reply, Request, Route } from '../http';
import { scenarioFor } from '../scenarios';
import { check, e164, isObject, parseJson, plainText, type Schema } from '../schema';
import { replyOf } from './faults';
import { silence } from './silence';
import type { Account, TrunkDouble } from './trunk';

const ID = 'custom';
const MOUNT = '/pbx';

/** A made-up PBX whose every name differs from UnlimCall's, so that a mapping has something to map. */
const ORIGINATE: Schema = { required: { call: isObject, ref: plainText }, optional: { notify: plainText } };
const PARTIES: Schema = { required: { caller: e164, callee: e164 }, optional: { agent: plainText } };

const refuse = (status: number, detail: string): Answer => ({ status, body: { error: 'refused', detail } });

function originate(request: Request, account: Account): Reply {
	const body = parseJson(request.rawBody, request.headers['content-type']) as {
		call: Record<string, string>;
		ref: string;
		notify?: string;
	};
	const broken = check(body, ORIGINATE) ?? check(body.call, PARTIES);
	if (broken) return refuse(422, broken);
	const { caller, callee, agent } = body.call;
	if (!account.numbers.some(({ number }) => number === caller))
		return refuse(400, 'caller is not a number of this PBX');
	const { api } = scenarioFor(callee);
	if (api && !api.placed) return replyOf(api);
	const call = account.exchange.place({
		trunk: ID,
		from: caller,
		to: callee,
		agent,
		sink: body.notify,
		sent: { ref: body.ref },
	});
	return api ? replyOf(api) : { status: 202, body: { result: { id: call.id, state: 'dialing' } } };
}

const PHASES: Readonly<Record<Moment, string>> = Object.freeze({
	initiated: 'dialing',
	ringing: 'ringing',
	answered: 'talking',
	completed: 'over',
});

const isPhase = (moment: Moment | Notice): moment is Moment => Object.hasOwn(PHASES, moment);

const unixMs = (date: Date | undefined): number | null => date?.getTime() ?? null;

function record(call: SimulatedCall, moment: Moment, { origin }: Account): Record<string, unknown> {
	const { answeredAt, endedAt } = call;
	return {
		phase: PHASES[moment],
		call: { id: call.id, a: call.from, b: call.to, agent: call.agent, ref: call.sent.ref },
		times: { start: unixMs(call.initiatedAt), talk: unixMs(answeredAt), end: unixMs(endedAt) },
		...(endedAt && {
			talkMs: answeredAt ? endedAt.getTime() - answeredAt.getTime() : 0,
			q850: call.cause?.q850,
			why: call.cause?.name,
		}),
		...(answeredAt && endedAt && { audio: `${origin}${MOUNT}/audio/${call.id}` }),
	};
}

function routes(account: Account): Route[] {
	const route = (method: string, path: string, answer: (request: Request) => Reply): Route => ({
		method,
		path,
		answer: (request) =>
			request.headers['x-api-key'] === account.accessToken ? answer(request) : refuse(401, 'Unknown API key'),
	});
	const withCall = (act: (call: SimulatedCall) => Answer) => (request: Request) => {
		const call = account.exchange.find(ID, request.params.id);
		return call ? act(call) : refuse(404, 'No such call');
	};
	const { exchange } = account;
	return [
		route('GET', '/ping', () => ({ status: 200, body: { pong: true } })),
		route('PUT', '/originate', (request) => originate(request, account)),
		route(
			'GET',
			'/live/:id',
			withCall((call) => ({ status: 200, body: record(call, call.state, account) })),
		),
		route(
			'POST',
			'/live/:id/kill',
			withCall((call) => (exchange.hangUp(call) ? { status: 200, body: {} } : refuse(409, 'The call is over'))),
		),
		route(
			'POST',
			'/live/:id/connect',
			withCall(() => ({ status: 200, body: {} })),
		),
		route('GET', '/numbers', () => ({
			status: 200,
			body: { numbers: account.numbers.map(({ id, number }) => ({ id, number })) },
		})),
		route('GET', '/audio/:id', withCall(silence)),
		route('GET', '/log', () => ({
			status: 200,
			body: {
				data: exchange.calls
					.filter(({ trunk, endedAt }) => trunk === ID && endedAt)
					.map((call) => record(call, 'completed', account)),
			},
		})),
	];
}

export const custom: TrunkDouble = {
	id: ID,
	mount: MOUNT,
	retryDelaysSeconds: [30, 120, 600],
	routes,
	event(call, moment, account) {
		if (!isPhase(moment)) return undefined;
		const body = JSON.stringify(record(call, moment, account));
		const signature = createHmac('sha256', account.signingSecret).update(body).digest('hex');
		return {
			name: PHASES[moment],
			sign: () => ({ body, headers: { 'content-type': 'application/json', 'X-Signature': `sha256=${signature}` } }),
		};
	},
	credential: ({ accessToken, signingSecret }, customBaseUrl) => ({
		customBaseUrl,
		accessToken,
		signingSecret,
		customAuthHeader: 'X-Api-Key',
		customAuthPrefix: '',
		customHeaders: '{}',
		customTestRequest: 'GET /ping',
		customPlaceRequest: 'PUT /originate',
		customPlaceBody:
			'{"call": {"caller": "{from}", "callee": "{to}", "agent": "{seatId}"}, "ref": "{clientReference}", "notify": "{eventUrl}"}',
		customCallUuidPath: 'result.id',
		customStatusPath: 'result.state',
		customRefusalCodes: 'refused, request_refused',
		customGetRequest: 'GET /live/{callUuid}',
		customListRequest: 'GET /log',
		customHangUpRequest: 'POST /live/{callUuid}/kill',
		customHangUpBody: '{}',
		customTransferRequest: 'POST /live/{callUuid}/connect',
		customTransferBody: '{"to": "{to}"}',
		customNumbersRequest: 'GET /numbers',
		customEventFields: JSON.stringify({
			event: 'phase',
			callUuid: 'call.id',
			from: 'call.a',
			to: 'call.b',
			seatId: 'call.agent',
			clientReference: 'call.ref',
			initiatedAt: 'times.start',
			answeredAt: 'times.talk',
			endedAt: 'times.end',
			durationMilliseconds: 'talkMs',
			hangupCauseCode: 'q850',
			hangupCause: 'why',
			recordingUrl: 'audio',
		}),
		customEventNames: JSON.stringify({
			dialing: 'initiated',
			ringing: 'ringing',
			talking: 'answered',
			over: 'completed',
		}),
	}),
};
