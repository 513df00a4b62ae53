/** What Telnyx really sends, and what must come of it. */
import { mapWith } from '../disposition/mapWith';
import type { CallEvent } from '../../nodes/domain/call/callEvent';
import { telnyx } from '../../nodes/domain/trunk/adapters/telnyx';
import type { EventReading } from '../../nodes/domain/trunk/provider';
import { CALL_HANGUP, GREETING_ENDED, RECORDING_SAVED, SCREENING_DETECTED } from './fixtures/telnyx/published';
import {
	AGENT,
	AGENT_LEG,
	answered,
	beeped,
	bridged,
	CONTACT,
	CONTACT_LEG,
	cost,
	detected,
	detectedByStandard,
	FROM,
	hungUp,
	initiated,
	OCCURRED,
} from './fixtures/telnyx/webhooks';

const RECEIVED_AT = new Date('2026-06-04T09:20:00.000Z');
const OURS = { clientReference: 'contact-7-attempt-1', contactId: 'contact-7', seatId: AGENT };
const iso = (time: string): string => new Date(time).toISOString();

const read = (body: unknown): EventReading => telnyx.readEvent({ body, headers: {}, receivedAt: RECEIVED_AT });
const eventOf = (body: unknown): CallEvent => {
	const reading = read(body);
	if (reading.kind !== 'event') throw new Error(JSON.stringify(reading));
	return reading.event;
};
const updateOf = (body: unknown) => {
	const reading = read(body);
	if (reading.kind !== 'callUpdate') throw new Error(JSON.stringify(reading));
	return reading;
};

describe('the published payloads', () => {
	test('call.hangup', () => {
		expect(eventOf(CALL_HANGUP)).toMatchObject({
			event: 'completed',
			callUuid: CALL_HANGUP.data.payload.call_control_id,
			legId: CALL_HANGUP.data.payload.call_leg_id,
			initiatedAt: '2018-02-02T22:20:27.521Z',
			endedAt: '2018-02-02T22:25:27.521Z',
			ringSeconds: 300,
			durationSeconds: 0,
			hangupCause: 'call_rejected',
			sipStatus: 603,
			mos: 4.5,
		});
	});

	test.each([
		[GREETING_ENDED, { answeredBy: 'machine' }],
		[SCREENING_DETECTED, { answeredBy: 'screening' }],
		[RECORDING_SAVED, { recordingStatus: 'ready', recordingUrl: 'http://example.com/recording.wav' }],
	])('%# join a call by its leg, since they have no call_control_id', (body, told) => {
		const { name, update } = updateOf(body);
		expect(name).toBe(body.data.event_type);
		expect(update).toMatchObject({
			...told,
			legId: body.data.payload.call_leg_id,
			occurredAt: iso(body.data.occurred_at),
		});
		expect(update).not.toHaveProperty('callUuid');
	});
});

describe('direction', () => {
	test('is told by call.initiated alone, or by our own state', () => {
		expect(eventOf(initiated()).direction).toBe('outbound');
		const incoming = initiated(undefined);
		expect(
			eventOf({ data: { ...incoming.data, payload: { ...incoming.data.payload, direction: 'incoming' } } }).direction,
		).toBe('inbound');
		expect(eventOf(answered(OURS)).direction).toBe('outbound');
	});

	test('is absent where nothing says it, so that an inbound call is not taken for an outbound one', () => {
		for (const body of [answered(), hungUp()]) expect(eventOf(body)).not.toHaveProperty('direction');
	});
});

describe('the end of a call', () => {
	test('does not tell the talk time of an answered one', () => {
		const event = eventOf(hungUp(OURS));
		expect(event).not.toHaveProperty('durationSeconds');
		expect(mapWith(event).outcome).toBe('connected');
	});

	test.each([
		['480', 'noAnswer'],
		['404', 'invalidNumber'],
		['487', 'canceled'],
		['503', 'congestion'],
		['486', 'busy'],
		['603', 'rejected'],
		['403 User channel limit exceeded D1', 'congestion'],
	])('normal_clearing with SIP %s is %s, not a connected call', (sip_hangup_cause, outcome) => {
		const event = eventOf(hungUp(OURS, { sip_hangup_cause }));
		expect(event.durationSeconds).toBe(0);
		expect(mapWith(event).outcome).toBe(outcome);
	});
});

describe('what picked up', () => {
	test.each([
		[detected('human_residence'), 'human', 'connected'],
		[detected('human_business'), 'human', 'connected'],
		[detected('machine'), 'machine', 'voicemail'],
		[detected('fax_detected'), 'fax', 'invalidNumber'],
		[detectedByStandard('machine'), 'machine', 'voicemail'],
		[detectedByStandard('human'), 'human', 'connected'],
		[SCREENING_DETECTED, 'screening', 'screenedByAssistant'],
	])('%#: joined to the end of the call it makes the outcome', (body, answeredBy, outcome) => {
		const { update } = updateOf(body);
		expect(update.answeredBy).toBe(answeredBy);
		expect(mapWith({ ...eventOf(hungUp(OURS)), answeredBy: update.answeredBy }).outcome).toBe(outcome);
	});

	test.each([detected('silence'), detected('not_sure'), detectedByStandard('not_sure')])('%# is not known', (body) => {
		expect(updateOf(body).update.answeredBy).toBe('unknown');
	});

	test('the beep has its time', () => {
		expect(updateOf(beeped()).update).toMatchObject({ answeredBy: 'machine', beepAt: iso(OCCURRED) });
	});

	test('a machine is hung up on when that was asked for, and only then', () => {
		const state = { ...OURS, onMachine: 'hangUp' as const };
		expect(updateOf(detected('machine', state)).followUp?.request).toEqual({
			method: 'POST',
			path: `/calls/${encodeURIComponent(CONTACT_LEG)}/actions/hangup`,
			body: { command_id: 'contact-7-attempt-1:machine' },
		});
		expect(updateOf(detected('fax_detected', state)).followUp).toBeDefined();
		for (const body of [detected('human_residence', state), detected('not_sure', state), detected('machine', OURS)])
			expect(updateOf(body).followUp).toBeUndefined();
	});
});

test('price, attestation and everything else joins the call by name', () => {
	expect(updateOf(cost(OURS)).update).toMatchObject({ callUuid: CONTACT_LEG, price: 0.036, currency: 'USD' });
	expect(eventOf(initiated()).attestation).toBe('A');
	expect(updateOf(bridged(OURS))).toMatchObject({ name: 'call.bridged', update: { callUuid: CONTACT_LEG, ...OURS } });
	expect(updateOf({ data: { ...bridged().data, event_type: 'call.brand.new' } }).name).toBe('call.brand.new');
});

describe('agent first', () => {
	const next = { party: 'contact' as const, to: CONTACT, from: FROM, ringTimeoutSeconds: 25 };
	const waiting = { ...OURS, party: 'agent' as const, next };
	const leg = { call_control_id: AGENT_LEG, to: AGENT };

	test('the agent’s answer rings the contact, and is no event of a call to a contact', () => {
		const { update, followUp } = updateOf(answered(waiting, leg));
		expect(update).toMatchObject({
			callUuid: AGENT_LEG,
			legs: [{ callUuid: AGENT_LEG, party: 'agent', to: AGENT, status: 'answered' }],
		});
		expect(followUp?.request).toMatchObject({
			path: `/calls/${encodeURIComponent(AGENT_LEG)}/actions/transfer`,
			body: { to: CONTACT, from: FROM, timeout_secs: 25, command_id: 'contact-7-attempt-1:contact' },
		});
	});

	test('a repeated answer does not ring the contact twice', () => {
		expect(updateOf(answered({ ...waiting, dialed: true }, leg)).followUp).toBeUndefined();
	});

	test.each([
		['user_busy', '486', 'caller_busy'],
		['timeout', 'unspecified', 'caller_no_answer'],
		['normal_clearing', '200', 'caller_abandon'],
		['call_rejected', '603', 'caller_failure'],
	])(
		'an agent who ends with %s before the contact is rung ends the call, on our side',
		(cause, sip, providerStatus) => {
			const event = eventOf(hungUp(waiting, { ...leg, hangup_cause: cause as 'user_busy', sip_hangup_cause: sip }));
			expect(event).toMatchObject({ event: 'completed', callUuid: AGENT_LEG, from: FROM, to: CONTACT, providerStatus });
			expect(event).not.toHaveProperty('sipStatus');
			expect(mapWith(event)).toMatchObject({ outcome: 'canceled', nextAction: 'none' });
		},
	);

	test('the contact’s leg is the call, under the UUID that Place Call returned', () => {
		const state = { ...OURS, party: 'contact' as const, call: AGENT_LEG };
		for (const body of [initiated(state), answered(state), hungUp(state)])
			expect(eventOf(body)).toMatchObject({
				callUuid: AGENT_LEG,
				to: CONTACT,
				contactId: 'contact-7',
				legs: [{ callUuid: CONTACT_LEG, party: 'contact' }],
			});
	});

	test('an agent whose contact did not answer is not left in silence', () => {
		const state = { ...OURS, party: 'contact' as const, call: AGENT_LEG };
		const reading = read(hungUp(state, { hangup_cause: 'user_busy', sip_hangup_cause: '486' }));
		expect(reading).toMatchObject({
			event: { event: 'completed', callUuid: AGENT_LEG },
			followUp: { request: { path: `/calls/${encodeURIComponent(AGENT_LEG)}/actions/hangup` } },
		});
		expect(read(hungUp(state))).not.toHaveProperty('followUp');
	});

	test('the agent’s hang-up after that joins the call, and does not end it twice', () => {
		expect(updateOf(hungUp({ ...waiting, dialed: true }, leg)).update).toMatchObject({ callUuid: AGENT_LEG });
	});
});

describe('contact first', () => {
	const next = { party: 'agent' as const, to: AGENT, from: FROM };

	test('the contact’s answer is an event, and rings the agent', () => {
		const reading = read(answered({ ...OURS, next }));
		expect(reading).toMatchObject({
			kind: 'event',
			event: { event: 'answered', callUuid: CONTACT_LEG },
			followUp: { request: { body: { to: AGENT } }, purpose: 'ring the agent' },
		});
	});

	test('an agent’s leg is never a call to a contact: not missed, not answered', () => {
		const state = { ...OURS, party: 'agent' as const, call: CONTACT_LEG };
		for (const body of [
			initiated(state, { call_control_id: AGENT_LEG, to: AGENT }),
			answered(state, { call_control_id: AGENT_LEG, to: AGENT }),
			hungUp(state, { call_control_id: AGENT_LEG, to: AGENT, hangup_cause: 'timeout', sip_hangup_cause: '487' }),
		])
			expect(updateOf(body).update).toMatchObject({ callUuid: CONTACT_LEG, legs: [{ party: 'agent', to: AGENT }] });
	});

	test('a contact whom no agent answers is not left in silence', () => {
		const state = { ...OURS, party: 'agent' as const, call: CONTACT_LEG };
		const lost = updateOf(
			hungUp(state, { call_control_id: AGENT_LEG, hangup_cause: 'user_busy', sip_hangup_cause: '486' }),
		);
		expect(lost.followUp?.request.path).toBe(`/calls/${encodeURIComponent(CONTACT_LEG)}/actions/hangup`);
		expect(updateOf(hungUp(state, { call_control_id: AGENT_LEG })).followUp).toBeUndefined();
	});

	test('a third party of Transfer says by its state whose call it belongs to', () => {
		const request = telnyx.transfer?.({ callUuid: CONTACT_LEG, to: AGENT }, {}) as { body: Record<string, string> };
		const state = JSON.parse(Buffer.from(request.body.target_leg_client_state, 'base64').toString());
		expect(updateOf(answered(state, { call_control_id: AGENT_LEG, to: AGENT })).update).toMatchObject({
			callUuid: CONTACT_LEG,
			legs: [{ callUuid: AGENT_LEG, party: 'thirdParty' }],
		});
	});
});
