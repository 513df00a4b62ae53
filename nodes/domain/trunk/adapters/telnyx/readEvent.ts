import type { CallEventName, CallLeg } from '../../../call/callEvent';
import { normalizeCallUuid } from '../../../call/callUuid';
import { ignored, invalid } from '../../../result';
import { buildEvent, buildUpdate } from '../../event/buildEvent';
import { asFields, asInstant, asText, own } from '../../event/payload';
import type { Delivery, EventReading, FollowUp } from '../../provider';
import { decodeState, type ClientState } from './clientState';
import { hangUp, ringNext, startRecording } from './placeCall';
import { readCallback } from './readCallback';
import { readHangUp, type HangUp } from './readHangUp';
import { sharedFields, type Webhook } from './webhook';

/** https://developers.telnyx.com/docs/voice/programmable-voice/voice-api-webhooks; other event types join the call. */
const EVENT_TYPES: ReadonlyMap<string, CallEventName> = new Map([
	['call.initiated', 'initiated'],
	['call.answered', 'answered'],
	['call.hangup', 'completed'],
]);

export function readEvent({ body, receivedAt }: Delivery): EventReading {
	const data = asFields(own(asFields(body) ?? {}, 'data'));
	const payload = asFields(data && own(data, 'payload'));
	if (!data || !payload) return invalid('The body must be a Telnyx event with data.payload.');
	const type = asText(own(data, 'event_type'));
	if (type === undefined) return invalid('The field data.event_type is missing.');
	if (!/^call\./.test(type)) return ignored(`The event ${type.slice(0, 64)} is not one of a call.`);
	const webhook: Webhook = {
		type,
		payload,
		state: decodeState(own(payload, 'client_state')),
		legUuid: normalizeCallUuid(own(payload, 'call_control_id')),
		occurredAt: asInstant(own(data, 'occurred_at')),
		receivedAt: receivedAt.toISOString(),
	};
	const event = EVENT_TYPES.get(type);
	if (event === undefined) return readCallback(webhook);
	if (webhook.legUuid === undefined)
		return invalid('The field data.payload.call_control_id is missing or unusable, so the event belongs to no call.');
	const { party } = webhook.state;
	return party === 'agent' || party === 'thirdParty'
		? readOtherLeg(webhook, webhook.legUuid, party, event)
		: readCallEvent(webhook, webhook.legUuid, event);
}

function readCallEvent(webhook: Webhook, legUuid: string, event: CallEventName): EventReading {
	const { payload, state, occurredAt } = webhook;
	const attestation = (['A', 'B', 'C'] as const).find((letter) => letter === own(payload, 'shaken_stir_attestation'));
	// Of a call that began with the agent's leg, this is the contact's.
	const legs: CallLeg[] | undefined = state.call ? [{ callUuid: legUuid, party: 'contact', status: event }] : undefined;
	const end = event === 'completed' ? readHangUp(payload) : undefined;
	return {
		kind: 'event',
		event: buildEvent({
			...sharedFields(webhook),
			event,
			callUuid: state.call ?? legUuid,
			legs,
			from: own(payload, 'from'),
			to: own(payload, 'to'),
			initiatedAt: asInstant(own(payload, 'start_time')) ?? (event === 'initiated' ? occurredAt : undefined),
			attestation,
			...(event === 'answered' && { answeredAt: occurredAt }),
			...(end && { endedAt: asInstant(own(payload, 'end_time')) ?? occurredAt, ...end }),
		}),
		...(event === 'answered' && followUpOf(webhook, legUuid)),
		...(end && state.call && !ENDS_A_TALK.has(end.hangupCause) && endAlone(state.call, state, 'contact')),
	};
}

/** A transfer that failed leaves the first leg up: https://developers.telnyx.com/api-reference/call-commands/transfer-call */
const endAlone = (
	callUuid: string,
	{ clientReference = callUuid }: ClientState,
	party: 'agent' | 'contact',
): { followUp: FollowUp } => ({
	followUp: {
		request: hangUp(callUuid, `${clientReference}:alone`),
		purpose: `hang up on the one who waits, as no ${party} answered`,
	},
});

/** Both legs end with these by themselves. */
const ENDS_A_TALK: ReadonlySet<string | undefined> = new Set(['normal_clearing', 'time_limit']);

/** Rings the next party of a call whose first has answered, or records it once both are there. */
function followUpOf({ state }: Webhook, legUuid: string): { followUp?: FollowUp } {
	const { next, dialed, call, record, clientReference = legUuid } = state;
	if (call && record)
		return {
			followUp: { request: startRecording(call, record, `${clientReference}:record`), purpose: 'record the call' },
		};
	return next && !dialed
		? { followUp: { request: ringNext(legUuid, state, next), purpose: `ring the ${next.party}` } }
		: {};
}

/** How an agent's leg failed, in words that say that the contact's telephone never rang. */
const OWN_LEG: Readonly<Record<string, string>> = Object.freeze({
	user_busy: 'caller_busy',
	timeout: 'caller_no_answer',
	no_answer: 'caller_no_answer',
	normal_clearing: 'caller_abandon',
});

/** A leg of an agent or a third party joins its call, and is never taken for a call to a contact. */
function readOtherLeg(webhook: Webhook, legUuid: string, party: CallLeg['party'], event: CallEventName): EventReading {
	const { payload, state, type } = webhook;
	const end: HangUp = event === 'completed' ? readHangUp(payload) : {};
	const leg: CallLeg = {
		callUuid: legUuid,
		party,
		to: asText(own(payload, 'to')),
		status: end.hangupCause ?? event,
		...(end.sipStatus !== undefined && { sipStatus: end.sipStatus }),
	};
	if (event === 'completed' && state.next && !state.dialed) return endWithoutContact(webhook, legUuid, leg, end);
	const callUuid = state.call ?? legUuid;
	return {
		kind: 'callUpdate',
		name: type,
		update: buildUpdate({ ...sharedFields(webhook), callUuid, legs: [leg] }),
		...(event === 'answered' && followUpOf(webhook, legUuid)),
		...(party === 'agent' && end.durationSeconds === 0 && state.call && endAlone(state.call, state, 'agent')),
	};
}

/** The agent was to be rung first and did not stay until the contact could be rung: so the call is over. */
function endWithoutContact(
	webhook: Webhook,
	legUuid: string,
	leg: CallLeg,
	{ hangupCause = '' }: HangUp,
): EventReading {
	const { payload, state, occurredAt } = webhook;
	return {
		kind: 'event',
		event: buildEvent({
			...sharedFields(webhook),
			event: 'completed',
			callUuid: legUuid,
			from: state.next?.from,
			to: state.next?.to,
			initiatedAt: asInstant(own(payload, 'start_time')),
			endedAt: occurredAt,
			durationSeconds: 0,
			providerStatus: OWN_LEG[hangupCause] ?? 'caller_failure',
			legs: [leg],
		}),
	};
}
