import { normalizeCallUuid } from '../../call/callUuid';
import { invalid, isInvalid, type Invalid } from '../../result';
import { bearer } from '../request/bearer';
import { buildEvent, buildUpdate, snapshot, type EventFields } from '../event/buildEvent';
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
import { readSeconds } from '../../time/readSeconds';
import { readRecordingUrl } from '../response/recordings';
import { fillRequestLine } from '../request/requestLine';

const ID = 'intellicall';
const BASE_URL = 'https://api.clouddialer.in';

/** What the platform puts in `disposition` when no agent has entered one. */
const NO_AGENT_DISPOSITION = 'CRM_CALL';

/** Its numbers are Indian, sent as ten digits. */
const COUNTRY = 'IN';

/** Statuses of a call that is not over: https://api.clouddialer.in/CRM_API/docs/index */
const UNDER_WAY: ReadonlySet<string> = new Set(['INITIATED', 'RINGING', 'QUEUED']);

/**
 * The statuses with which it documents that no call exists: validation, key, origin, "platform could not queue". Its
 * form of an error is assumed after that of its success, `{"status": "success", …}`.
 */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403, 502]);

/** The agent is rung first, and when the contact was rung is not told. */
const READING = Object.freeze({ defaultCountry: COUNTRY, ringsLater: true });

/** The agent's phone, or the agent's name at the CRM: the API takes one of the two. */
function agentField(seatId: string): { agent_number: string } | { crm_username: string } {
	return /^\+?\d{10,15}$/.test(seatId.replace(/[\s-]/g, ''))
		? { agent_number: seatId.replace(/[\s-]/g, '') }
		: { crm_username: seatId };
}

function placeCall(call: OutboundCall): TrunkRequest | Invalid {
	if (!call.seatId)
		return invalid("Intellicall rings the agent first: enter the agent's phone number or CRM user name as Seat.");
	return {
		method: 'POST',
		path: '/calls',
		body: compact({
			from_number: call.from,
			to_number: call.to,
			uuid: call.clientReference,
			...agentField(call.seatId),
			recording: call.record,
			max_ring_time: call.ringTimeoutSeconds,
		}),
	};
}

function readPlaced(body: unknown) {
	const fields = asFields(body);
	const callUuid = normalizeCallUuid(fields && own(fields, 'call_id'));
	if (!fields || own(fields, 'status') !== 'success' || callUuid === undefined)
		return invalid("The trunk's answer contains no call_id.");
	return { callUuid, status: 'INITIATED' };
}

/** What the callback and `GET /calls/{call_id}` share. When the agent's leg was answered is not told, so ring time is not either. */
function readFields(fields: Fields, callUuid: string, receivedAt: Date): EventFields {
	const customer = own(fields, 'customer_number');
	const isInbound = own(fields, 'direction') === 'inbound';
	const agentId = asText(own(fields, 'crm_username'));
	const disposition = asText(own(fields, 'disposition'));
	const endedAt = asInstant(own(fields, 'end_time'));
	return {
		provider: ID,
		event: 'completed',
		callUuid,
		clientReference: asText(own(fields, 'uuid')),
		direction: isInbound ? 'inbound' : 'outbound',
		from: isInbound ? customer : own(fields, 'from_number'),
		to: isInbound ? own(fields, 'from_number') : customer,
		occurredAt: endedAt,
		initiatedAt: asInstant(own(fields, 'start_time')),
		endedAt,
		durationSeconds: readSeconds(own(fields, 'duration')),
		providerStatus: asText(own(fields, 'status')),
		agentDisposition: disposition === NO_AGENT_DISPOSITION ? undefined : disposition,
		seatId: agentId ?? asText(own(fields, 'agent_number')),
		agentId,
		recordingUrl: asText(own(fields, 'recording_url')),
		receivedAt: receivedAt.toISOString(),
	};
}

/** One callback for each call, when it has ended: a status that the documents do not list ends it, too. */
function readEvent({ body, receivedAt }: Delivery): EventReading {
	const fields = asFields(body);
	if (!fields) return invalid('The body must be one JSON object with the record of one call.');
	const callUuid = normalizeCallUuid(own(fields, 'call_id'));
	if (callUuid === undefined)
		return invalid('The field call_id is missing or unusable, so the record belongs to no call.');
	const status = asText(own(fields, 'status'));
	if (status === undefined) return invalid('The field status is missing: Intellicall sends e.g. NO_ANSWER.');
	const event = readFields(fields, callUuid, receivedAt);
	if (!UNDER_WAY.has(status) || event.endedAt !== undefined)
		return { kind: 'event', event: buildEvent(event, READING) };
	const { clientReference, seatId } = event;
	const identity = { provider: ID, callUuid, clientReference, seatId, receivedAt: event.receivedAt };
	return { kind: 'callUpdate', name: status.slice(0, 64), update: buildUpdate(identity) };
}

function readCall(body: unknown, receivedAt: Date): CallSnapshot | Invalid {
	const outer = asFields(body);
	const fields = asFields(outer && own(outer, 'data')) ?? outer;
	const callUuid = normalizeCallUuid(fields && own(fields, 'call_id'));
	if (!fields || callUuid === undefined) return invalid("The trunk's answer contains no call_id.");
	const status = asText(own(fields, 'status')) ?? 'INITIATED';
	const read = readFields(fields, callUuid, receivedAt);
	// ANSWER means "connected" both during and after the call; only the end time tells them apart.
	const isOver = read.endedAt !== undefined || !(UNDER_WAY.has(status) || status === 'ANSWER');
	const event = isOver ? 'completed' : status === 'ANSWER' ? 'answered' : 'initiated';
	return snapshot(status, buildEvent({ ...read, event }, READING));
}

/** A plain link, since the key in it is meant to be seen in a browser. */
function softphoneLink(call: Pick<OutboundCall, 'from' | 'to' | 'seatId'>, settings: TrunkSettings): string | Invalid {
	const key = asText(settings.softphoneKey);
	if (!key)
		return invalid(
			'The softphone link needs its own integration key: enter Softphone Key in the SIP Trunk API credential.',
		);
	if (!call.seatId) return invalid('The softphone link needs the agent: enter the CRM user name as Seat.');
	const link = new URL(
		`${(asText(settings.intellicallBaseUrl) ?? BASE_URL).replace(/\/+$/, '')}/CRM_API/webphone/launch`,
	);
	link.search = new URLSearchParams({
		crm_username: call.seatId,
		api_key: key,
		to_number: call.to,
		from_number: call.from,
	}).toString();
	return link.href;
}

const getCall = (callUuid: string): TrunkRequest => ({ method: 'GET', path: `/calls/${encodeURIComponent(callUuid)}` });

/** https://api.clouddialer.in/CRM_API/docs/index and https://api.clouddialer.in/CRM_API/docs/integration-guide */
export const intellicall: TrunkProvider = {
	id: ID,
	displayName: 'Avyukta Intellicall',
	seat: 'a CRM user name or phone',
	baseUrl: {
		name: 'intellicallBaseUrl',
		displayName: 'Base URL',
		default: BASE_URL,
		placeholder: 'e.g. https://api.clouddialer.in',
		description: 'Where the Intellicall API lives',
	},
	credentialFields: [
		{
			name: 'softphoneKey',
			displayName: 'Softphone Key',
			default: '',
			secret: true,
			description:
				"The integration key of the browser softphone, which appears in agents' links. Never the API key for server-side use.",
		},
		{
			name: 'intellicallHangUpRequest',
			displayName: 'Hang Up Request',
			default: '',
			placeholder: 'e.g. DELETE /calls/{callUuid}',
			description:
				'Method and path that end a call. The public documents name none, so the operation is off until this is set.',
		},
		{
			name: 'intellicallTransferRequest',
			displayName: 'Add Participant Request',
			default: '',
			placeholder: 'e.g. POST /calls/{callUuid}/participants',
			description:
				'Method and path that add a third party to a call. The public documents do not spell them out, so Transfer is off until this is set.',
		},
	],
	// "Tell us the header and token to include": a bearer token is what to ask for.
	signature: { scheme: 'sharedToken', header: 'authorization', prefix: 'Bearer ' },
	dialedFields: ['from_number', 'to_number', 'agent_number', 'crm_username'],
	homeCountry: COUNTRY,
	ringsFirst: ['agent'],
	startsBeforeRinging: true,
	authorize: bearer,
	// There is no endpoint that only proves the key; a call that cannot exist answers 404 once the key is accepted.
	probe: () => ({ method: 'GET', path: '/calls/00000000-0000-0000-0000-000000000000', provenBy: 404 }),
	placeCall,
	readPlaced,
	refuses: ({ status, body }) => REFUSALS.has(status) && own(asFields(body) ?? {}, 'status') === 'error',
	readEvent,
	getCall: { request: getCall, read: readCall },
	hangUp: (callUuid, settings) => fillRequestLine(settings.intellicallHangUpRequest, { callUuid }, 'Hang Up Request'),
	transfer({ callUuid, to }, settings) {
		const request = fillRequestLine(settings.intellicallTransferRequest, { callUuid }, 'Add Participant Request');
		return isInvalid(request) ? request : { ...request, body: { to_number: to } };
	},
	recording: {
		request: getCall,
		read: (body) => readRecordingUrl(body, 'recording_url', readCall(body, new Date(0))),
	},
	softphoneLink,
};
