import { readAnsweredBy } from '../../../call/answeredBy';
import type { CallEventName, CallLeg } from '../../../call/callEvent';
import { normalizeCallUuid } from '../../../call/callUuid';
import { invalid } from '../../../result';
import { readNumber, readSeconds } from '../../../time/readSeconds';
import { buildEvent, buildUpdate } from '../../event/buildEvent';
import { asFields, asText, own, type Fields } from '../../event/payload';
import type { Delivery, EventReading, TrunkSettings } from '../../provider';
import { sharedFields, type Callback } from './callback';
import { readCallbackUrl } from './callbackUrl';
import { attestationOf, endOf, STATUSES } from './parameters';
import { readCallback } from './readCallback';

/** https://www.twilio.com/docs/voice/api/call-resource#statuscallback-http-parameters */
export function readEvent(delivery: Delivery, settings: TrunkSettings = {}): EventReading {
	const fields = asFields(delivery.body);
	const legUuid = normalizeCallUuid(fields && own(fields, 'CallSid'));
	if (!fields || legUuid === undefined)
		return invalid('The parameter CallSid is missing or unusable, so the event belongs to no call.');
	const callback: Callback = {
		fields,
		state: readCallbackUrl(delivery),
		legUuid,
		callUuid: normalizeCallUuid(own(fields, 'ParentCallSid')) ?? legUuid,
		receivedAt: delivery.receivedAt.toISOString(),
	};
	const status = asText(own(fields, 'CallStatus'));
	const event = eventOf(status, fields);
	if (status === undefined || event === undefined) return readCallback(callback, settings);
	const isOtherLeg = callback.state.leg === 'agent' || (callback.callUuid !== legUuid && !callback.state.leg);
	return isOtherLeg ? readOtherLeg(callback, status, event) : readCallEvent(callback, status, event);
}

/** A status that the documents do not list ends the call when it tells how long the call was. */
function eventOf(status: string | undefined, fields: Fields): CallEventName | undefined {
	// Callbacks about a recording or a detection may repeat how the call stands.
	if (status === undefined || own(fields, 'RecordingSid') !== undefined) return undefined;
	return STATUSES.get(status) ?? (readSeconds(own(fields, 'CallDuration')) === undefined ? undefined : 'completed');
}

function readCallEvent(callback: Callback, status: string, event: CallEventName): EventReading {
	const { fields, legUuid, callUuid } = callback;
	const shared = sharedFields(callback);
	const { occurredAt } = shared;
	const legs: CallLeg[] | undefined =
		legUuid === callUuid ? undefined : [{ callUuid: legUuid, party: 'contact', status }];
	return {
		kind: 'event',
		event: buildEvent({
			...shared,
			event,
			callUuid,
			legs,
			from: own(fields, 'From'),
			to: own(fields, 'To'),
			...(event === 'initiated' && { initiatedAt: occurredAt }),
			...(event === 'answered' && { answeredAt: occurredAt }),
			...(event === 'completed' && endOf(status, occurredAt, own(fields, 'CallDuration'))),
			sipStatus: readNumber(own(fields, 'SipResponseCode')),
			answeredBy: readAnsweredBy(own(fields, 'AnsweredBy')),
			attestation: attestationOf(fields),
			recordingUrl: asText(own(fields, 'RecordingUrl')),
		}),
	};
}

/** How an agent's leg ended, in words that say that the contact's telephone never rang. */
const OWN_LEG: Readonly<Record<string, string>> = Object.freeze({
	busy: 'caller_busy',
	'no-answer': 'caller_no_answer',
	canceled: 'canceled',
});

/** A leg of an agent or a third party joins its call, and is never taken for a call to a contact. */
function readOtherLeg(callback: Callback, status: string, event: CallEventName): EventReading {
	const { fields, state, legUuid, callUuid } = callback;
	const leg: CallLeg = {
		callUuid: legUuid,
		party: state.leg === 'agent' ? 'agent' : 'thirdParty',
		to: asText(own(fields, 'To')),
		status,
	};
	if (event === 'completed' && isWithoutContact(callback, status)) return endWithoutContact(callback, status, leg);
	return {
		kind: 'callUpdate',
		name: `${leg.party} ${status}`.slice(0, 64),
		update: buildUpdate({ ...sharedFields(callback), callUuid, legs: [leg] }),
	};
}

/**
 * Whether an agent's leg ended without a leg of the contact. The contact's is dialed at once when the agent answers, and
 * its own end is reported: so only a leg of at most a second can have had none (Twilio refused to dial it, or the agent
 * hung up at once). That second is assumed.
 */
function isWithoutContact({ fields, state, legUuid, callUuid }: Callback, status: string): boolean {
	if (state.contact === undefined || legUuid !== callUuid) return false;
	return status !== 'completed' || (readSeconds(own(fields, 'CallDuration')) ?? 0) <= 1;
}

/** The agent was to be rung first and did not stay until the contact could be rung: so the call is over. */
function endWithoutContact(callback: Callback, status: string, leg: CallLeg): EventReading {
	const { fields, state, callUuid } = callback;
	const shared = sharedFields(callback);
	return {
		kind: 'event',
		event: buildEvent({
			...shared,
			event: 'completed',
			callUuid,
			from: own(fields, 'From'),
			to: state.contact,
			endedAt: shared.occurredAt,
			durationSeconds: 0,
			providerStatus: OWN_LEG[status] ?? 'caller_failure',
			legs: [leg],
		}),
	};
}
