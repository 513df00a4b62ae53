import type { AnsweredBy } from './answeredBy';

/** The four moments of a call, in the words that Twilio, Telnyx and UnlimCall share. */
export const CALL_EVENT_NAMES = ['initiated', 'ringing', 'answered', 'completed'] as const;
export type CallEventName = (typeof CALL_EVENT_NAMES)[number];

export type CallDirection = 'outbound' | 'inbound';

/** One party's part of a call. */
export interface CallLeg {
	/** The provider's identifier of the leg. */
	callUuid: string;
	party: 'contact' | 'agent' | 'thirdParty';
	/** Who was dialed: E.164, or the address as it was sent. */
	to?: string;
	/** The provider's word for how the leg stands, e.g. `answered` or `user_busy`. */
	status?: string;
	/** Final SIP response status of the leg. */
	sipStatus?: number;
}

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
	/** The provider's identifier of the call, as Place Call returned it; with `event` it is the deduplication key. */
	callUuid: string;
	/** The provider's second identifier of the same leg, where some of its callbacks name the call by it alone. */
	legId?: string;
	/** The provider's identifier of all legs of one conversation. */
	sessionId?: string;
	/** What Place Call sent along to find its own call again. */
	clientReference?: string;
	contactId?: string;
	/** The campaign that Place Call was given the call for. */
	campaign?: string;
	/** What Place Call sent along and the trunk echoed. */
	metadata?: Record<string, unknown>;
	/** Absent where this payload does not say. */
	direction?: CallDirection;
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
	/** The SIP reason phrase or `Reason` header, e.g. `User channel limit exceeded D1`. */
	sipReason?: string;
	/** Who ended the call, where the provider says so. */
	hangupSource?: string;
	/** The provider's own final word, kept as sent, e.g. `NO_ANSWER`. */
	providerStatus?: string;
	/** What picked up, where the trunk detects it. */
	answeredBy?: AnsweredBy;
	/** When the greeting of an answering machine ended with a beep. */
	beepAt?: string;
	/** The legs that the call consists of, where it has more than the contact's own. */
	legs?: CallLeg[];
	/** STIR/SHAKEN attestation of the caller ID, where the trunk reports it. */
	attestation?: 'A' | 'B' | 'C';
	/** Mean opinion score of the audio, 1 to 5, where the trunk measures it. */
	mos?: number;
	/** What the trunk charges for the call, as a positive number … */
	price?: number;
	/** … in this currency (ISO 4217). */
	currency?: string;
	/** A disposition that an agent entered at the provider; never a provider's default. */
	agentDisposition?: string;
	seatId?: string;
	agentId?: string;
	didId?: string;
	/** Private data: never logged, and dropped by a setting of the trigger. */
	recordingUrl?: string;
	recordingStatus?: 'ready' | 'absent' | 'failed';
	/** When this package received the event. */
	receivedAt: string;
	/** The provider's payload as received, only when the trigger is asked for it. */
	raw?: unknown;
}
