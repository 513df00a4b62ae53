import type { CallEventName } from '../../call/callEvent';
import { normalizeCallUuid } from '../../call/callUuid';
import { ignored, invalid, isInvalid, type Invalid } from '../../result';
import { bearer } from '../request/bearer';
import { buildEvent, snapshot } from '../event/buildEvent';
import { asCauseName, asFields, asInstant, asText, compact, own, type Fields } from '../event/payload';
import type {
	CallSnapshot,
	Delivery,
	EventReading,
	Listing,
	OutboundCall,
	TrunkNumber,
	TrunkProvider,
	TrunkRequest,
	TrunkSettings,
} from '../provider';
import { readNumber } from '../../time/readSeconds';
import { readList } from '../response/readList';

const ID = 'telnyx';
const PAGE_SIZE = 250;

/** https://developers.telnyx.com/docs/voice/programmable-voice/voice-api-webhooks; the other event types are about media. */
const EVENT_TYPES: ReadonlyMap<string, CallEventName> = new Map([
	['call.initiated', 'initiated'],
	['call.answered', 'answered'],
	['call.hangup', 'completed'],
]);

/** The causes of https://developers.telnyx.com/api-reference/callbacks/call-hangup that no answered call ends with. */
const UNANSWERED_CAUSES: ReadonlySet<string> = new Set([
	'call_rejected',
	'originator_cancel',
	'timeout',
	'user_busy',
	'not_found',
	'no_answer',
]);

const toClientState = ({ clientReference, contactId, metadata, seatId }: OutboundCall): string =>
	Buffer.from(JSON.stringify(compact({ clientReference, contactId, metadata, seatId }))).toString('base64');

/** What `toClientState` wrote; a state that another application set is not ours to read. */
function fromClientState(
	value: unknown,
): Pick<OutboundCall, 'contactId' | 'metadata' | 'seatId'> & { clientReference?: string } {
	try {
		const state = asFields(JSON.parse(Buffer.from(asText(value) ?? '', 'base64').toString('utf8')));
		if (!state) return {};
		const text = (name: string) => asText(own(state, name));
		return {
			clientReference: text('clientReference'),
			contactId: text('contactId'),
			metadata: asFields(own(state, 'metadata')),
			seatId: text('seatId'),
		};
	} catch {
		return {};
	}
}

function placeCall(call: OutboundCall, settings: TrunkSettings): TrunkRequest | Invalid {
	const connectionId = asText(settings.telnyxConnectionId);
	if (!connectionId)
		return invalid(
			'Telnyx places calls through a Voice API application: enter Connection ID in the SIP Trunk API credential.',
		);
	return {
		method: 'POST',
		path: '/calls',
		body: compact({
			connection_id: connectionId,
			from: call.from,
			to: call.to,
			timeout_secs: call.ringTimeoutSeconds,
			client_state: toClientState(call),
			// A second command with this id is ignored for 60 s, should this request ever be repeated on its way.
			command_id: call.clientReference,
			record: call.record ? 'record-from-answer' : undefined,
			webhook_url: call.eventUrl,
			webhook_url_method: call.eventUrl && 'POST',
		}),
	};
}

const dataOf = (body: unknown): Fields | undefined => {
	const fields = asFields(body);
	return asFields(fields && own(fields, 'data'));
};

function readPlaced(body: unknown) {
	const callUuid = normalizeCallUuid(own(dataOf(body) ?? {}, 'call_control_id'));
	return callUuid === undefined
		? invalid("The trunk's answer holds no call_control_id.")
		: { callUuid, status: 'initiated' };
}

/**
 * A hang-up tells when the call started and ended but not when it was answered, so ring and talk time of an answered
 * call stay open; that of an unanswered one is 0.
 */
function outcomeOf(payload: Fields): {
	hangupCause?: string;
	sipStatus?: number;
	hangupSource?: string;
	durationSeconds?: number;
} {
	const hangupCause = asCauseName(own(payload, 'hangup_cause'));
	const sipStatus = readNumber(own(payload, 'sip_hangup_cause'));
	return compact({
		hangupCause: hangupCause === 'unspecified' ? undefined : hangupCause,
		sipStatus: sipStatus !== undefined && sipStatus >= 100 && sipStatus <= 699 ? sipStatus : undefined,
		hangupSource: asText(own(payload, 'hangup_source')),
		durationSeconds: UNANSWERED_CAUSES.has(hangupCause ?? '') ? 0 : undefined,
	});
}

function readEvent({ body, receivedAt }: Delivery): EventReading {
	const data = dataOf(body);
	const payload = asFields(data && own(data, 'payload'));
	if (!data || !payload) return invalid('The body must be a Telnyx event with data.payload.');
	const type = asText(own(data, 'event_type'));
	if (type === undefined) return invalid('The field data.event_type is missing.');
	const event = EVENT_TYPES.get(type);
	if (event === undefined)
		return ignored(`The event ${type.slice(0, 64)} is not one of a call's start, answer or end.`);
	const callUuid = normalizeCallUuid(own(payload, 'call_control_id'));
	if (callUuid === undefined)
		return invalid('The field data.payload.call_control_id is missing or unusable, so the event belongs to no call.');
	const occurredAt = asInstant(own(data, 'occurred_at'));
	return {
		kind: 'event',
		event: buildEvent({
			provider: ID,
			event,
			callUuid,
			...fromClientState(own(payload, 'client_state')),
			direction: own(payload, 'direction') === 'incoming' ? 'inbound' : 'outbound',
			from: own(payload, 'from'),
			to: own(payload, 'to'),
			occurredAt,
			initiatedAt: asInstant(own(payload, 'start_time')) ?? (event === 'initiated' ? occurredAt : undefined),
			...(event === 'answered' && { answeredAt: occurredAt }),
			...(event === 'completed' && {
				endedAt: asInstant(own(payload, 'end_time')) ?? occurredAt,
				...outcomeOf(payload),
			}),
			receivedAt: receivedAt.toISOString(),
		}),
	};
}

function readCall(body: unknown, receivedAt: Date): CallSnapshot | Invalid {
	const data = dataOf(body);
	const callUuid = normalizeCallUuid(own(data ?? {}, 'call_control_id'));
	if (!data || callUuid === undefined) return invalid("The trunk's answer holds no call_control_id.");
	const isAlive = own(data, 'is_alive') === true;
	const endedAt = asInstant(own(data, 'end_time'));
	const event = buildEvent({
		provider: ID,
		event: isAlive || endedAt === undefined ? 'initiated' : 'completed',
		callUuid,
		...fromClientState(own(data, 'client_state')),
		occurredAt: endedAt,
		initiatedAt: asInstant(own(data, 'start_time')),
		endedAt,
		receivedAt: receivedAt.toISOString(),
	});
	return snapshot(isAlive ? 'alive' : 'ended', event);
}

/** `meta.total_pages` says whether there is another page. */
function nextPage(body: unknown): string | undefined {
	const fields = asFields(body);
	const meta = asFields(fields && own(fields, 'meta'));
	const number = meta && readNumber(own(meta, 'page_number'));
	const total = meta && readNumber(own(meta, 'total_pages'));
	return number !== undefined && total !== undefined && number < total ? String(number + 1) : undefined;
}

/** Bought and verified numbers may both stand in From. */
const numberList = (path: string): Listing<TrunkNumber> => ({
	request: (_settings, _query, cursor) => ({
		method: 'GET',
		path,
		query: { 'page[size]': PAGE_SIZE, 'page[number]': cursor ?? '1' },
	}),
	read: (body) =>
		readList(
			body,
			['data'],
			(row) => {
				const number = asText(own(row, 'phone_number'));
				return (
					number && compact({ number, didId: asText(own(row, 'id')), label: asText(own(row, 'customer_reference')) })
				);
			},
			nextPage(body),
		),
});

function readRecording(body: unknown) {
	const list = readList(body, ['data'], (row) => asFields(own(row, 'download_urls')));
	if (isInvalid(list)) return list;
	const urls = list.items[0] ?? {};
	const url = asText(own(urls, 'wav')) ?? asText(own(urls, 'mp3'));
	return url
		? ({ kind: 'url', url } as const)
		: invalid('The trunk has no recording of this call: recording may have been off, or is not finished.');
}

const command = (callUuid: string, name: string, body: Record<string, unknown>): TrunkRequest => ({
	method: 'POST',
	path: `/calls/${encodeURIComponent(callUuid)}/actions/${name}`,
	body,
});

/** https://developers.telnyx.com/api-reference/call-commands/dial */
export const telnyx: TrunkProvider = {
	id: ID,
	displayName: 'Telnyx',
	eventUrlPerCall: true,
	baseUrl: {
		name: 'telnyxBaseUrl',
		displayName: 'Base URL',
		default: 'https://api.telnyx.com/v2',
		placeholder: 'e.g. https://api.telnyx.com/v2',
		description: 'Where the Telnyx API lives',
	},
	credentialFields: [
		{
			name: 'telnyxConnectionId',
			displayName: 'Connection ID',
			default: '',
			placeholder: 'e.g. 1494404757140276705',
			description:
				"The Voice API application that places the calls. As Signing Secret, enter the account's public key.",
		},
	],
	signature: {
		scheme: 'publicKey',
		algorithm: 'ed25519',
		header: 'telnyx-signature-ed25519',
		timestampHeader: 'telnyx-timestamp',
	},
	sipDomains: ['telnyx.com'],
	dialedFields: ['to', 'from', 'connection_id', 'link_to'],
	authorize: bearer,
	probe: ({ telnyxConnectionId }) => ({
		method: 'GET',
		path: `/call_control_applications/${encodeURIComponent(String(telnyxConnectionId ?? ''))}`,
	}),
	placeCall,
	readPlaced,
	readEvent,
	getCall: {
		request: (callUuid) => ({ method: 'GET', path: `/calls/${encodeURIComponent(callUuid)}` }),
		read: readCall,
	},
	hangUp: (callUuid) => command(callUuid, 'hangup', {}),
	transfer: ({ callUuid, to, from }) => command(callUuid, 'transfer', compact({ to, from })),
	recording: {
		request: (callUuid) => ({ method: 'GET', path: '/recordings', query: { 'filter[call_control_id]': callUuid } }),
		read: readRecording,
	},
	numbers: [numberList('/phone_numbers'), numberList('/verified_numbers')],
};
