import { randomUUID } from 'node:crypto';
import type { Moment, Notice, SimulatedCall } from '../exchange';
import type { Answer, Reply, Request, Route } from '../http';
import { scenarioFor } from '../scenarios';
import { check, isBoolean, parseJson, text, type Rule, type Schema } from '../schema';
import { replyOf } from './faults';
import { wav } from './silence';
import type { Account, TrunkDouble } from './trunk';

const ID = 'camara';
const EVENT_TYPE = 'org.camaraproject.click-to-dial.v0.status-changed';

/** click-to-dial.yaml, `PhoneNumber`. */
const phoneNumber = text(/^\+[1-9]\d{1,14}$/, 'a number in E.164');
const nested =
	(schema: Schema): Rule =>
	(value) => {
		const broken = check(value, schema);
		return broken && `is not as specified: ${broken}`;
	};
const dateTime = text(
	/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
	'a date and time with a time zone (RFC 3339)',
);

const SINK_CREDENTIAL: Schema = {
	required: {
		credentialType: text(/^ACCESSTOKEN$/, 'ACCESSTOKEN'),
		accessToken: text(/^.+$/, 'a token'),
		accessTokenExpiresUtc: dateTime,
		accessTokenType: text(/^bearer$/, 'bearer'),
	},
};
const CREATE_CALL: Schema = {
	required: {
		caller: nested({ required: { number: phoneNumber } }),
		callee: nested({ required: { number: phoneNumber } }),
	},
	optional: {
		sink: text(/^https?:\/\/\S+$/, 'a URI'),
		sinkCredential: nested(SINK_CREDENTIAL),
		recordingEnabled: isBoolean,
	},
};

/** `ErrorInfo` */
const refuse = (status: number, code: string, message: string): Answer => ({ status, body: { status, code, message } });

const refuseCaller = ({ headers }: Request, { accessToken }: Account): Answer | undefined =>
	headers.authorization === `Bearer ${accessToken}`
		? undefined
		: refuse(401, 'UNAUTHENTICATED', 'Request not authenticated due to missing, invalid, or expired credentials.');

/** The specification's states by the call's own. */
const STATES: Readonly<Record<Moment | 'agentRinging', string>> = Object.freeze({
	agentRinging: 'callingCaller',
	initiated: 'initiating',
	ringing: 'callingCallee',
	answered: 'connected',
	completed: 'disconnected',
});

/** Of the customer's telephone, and of the caller's own. */
const REASONS: Readonly<Record<string, readonly [string, string]>> = Object.freeze({
	user_busy: ['calleeBusy', 'callerBusy'],
	no_answer: ['calleeNoAnswer', 'callerNoAnswer'],
	no_user_response: ['calleeNoAnswer', 'callerNoAnswer'],
	originator_cancel: ['callerAbandon', 'callerAbandon'],
	normal_clearing: ['hangUp', 'hangUp'],
});
const reasonOf = ({ cause, endedBy }: SimulatedCall): string =>
	(REASONS[cause?.name ?? ''] ?? ['calleeFailure', 'callerFailure'])[endedBy === 'agent' ? 1 : 0];

const stateOf = (call: SimulatedCall, moment: Moment | 'agentRinging'): string =>
	moment === 'completed' && call.cause?.q850 === 38 ? 'failed' : STATES[moment];

function resource(call: SimulatedCall): Record<string, unknown> {
	return {
		callId: call.id,
		caller: { number: call.from },
		callee: { number: call.to },
		status: stateOf(call, call.state),
		createdAt: call.initiatedAt.toISOString(),
		...(call.sent.recordingEnabled !== undefined && { recordingEnabled: call.sent.recordingEnabled }),
	};
}

function createCall(request: Request, account: Account): Reply {
	const body = parseJson(request.rawBody, request.headers['content-type']) as Record<string, never>;
	const broken = check(body, CREATE_CALL);
	if (broken) return refuse(400, 'INVALID_ARGUMENT', broken);
	const { caller, callee, sink } = body as unknown as {
		caller: { number: string };
		callee: { number: string };
		sink?: string;
	};
	if (caller.number === callee.number)
		return refuse(422, 'SAME_CALLER_CALLEE', 'Caller and callee cannot be the same number.');
	if (!account.numbers.some(({ number }) => number === caller.number))
		return refuse(422, 'CALLER_NOT_AVAILABLE', 'Caller number is not allowed to start a call.');
	const { api } = scenarioFor(callee.number);
	if (api && !api.placed)
		return replyOf(api, (status, message) =>
			refuse(status, status === 403 ? 'PERMISSION_DENIED' : `HTTP_${status}`, message),
		);
	const call = account.exchange.place({
		trunk: ID,
		id: `call_${randomUUID()}`,
		from: caller.number,
		to: callee.number,
		agent: caller.number,
		agentFirst: true,
		sink,
		sent: body,
	});
	return api ? replyOf(api) : { status: 201, body: resource(call) };
}

const isReported = (moment: Moment | Notice): moment is Moment | 'agentRinging' => Object.hasOwn(STATES, moment);

/** CloudEvents 1.0 in structured mode. */
function cloudEvent(
	call: SimulatedCall,
	moment: Moment | 'agentRinging',
	{ origin }: Account,
): Record<string, unknown> {
	const { initiatedAt, ringingAt, answeredAt, endedAt } = call;
	const times: Partial<Record<Moment | Notice, Date>> = {
		ringing: ringingAt,
		answered: answeredAt,
		completed: endedAt,
	};
	const at = times[moment] ?? initiatedAt;
	const state = stateOf(call, moment);
	const talked =
		call.answeredAt && call.endedAt ? Math.round((call.endedAt.getTime() - call.answeredAt.getTime()) / 1000) : 0;
	const end = state === 'disconnected' && {
		callDuration: String(talked),
		...(call.sent.recordingEnabled === true && { recordingResult: answeredAt ? 'success' : 'noRecord' }),
	};
	const reason = state === 'disconnected' && { reason: reasonOf(call) };
	return {
		id: randomUUID(),
		source: `${origin}/click-to-dial`,
		specversion: '1.0',
		type: EVENT_TYPE,
		datacontenttype: 'application/json',
		time: at.toISOString(),
		data: {
			callId: call.id,
			caller: call.from,
			callee: call.to,
			status: { state, ...reason },
			...end,
			timestamp: at.toISOString(),
		},
	};
}

function withCall(account: Account, act: (call: SimulatedCall) => Answer): (request: Request) => Answer {
	return ({ params }) => {
		const call = account.exchange.find(ID, params.id);
		return call ? act(call) : refuse(404, 'NOT_FOUND', 'The specified resource is not found.');
	};
}

function recordingOf(call: SimulatedCall): Answer {
	if (call.sent.recordingEnabled !== true || !call.endedAt)
		return refuse(404, 'NOT_FOUND', 'The specified resource is not found.');
	return {
		status: 200,
		body: {
			callId: call.id,
			content: wav().toString('base64'),
			contentType: 'audio/wav',
			generatedAt: call.endedAt.toISOString(),
		},
	};
}

function routes(account: Account): Route[] {
	const route = (method: string, path: string, answer: (request: Request) => Reply): Route => ({
		method,
		path,
		answer: (request) => refuseCaller(request, account) ?? answer(request),
	});
	return [
		route('POST', '/calls', (request) => createCall(request, account)),
		route(
			'GET',
			'/calls/:id',
			withCall(account, (call) => ({ status: 200, body: resource(call) })),
		),
		route(
			'DELETE',
			'/calls/:id',
			withCall(account, (call) =>
				account.exchange.hangUp(call) ? { status: 204 } : refuse(409, 'CONFLICT', 'The call has ended.'),
			),
		),
		route('GET', '/calls/:id/recording', withCall(account, recordingOf)),
	];
}

/** https://github.com/camaraproject/ClickToDial, code/API_definitions/click-to-dial.yaml */
export const camara: TrunkDouble = {
	id: ID,
	mount: '/click-to-dial/v0',
	// "May be retried", without a schedule: this one is assumed.
	retryDelaysSeconds: [1, 5, 30],
	sinkOnly: true,
	routes,
	event(call, moment, account) {
		if (!isReported(moment)) return undefined;
		const body = JSON.stringify(cloudEvent(call, moment, account));
		const token = (call.sent.sinkCredential as { accessToken: string } | undefined)?.accessToken;
		const headers = {
			'content-type': 'application/cloudevents+json',
			...(token && { authorization: `Bearer ${token}` }),
		};
		return { name: stateOf(call, moment), sign: () => ({ body, headers }) };
	},
	credential: ({ accessToken, signingSecret }, camaraBaseUrl) => ({ camaraBaseUrl, accessToken, signingSecret }),
};
