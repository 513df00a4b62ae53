import type { CallEvent, CallEventName } from '../callEvent';
import { normaliseCallUuid } from '../callUuid';
import { toE164OrAsIs } from '../phone';
import { ignored, invalid } from '../result';
import { bearer } from './bearer';
import { withDurations } from './callTimes';
import { asCauseCode, asCauseName, asFields, asInstant, asSeconds, asText, compact, own, type Fields } from './payload';
import type { Delivery, EventReading, OutboundCall, TrunkProvider, TrunkRequest } from './provider';

/** Seed 003 names the three events and prints the last one's payload. */
const EVENTS: ReadonlyMap<string, CallEventName> = new Map([
	['call.initiated', 'initiated'],
	['call.ringing', 'ringing'],
	['call.answered', 'answered'],
	['call.completed', 'completed'],
]);

/** The public pages name the inputs (from, to, seat) but not the fields; these follow the event payload's names. */
function placeCall(call: OutboundCall): TrunkRequest {
	return {
		method: 'POST',
		path: '/calls',
		body: compact({
			from: call.from,
			to: call.to,
			seat_id: call.seatId,
			client_reference: call.clientReference,
			contact_id: call.contactId,
			metadata: call.metadata,
			ring_timeout_seconds: call.ringTimeoutSeconds,
			record: call.record,
		}),
	};
}

function readTimes(fields: Fields) {
	return withDurations({
		initiatedAt: asInstant(own(fields, 'initiated_at')),
		answeredAt: asInstant(own(fields, 'answered_at')),
		endedAt: asInstant(own(fields, 'ended_at')),
		durationSeconds: asSeconds(own(fields, 'duration_seconds')),
	});
}

function buildEvent(name: CallEventName, callUuid: string, fields: Fields, receivedAt: string): CallEvent {
	const from = toE164OrAsIs(own(fields, 'from') ?? '');
	const to = toE164OrAsIs(own(fields, 'to') ?? '');
	const times = readTimes(fields);
	const momentOf = { initiated: times.initiatedAt, ringing: undefined, answered: times.answeredAt, completed: times.endedAt };
	return compact<CallEvent>({
		provider: 'unlimCall',
		event: name,
		callUuid,
		clientReference: asText(own(fields, 'client_reference')),
		contactId: asText(own(fields, 'contact_id')),
		metadata: asFields(own(fields, 'metadata')),
		direction: own(fields, 'direction') === 'inbound' ? 'inbound' : 'outbound',
		from: from.number,
		fromValid: from.valid,
		to: to.number,
		toValid: to.valid,
		occurredAt: momentOf[name] ?? receivedAt,
		...times,
		hangupCause: asCauseName(own(fields, 'hangup_cause')),
		...asCauseCode(own(fields, 'hangup_cause_code')),
		seatId: asText(own(fields, 'seat_id')),
		didId: asText(own(fields, 'did_id')),
		recordingUrl: asText(own(fields, 'recording_url')),
		receivedAt,
	});
}

function readEvent({ body, receivedAt }: Delivery): EventReading {
	const fields = asFields(body);
	if (!fields) return invalid('The body must be one JSON object with the fields of one call event.');
	const word = asText(own(fields, 'event'));
	if (word === undefined) return invalid('The field event is missing: UnlimCall sends e.g. call.completed.');
	const name = EVENTS.get(word);
	if (name === undefined) return ignored(`The event ${word.slice(0, 64)} is not one of a call.`);
	const callUuid = normaliseCallUuid(own(fields, 'call_uuid'));
	if (callUuid === undefined) return invalid('The field call_uuid is missing or unusable, so the event belongs to no call.');
	return { kind: 'event', event: buildEvent(name, callUuid, fields, receivedAt.toISOString()) };
}

/** Payloads: seed 003. Endpoints and errors: https://www.unlimcall.com/developers/api/ */
export const unlimCall: TrunkProvider = {
	id: 'unlimCall',
	displayName: 'UnlimCall',
	baseUrl: {
		name: 'baseUrl',
		displayName: 'Base URL',
		default: 'https://app.unlimcall.com/api/v1',
		placeholder: 'e.g. https://app.unlimcall.com/api/v1',
		description: 'Where the UnlimCall API lives; its OpenAPI document names https://api.unlimcall.com/v1 instead',
	},
	// "HMAC-signed" is all that is public: the header's name is assumed and can be changed in the trigger.
	signature: { scheme: 'hmac', header: 'x-unlimcall-signature', encoding: 'hex' },
	authorize: bearer,
	probe: () => ({ method: 'GET', path: '/me' }),
	placeCall,
	readPlaced(body) {
		const fields = asFields(body);
		const callUuid = normaliseCallUuid(fields && own(fields, 'call_uuid'));
		if (!fields || callUuid === undefined) return invalid('The answer holds no call_uuid.');
		return { callUuid, status: asText(own(fields, 'status')) ?? 'initiated' };
	},
	readEvent,
};
