import type { CallEventName, CallLeg } from '../../../call/callEvent';
import { normalizeCallUuid } from '../../../call/callUuid';
import { readCountry } from '../../../phone';
import { ignored, invalid } from '../../../result';
import { readNumber } from '../../../time/readSeconds';
import { toIso } from '../../../time/readTime';
import { buildEvent, type EventFields } from '../../event/buildEvent';
import { asCauseCode, asFields, asInstant, asText, own, type Fields } from '../../event/payload';
import type { Delivery, EventReading, TrunkSettings } from '../../provider';

const EVENTS: ReadonlySet<string> = new Set(['initiated', 'answered', 'completed'] satisfies CallEventName[]);

/** ISO 8601, or what `CDR(start,u)` gives: seconds since 1970 with a fraction, 0 for never. */
function instant(value: unknown): string | undefined {
	const seconds = readNumber(value);
	return seconds === undefined ? asInstant(value) : toIso(Math.round(seconds * 1000));
}

/** What `HANGUPCAUSE(…,tech)` gives, e.g. `SIP 486 Busy Here`; a provisional response is not how the call ended. */
function sipOf(value: unknown): Pick<EventFields, 'sipStatus' | 'sipReason'> {
	const [, status, sipReason] = /^SIP ([3-6]\d\d)(?: (.+))?$/.exec(asText(value) ?? '') ?? [];
	return status === undefined ? {} : { sipStatus: Number(status), sipReason };
}

/** Who hung up: the channel that reports, the dialplan, or the other side's channel. */
function sourceOf(fields: Fields): string | undefined {
	const source = asText(own(fields, 'hangup_source'));
	if (source === undefined) return undefined;
	if (source.startsWith('dialplan/')) return 'dialplan';
	return source === asText(own(fields, 'channel')) ? 'contact' : 'agent';
}

/** How an agent's leg ended, in words that say that the contact's telephone never rang. */
const OWN_LEG: Readonly<Record<string, string>> = Object.freeze({ 17: 'caller_busy', 19: 'caller_no_answer' });

/** The agent was rung first, and the contact was not: so the call is over. */
function endWithoutContact(fields: Fields, isUp: boolean): EventFields['providerStatus'] {
	// The agent answered, and no leg to the contact could be made.
	if (isUp) return asText(own(fields, 'dial_status')) ?? 'caller_failure';
	const cause = asText(own(fields, 'cause')) ?? '';
	// Asterisk 16 says 0 where 22 says 19, when its own ring timeout is over.
	return OWN_LEG[cause === '0' ? '19' : cause] ?? 'caller_failure';
}

/** Interworking: what Asterisk puts in the place of a SIP status that it has no cause for, such as 607. */
const NO_CAUSE_FOR_STATUS = 127;

/** How the contact's leg ended. */
function endOfContact(fields: Fields, isUp: boolean) {
	const sip = sipOf(own(fields, 'sip'));
	const { hangupCauseCode: cause = 0 } = asCauseCode(own(fields, 'cause'));
	const saysNothing = cause === 0 || (cause === NO_CAUSE_FOR_STATUS && sip.sipStatus !== undefined);
	return {
		answeredAt: instant(own(fields, 'answered')),
		durationSeconds: isUp ? undefined : 0,
		hangupCauseCode: saysNothing ? undefined : cause,
		...sip,
		hangupSource: sourceOf(fields),
		// No cause and no answer: Dial's ring timeout is over, and Asterisk 16's own.
		providerStatus: isUp || cause !== 0 ? undefined : 'NOANSWER',
	};
}

function endOf(fields: Fields, seatId: string | undefined): Partial<EventFields> {
	const isUp = own(fields, 'state') === 'Up';
	const leg = asText(own(fields, 'leg'));
	const endedAt = instant(own(fields, 'at'));
	if (leg !== 'agent') return { endedAt, ...endOfContact(fields, isUp) };
	const providerStatus = endWithoutContact(fields, isUp);
	const callUuid = normalizeCallUuid(own(fields, 'call_id')) as string;
	const legs: CallLeg[] = [{ callUuid, party: 'agent', to: seatId, status: providerStatus }];
	return { endedAt, durationSeconds: 0, providerStatus, legs };
}

/** An event of `examples/asterisk/extensions_n8n.conf`. */
export function readEvent(
	{ body, receivedAt }: Delivery,
	{ asteriskDefaultCountry }: TrunkSettings = {},
): EventReading {
	const fields = asFields(body);
	const event = fields && asText(own(fields, 'event'));
	if (!fields || event === undefined)
		return invalid('The field event is missing: extensions_n8n.conf sends it with each delivery.');
	if (!EVENTS.has(event)) return ignored(`The event ${event.slice(0, 64)} is not one of a call.`);
	const callUuid = normalizeCallUuid(own(fields, 'call_id'));
	if (callUuid === undefined)
		return invalid('The field call_id is missing or unusable, so the event belongs to no call.');
	const at = instant((event === 'answered' && own(fields, 'answered')) || own(fields, 'at'));
	const seatId = asText(own(fields, 'seat'));
	return {
		kind: 'event',
		event: buildEvent(
			{
				provider: 'asterisk',
				event: event as CallEventName,
				callUuid,
				clientReference: asText(own(fields, 'reference')),
				contactId: asText(own(fields, 'contact')),
				seatId,
				direction: own(fields, 'direction') === 'inbound' ? 'inbound' : 'outbound',
				from: own(fields, 'from'),
				to: own(fields, 'to'),
				occurredAt: at,
				initiatedAt: instant(own(fields, 'placed')),
				...(event === 'answered' && { answeredAt: at }),
				...(event === 'completed' && endOf(fields, seatId)),
				receivedAt: receivedAt.toISOString(),
			},
			{ defaultCountry: readCountry(asText(asteriskDefaultCountry) ?? '') },
		),
	};
}
