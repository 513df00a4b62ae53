import { randomUUID } from 'node:crypto';
import type { Moment, Notice, SimulatedCall } from '../../exchange';

export const CONNECTION_ID = '1494404757140276705';

/** A webhook's type, moment and payload. */
export interface Webhook {
	type: string;
	at: Date;
	payload: Record<string, unknown>;
}

/** https://developers.telnyx.com/api-reference/callbacks/call-hangup */
const CAUSES: Readonly<Record<string, string>> = Object.freeze({
	normal_clearing: 'normal_clearing',
	user_busy: 'user_busy',
	no_answer: 'no_answer',
	no_user_response: 'timeout',
	call_rejected: 'call_rejected',
	unallocated_number: 'not_found',
	originator_cancel: 'originator_cancel',
});

/** In every webhook of a leg; those of `WITHOUT_CONTROL_ID` name the leg by its other id alone. */
const shared = (call: SimulatedCall) => ({
	call_control_id: call.id,
	call_leg_id: call.sent.legId,
	call_session_id: call.sent.sessionId,
	client_state: call.sent.client_state ?? null,
	connection_id: CONNECTION_ID,
	from: call.from,
	to: call.to,
});
const WITHOUT_CONTROL_ID: ReadonlySet<string> = new Set([
	'call.recording.saved',
	'call.machine.greeting.ended',
	'call.machine.premium.call_screening.detected',
]);

const webhook = (call: SimulatedCall, type: string, at: Date, rest: Record<string, unknown>): Webhook => ({
	type,
	at,
	payload: {
		...shared(call),
		...(WITHOUT_CONTROL_ID.has(type) && { call_control_id: undefined }),
		...rest,
	},
});

/** https://developers.telnyx.com/api-reference/callbacks/call-hangup: neither a direction nor when it was answered. */
const hungUp = (call: SimulatedCall): Webhook =>
	webhook(call, 'call.hangup', call.endedAt as Date, {
		start_time: call.initiatedAt.toISOString(),
		state: 'hangup',
		hangup_cause: CAUSES[call.cause?.name ?? ''] ?? 'unspecified',
		hangup_source: call.answeredAt ? 'caller' : 'callee',
		sip_hangup_cause: String(call.cause?.sip),
		...(call.answeredAt && { call_quality_stats: { inbound: { mos: '4.50' }, outbound: {} } }),
	});

/** https://developers.telnyx.com/docs/voice/programmable-voice/answering-machine-detection */
function detected(call: SimulatedCall, at: Date): Webhook[] {
	const asked = String(call.sent.answering_machine_detection);
	const { answeredBy = 'human' } = call.scenario;
	if (!asked.startsWith('premium')) {
		const result = answeredBy === 'machine' ? 'machine' : answeredBy === 'fax' ? 'not_sure' : 'human';
		return [webhook(call, 'call.machine.detection.ended', at, { result })];
	}
	const ended = (result: string) => webhook(call, 'call.machine.premium.detection.ended', at, { result });
	const result = { machine: 'machine', fax: 'fax_detected', screening: 'human_residence', human: 'human_residence' };
	const screening = webhook(call, 'call.machine.premium.call_screening.detected', at, { result: 'screening' });
	// The assistant hangs up before anybody comes to the phone: what is there to judge again is silence.
	return asked === 'premium_ios_call_screening_detection' && answeredBy === 'screening'
		? [screening, ended('silence')]
		: [ended(result[answeredBy])];
}

function beep(call: SimulatedCall, at: Date): Webhook[] {
	const asked = String(call.sent.answering_machine_detection);
	const kind = { detect_beep: 'call.machine.greeting.ended', premium: 'call.machine.premium.greeting.ended' };
	const type = asked.startsWith('premium') ? kind.premium : asked === 'detect_beep' ? kind.detect_beep : undefined;
	return type ? [webhook(call, type, at, { result: 'beep_detected' })] : [];
}

const recorded = (call: SimulatedCall, at: Date, origin: string): Webhook =>
	webhook(call, 'call.recording.saved', at, {
		channels: call.sent.record_channels ?? 'dual',
		recording_started_at: call.answeredAt?.toISOString(),
		recording_ended_at: call.endedAt?.toISOString(),
		recording_urls: { wav: `${origin}/telnyx-storage/${String(call.sent.legId)}.wav` },
	});

/** What is reported at this moment. @param now in the call's own time */
export function webhooksOf(call: SimulatedCall, moment: Moment | Notice, now: Date, origin: string): Webhook[] {
	const started = { start_time: call.initiatedAt.toISOString() };
	if (moment === 'initiated')
		return [
			webhook(call, 'call.initiated', call.initiatedAt, {
				...started,
				direction: 'outgoing',
				state: 'bridging',
				shaken_stir_attestation: 'A',
			}),
		];
	if (moment === 'answered')
		return [webhook(call, 'call.answered', call.answeredAt as Date, { ...started, state: 'answered' })];
	if (moment === 'completed') return [hungUp(call)];
	if (moment === 'detected') return detected(call, now);
	if (moment === 'beep') return beep(call, now);
	return moment === 'recorded' && call.sent.record ? [recorded(call, now, origin)] : [];
}

/** The body of the delivery. */
export const bodyOf = ({ type, at, payload }: Webhook): string =>
	JSON.stringify({
		data: { record_type: 'event', event_type: type, id: randomUUID(), occurred_at: at.toISOString(), payload },
		meta: { attempt: 1 },
	});
