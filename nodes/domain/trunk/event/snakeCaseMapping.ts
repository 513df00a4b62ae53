import type { CallEventName } from '../../call/callEvent';
import type { Mapping } from './mappedEvent';

/**
 * Fields in snake_case and events as `call.completed`: UnlimCall's, and what a custom trunk starts from.
 * https://unlimcall.com/blog/webhooks-for-call-events-sip-trunk-crm/ shows the completed event and names the
 * other two; reference, contact and recording are echoed by some trunks.
 */
export const SNAKE_CASE_MAPPING: Omit<Mapping, 'provider'> = Object.freeze({
	paths: Object.freeze({
		event: 'event',
		callUuid: 'call_uuid',
		clientReference: 'client_reference',
		contactId: 'contact_id',
		metadata: 'metadata',
		direction: 'direction',
		from: 'from',
		to: 'to',
		initiatedAt: 'initiated_at',
		answeredAt: 'answered_at',
		endedAt: 'ended_at',
		durationSeconds: 'duration_seconds',
		hangupCause: 'hangup_cause',
		hangupCauseCode: 'hangup_cause_code',
		seatId: 'seat_id',
		didId: 'did_id',
		recordingUrl: 'recording_url',
		// Not printed there: read where they are sent.
		ringSeconds: 'ring_seconds',
		answeredBy: 'answered_by',
		sipStatus: 'sip_status',
		sipReason: 'sip_reason',
	}),
	words: new Map<string, CallEventName>([
		['call.initiated', 'initiated'],
		['call.ringing', 'ringing'],
		['call.answered', 'answered'],
		['call.completed', 'completed'],
	]),
});
