import type { AnsweredBy } from './answeredBy';

/** The four moments of a call, in the words that Twilio, Telnyx and UnlimCall share. */
export const CALL_EVENT_NAMES = ['initiated', 'ringing', 'answered', 'completed'] as const;
export type CallEventName = (typeof CALL_EVENT_NAMES)[number];

export type CallDirection = 'outbound' | 'inbound';

/**
 * One event of one call, whatever the provider called its fields.
 *
 * Numbers are E.164 where they can be parsed, else as received with `…Valid: false`.
 * Times are ISO 8601 UTC; durations are seconds, kept to the millisecond where timestamps allow.
 * `completed` stands alone: it carries all that is needed to write a whole call record.
 */
export interface CallEvent {
	/** Registry id of the provider that sent it, e.g. `unlimCall`. */
	provider: string;
	event: CallEventName;
	/** The provider's identifier of this call leg; with `event` it is the deduplication key. */
	callUuid: string;
	/** What Place Call sent along to find its own call again. */
	clientReference?: string;
	contactId?: string;
	/** What Place Call sent along and the trunk echoed. */
	metadata?: Record<string, unknown>;
	direction: CallDirection;
	from: string;
	fromValid: boolean;
	to: string;
	toValid: boolean;
	/** When this event happened at the provider. */
	occurredAt: string;
	initiatedAt?: string;
	answeredAt?: string;
	endedAt?: string;
	/** Seconds from initiation to the answer, or to the end when nobody answered. */
	ringSeconds?: number;
	/** Talk time in seconds: 0 when the call was not answered. */
	durationSeconds?: number;
	/** lower_snake name of the cause, e.g. `normal_clearing`. */
	hangupCause?: string;
	/** ITU-T Q.850 cause value. */
	hangupCauseCode?: number;
	/** Final SIP response status, e.g. 486. */
	sipStatus?: number;
	/** Who ended the call, where the provider says so. */
	hangupSource?: string;
	/** The provider's own final word, kept as sent, e.g. `NO_ANSWER`. */
	providerStatus?: string;
	/** What picked up, where the trunk detects it. */
	answeredBy?: AnsweredBy;
	/** A disposition that an agent entered at the provider; never a provider's default. */
	agentDisposition?: string;
	seatId?: string;
	agentId?: string;
	didId?: string;
	/** Private data: never logged, and dropped by a setting of the trigger. */
	recordingUrl?: string;
	/** When this package received the event. */
	receivedAt: string;
	/** The provider's payload as received, only when the trigger is asked for it. */
	raw?: unknown;
}
