import type { CallEvent, CallEventName } from '../../call/callEvent';
import type { CallUpdate } from '../../call/callUpdate';
import { normalizeCallUuid } from '../../call/callUuid';
import { ignored, invalid, type Invalid } from '../../result';
import { readSeconds } from '../../time/readSeconds';
import { bearer } from '../request/bearer';
import { buildEvent, buildUpdate, snapshot } from '../event/buildEvent';
import { isDocumentedRefusal } from '../response/documentedRefusal';
import { recordings } from '../response/recordings';
import { eventUrlOf, readEventUrl } from '../request/eventUrl';
import { asFields, asInstant, asText, compact, own, type Fields } from '../event/payload';
import type {
	CallSnapshot,
	Delivery,
	EventReading,
	OutboundCall,
	TrunkProvider,
	TrunkRequest,
	TrunkSettings,
} from '../provider';

const ID = 'camara';
const EVENT_TYPE = 'org.camaraproject.click-to-dial.v0.status-changed';
const CALL_ID = /^[A-Za-z0-9._~:-]{1,256}$/;

/** `accessTokenExpiresUtc` is required; our token lasts as long as the credential. */
const NEVER = '9999-12-31T23:59:59.000Z';

/**
 * The states of the specification that are about the callee's telephone. `initiating` and `callingCaller` come before it
 * is dialed, and are about the agent's own.
 */
const STATES: ReadonlyMap<string, CallEventName> = new Map([
	['callingCallee', 'initiated'],
	['connected', 'answered'],
	['disconnected', 'completed'],
	['failed', 'completed'],
]);

/** `ErrorInfo.code` of `POST /calls`. `CALL_ALREADY_ACTIVE` is not one of them: that call may be this one. */
const REFUSALS: ReadonlySet<string> = new Set([
	'INVALID_ARGUMENT',
	'OUT_OF_RANGE',
	'UNAUTHENTICATED',
	'PERMISSION_DENIED',
	'INVALID_TOKEN_CONTEXT',
	'NOT_FOUND',
	'INVALID_PHONE_NUMBER',
	'SAME_CALLER_CALLEE',
	'RECORDING_NOT_SUPPORTED',
	'CALLER_NOT_AVAILABLE',
	'CALLEE_NOT_AVAILABLE',
]);

function sinkOf(call: OutboundCall, { signingSecret }: TrunkSettings): Record<string, unknown> {
	const sink = eventUrlOf(call);
	const accessToken = asText(signingSecret);
	if (!sink) return {};
	if (!accessToken) return { sink };
	return {
		sink,
		sinkCredential: {
			credentialType: 'ACCESSTOKEN',
			accessToken,
			accessTokenExpiresUtc: NEVER,
			accessTokenType: 'bearer',
		},
	};
}

/** The specification allows no other property at any depth. */
function placeCall(call: OutboundCall, settings: TrunkSettings): TrunkRequest {
	const { from, to, clientReference, record } = call;
	return {
		method: 'POST',
		path: '/calls',
		// The one place for a reference of ours, and only when it fits its pattern.
		...(/^[\w:;./<>{}-]{1,256}$/.test(clientReference) && { headers: { 'x-correlator': clientReference } }),
		body: compact({
			caller: { number: from },
			callee: { number: to },
			...sinkOf(call, settings),
			recordingEnabled: record,
		}),
	};
}

function readCallId(fields: Fields | undefined): string | undefined {
	const callId = fields && own(fields, 'callId');
	// A UUID is the same call in upper and lower case.
	return typeof callId === 'string' && CALL_ID.test(callId) ? normalizeCallUuid(callId) : undefined;
}

function readPlaced(body: unknown) {
	const fields = asFields(body);
	const callUuid = readCallId(fields);
	if (!fields || callUuid === undefined) return invalid("The trunk's answer contains no callId.");
	return { callUuid, status: asText(own(fields, 'status')) ?? 'initiating' };
}

/** The moment belongs to whatever the state has just become; the two others are not told. */
const momentOf = (event: CallEventName, at: string | undefined) =>
	({ initiated: { initiatedAt: at }, ringing: {}, answered: { answeredAt: at }, completed: { endedAt: at } })[event];

/** CloudEvents 1.0, structured mode. */
function readEvent(delivery: Delivery): EventReading {
	const cloudEvent = asFields(delivery.body);
	const data = asFields(cloudEvent && own(cloudEvent, 'data'));
	if (!cloudEvent || !data) return invalid('The body must be a CloudEvent with its data.');
	if (own(cloudEvent, 'type') !== EVENT_TYPE) return ignored(`The CloudEvent is not of type ${EVENT_TYPE}.`);
	const callUuid = readCallId(data);
	if (callUuid === undefined)
		return invalid('The field data.callId is missing or unusable, so the event belongs to no call.');
	const status = asFields(own(data, 'status'));
	const state = status && asText(own(status, 'state'));
	if (!status || state === undefined) return invalid('The field data.status.state is missing.');
	const occurredAt = asInstant(own(data, 'timestamp')) ?? asInstant(own(cloudEvent, 'time'));
	const identity = {
		provider: ID,
		callUuid,
		...readEventUrl(delivery),
		direction: 'outbound' as const,
		occurredAt,
		receivedAt: delivery.receivedAt.toISOString(),
	};
	// A duration is mandatory where a call has ended, in whatever state.
	const event = STATES.get(state) ?? (own(data, 'callDuration') === undefined ? undefined : 'completed');
	if (event === undefined) return readCaller(state, data, identity);
	return {
		kind: 'event',
		event: buildEvent({
			...identity,
			event,
			from: own(data, 'caller'),
			to: own(data, 'callee'),
			...momentOf(event, occurredAt),
			...(event === 'completed' && readEnd(state, asText(own(status, 'reason')), data)),
		}),
	};
}

/** The agent's own telephone is rung first; that is no event of the contact's call. */
function readCaller(
	state: string,
	data: Fields,
	identity: Pick<CallUpdate, 'provider' | 'receivedAt'> & { callUuid: string },
): EventReading {
	const agent = {
		callUuid: identity.callUuid,
		party: 'agent' as const,
		to: asText(own(data, 'caller')),
		status: state,
	};
	const legs = state === 'callingCaller' ? [agent] : undefined;
	return { kind: 'callUpdate', name: state.slice(0, 64), update: buildUpdate({ ...identity, legs }) };
}

const RECORDING: ReadonlyMap<unknown, CallEvent['recordingStatus']> = new Map([
	['success', 'ready'],
	['noRecord', 'absent'],
	['fail', 'failed'],
]);

/** The duration is mandatory also when nobody answered, so it is talk time only where the two were connected. */
function readEnd(state: string, reason: string | undefined, data: Fields): Partial<CallEvent> {
	const hadNoTalk = state === 'failed' || /^call(er|ee)/.test(reason ?? '');
	return {
		providerStatus: reason ?? state,
		durationSeconds: hadNoTalk ? 0 : readSeconds(own(data, 'callDuration')),
		recordingStatus: RECORDING.get(own(data, 'recordingResult')),
	};
}

const numberOf = (fields: Fields, name: string): unknown => {
	const party = asFields(own(fields, name));
	return party && own(party, 'number');
};

function readCall(body: unknown, receivedAt: Date): CallSnapshot | Invalid {
	const fields = asFields(body);
	const callUuid = readCallId(fields);
	if (!fields || callUuid === undefined) return invalid("The trunk's answer contains no callId.");
	const status = asText(own(fields, 'status')) ?? 'initiating';
	const name = STATES.get(status) ?? 'initiated';
	const event = buildEvent({
		provider: ID,
		event: name,
		callUuid,
		direction: 'outbound',
		...(name === 'completed' && { providerStatus: status, ...(status === 'failed' && { durationSeconds: 0 }) }),
		from: numberOf(fields, 'caller'),
		to: numberOf(fields, 'callee'),
		initiatedAt: asInstant(own(fields, 'createdAt')),
		receivedAt: receivedAt.toISOString(),
	});
	return snapshot(status, event);
}

const callPath = (callUuid: string): string => `/calls/${encodeURIComponent(callUuid)}`;

/** https://github.com/camaraproject/ClickToDial, code/API_definitions/click-to-dial.yaml */
export const camara: TrunkProvider = {
	id: ID,
	displayName: 'CAMARA Click to Dial',
	baseUrl: {
		name: 'camaraBaseUrl',
		displayName: 'Base URL',
		default: '',
		placeholder: 'e.g. https://api.example.com/click-to-dial/v0',
		description: "Your operator's API root with the API's name and version",
	},
	signature: { scheme: 'sharedToken', header: 'authorization', prefix: 'Bearer ' },
	strictBody: true,
	dialsFrom: true,
	sendsSecretToEventUrl: true,
	ringsFirst: ['agent'],
	eventUrl: { without: 'nothing' },
	authorize: bearer,
	// The specification has no endpoint that only proves the token; a call that cannot exist answers 404 then.
	probe: () => ({ method: 'GET', path: '/calls/credential-test', provenBy: 404 }),
	placeCall,
	readPlaced,
	refuses(answer) {
		const error = asFields(answer.body) ?? {};
		return own(error, 'status') === answer.status && isDocumentedRefusal(answer, REFUSALS, own(error, 'code'));
	},
	readEvent,
	getCall: { request: (callUuid) => ({ method: 'GET', path: callPath(callUuid) }), read: readCall },
	hangUp: (callUuid) => ({ method: 'DELETE', path: callPath(callUuid) }),
	recording: {
		request: (callUuid) => ({ method: 'GET', path: `${callPath(callUuid)}/recording` }),
		read(body) {
			const fields = asFields(body);
			const base64 = fields && asText(own(fields, 'content'));
			if (!fields || !base64) return invalid("The trunk's answer contains no recording.");
			return recordings([{ kind: 'content', base64, contentType: asText(own(fields, 'contentType')) ?? 'audio/wav' }]);
		},
		absentStatus: 404,
	},
};
