import { twilio } from '../../nodes/domain/trunk/adapters/twilio';
import type { EventReading, OutboundCall, TrunkRequest } from '../../nodes/domain/trunk/provider';
import { mapWith } from '../disposition/mapWith';
import { RECEIVED_AT } from './fixture';
import {
	ACCOUNT,
	AGENT,
	CHILD,
	childStatus,
	CONTACT,
	detected,
	FROM,
	PARENT,
	recorded,
	status,
	transcribed,
} from './fixtures/twilio/callbacks';

const SETTINGS = { accessToken: 'token', twilioAccountSid: ACCOUNT, twilioVoiceUrl: 'https://example.com/voice.xml' };
const OURS = { clientReference: 'contact-7-attempt-1', contactId: 'contact-7' };

const read = (body: unknown, query: Record<string, string> = {}): EventReading =>
	twilio.readEvent({ body, headers: {}, query, receivedAt: RECEIVED_AT }, SETTINGS);
const eventOf = (body: unknown, query?: Record<string, string>) => {
	const reading = read(body, query);
	if (reading.kind !== 'event') throw new Error(JSON.stringify(reading));
	return reading.event;
};
const updateOf = (body: unknown, query?: Record<string, string>) => {
	const reading = read(body, query);
	if (reading.kind !== 'callUpdate') throw new Error(JSON.stringify(reading));
	return reading;
};

test('the answer’s time follows from the end and the duration, so that the call record has it', () => {
	expect(eventOf(status('completed', { CallDuration: '196' }))).toMatchObject({
		answeredAt: '2026-06-04T09:14:29.000Z',
		endedAt: '2026-06-04T09:17:45.000Z',
		durationSeconds: 196,
	});
	const busy = eventOf(status('busy', { CallDuration: '2' }));
	expect(busy).toMatchObject({ durationSeconds: 0 });
	expect(busy).not.toHaveProperty('answeredAt');
	expect(eventOf(status('completed', { CallDuration: undefined }))).not.toHaveProperty('answeredAt');
});

test('an unlisted status with a duration ends the call; without one it joins it', () => {
	expect(eventOf(status('rejected', { CallDuration: '0' }))).toMatchObject({
		event: 'completed',
		providerStatus: 'rejected',
	});
	expect(updateOf(status('queueing'))).toMatchObject({ name: 'queueing', update: { callUuid: PARENT } });
});

describe('machine detection beside the call', () => {
	test.each([
		['human', 'human'],
		['machine_start', 'machine'],
		['machine_end_beep', 'machine'],
		['machine_end_silence', 'machine'],
		['machine_end_other', 'machine'],
		['fax', 'fax'],
		['unknown', 'unknown'],
	])('%s is %s', (word, answeredBy) => {
		const { name, update, followUp } = updateOf(detected(word), OURS);
		expect(name).toBe(`answered by ${word}`);
		expect(update).toMatchObject({ callUuid: PARENT, answeredBy, ...OURS });
		expect(followUp).toBeUndefined();
	});

	test('the beep has a time', () => {
		expect(updateOf(detected('machine_end_beep')).update.beepAt).toBe(RECEIVED_AT.toISOString());
		expect(updateOf(detected('machine_end_silence')).update).not.toHaveProperty('beepAt');
	});

	test.each(['machine_start', 'machine_end_beep', 'fax'])('on %s it hangs up, where it was told to', (word) => {
		expect(updateOf(detected(word), { ...OURS, onMachine: 'hangUp' }).followUp?.request).toEqual({
			method: 'POST',
			path: `/2010-04-01/Accounts/${ACCOUNT}/Calls/${PARENT}.json`,
			form: true,
			body: { Status: 'completed' },
		});
	});

	test.each(['human', 'unknown'])('on %s it never does', (word) => {
		expect(updateOf(detected(word), { ...OURS, onMachine: 'hangUp' }).followUp).toBeUndefined();
	});
});

test.each([
	['completed', 'ready'],
	['absent', 'absent'],
	['failed', 'failed'],
])('a recording that is %s is %s', (word, recordingStatus) => {
	expect(updateOf(recorded(word), OURS)).toMatchObject({
		name: `recording ${word}`,
		update: { callUuid: PARENT, recordingStatus, recordingUrl: expect.stringContaining('/Recordings/RE0') },
	});
});

test('what is none of the four events is acknowledged by its name', () => {
	expect(updateOf(transcribed)).toMatchObject({ name: 'transcription-stopped', update: { callUuid: PARENT } });
	expect(updateOf({ CallSid: PARENT, Brand: 'new' }).name).toBe('unnamed');
});

test.each([
	[{ StirStatus: 'B' }, 'B'],
	[{ StirVerstat: 'TN-Validation-Passed-A' }, 'A'],
	[{ StirVerstat: 'TN-Validation-Failed' }, undefined],
])('attestation %j is %s', (fields, attestation) => {
	expect(eventOf(status('initiated', fields)).attestation).toBe(attestation);
});

test('a looked-up call has its price, and a list no legs', () => {
	const row = { sid: PARENT, status: 'completed', direction: 'outbound-api', from: FROM, to: CONTACT, duration: '10' };
	const call = twilio.getCall?.read({ ...row, price: '-0.03000', price_unit: 'USD' }, RECEIVED_AT, SETTINGS);
	expect(call).toMatchObject({ price: 0.03, currency: 'USD' });
	const list = { calls: [row, { ...row, sid: CHILD, parent_call_sid: PARENT }] };
	expect(twilio.listCalls?.read(list, RECEIVED_AT, SETTINGS)).toMatchObject({ items: [{ callUuid: PARENT }] });
});

/** The query that the callback URL of a placed call has. */
function queryOf(call: Partial<OutboundCall>, pick: (body: Record<string, string>) => string): Record<string, string> {
	const full = { from: FROM, to: CONTACT, ...OURS, eventUrl: 'https://n8n.example.com/webhook/a', ...call };
	const { body } = twilio.placeCall(full, SETTINGS) as TrunkRequest;
	return Object.fromEntries(new URL(pick(body as Record<string, string>)).searchParams);
}
const inTwiml = (attribute: string) => (body: Record<string, string>) =>
	(new RegExp(` ${attribute}="([^"]*)"`).exec(body.Twiml)?.[1] ?? '').replace(/&#(\d+);/g, (_entity, code: string) =>
		String.fromCharCode(Number(code)),
	);

describe('agent first', () => {
	const ofAgent = queryOf({ seatId: AGENT }, ({ StatusCallback }) => StatusCallback);
	const ofContact = queryOf({ seatId: AGENT }, inTwiml('statusCallback'));
	const agent = { To: AGENT };

	test('the agent’s leg is no call to a contact while it rings and talks', () => {
		for (const word of ['initiated', 'ringing', 'in-progress'])
			expect(updateOf(status(word, agent), ofAgent).update).toMatchObject({
				callUuid: PARENT,
				...OURS,
				legs: [{ callUuid: PARENT, party: 'agent', to: AGENT, status: word }],
			});
	});

	test.each([
		['busy', '2', 'caller_busy'],
		['no-answer', '0', 'caller_no_answer'],
		['failed', '0', 'caller_failure'],
		['canceled', '0', 'canceled'],
		['completed', '1', 'caller_failure'],
	])('an agent’s leg that is %s ends the call on our side, and the contact was never rung', (word, duration, said) => {
		const event = eventOf(status(word, { ...agent, CallDuration: duration, SipResponseCode: '486' }), ofAgent);
		expect(event).toMatchObject({
			event: 'completed',
			callUuid: PARENT,
			from: FROM,
			to: CONTACT,
			durationSeconds: 0,
			providerStatus: said,
			...OURS,
		});
		expect(event).not.toHaveProperty('sipStatus');
		expect(mapWith(event)).toMatchObject({ outcome: 'canceled' });
	});

	test('the contact’s leg is the call, under the SID that Place Call returned', () => {
		const events = ['initiated', 'ringing', 'in-progress'].map((word) => eventOf(childStatus(word), ofContact));
		const end = eventOf(childStatus('completed', { CallDuration: '60' }), ofContact);
		expect([...events, end].map(({ event }) => event)).toEqual(['initiated', 'ringing', 'answered', 'completed']);
		for (const event of [...events, end])
			expect(event).toMatchObject({
				callUuid: PARENT,
				to: CONTACT,
				seatId: AGENT,
				...OURS,
				legs: [{ callUuid: CHILD, party: 'contact' }],
			});
		expect(end.durationSeconds).toBe(60);
	});

	test('the end of the agent’s leg after that joins the call, and does not end it twice', () => {
		const end = updateOf(status('completed', { ...agent, CallDuration: '70' }), ofAgent);
		expect(end).toMatchObject({ name: 'agent completed', update: { callUuid: PARENT } });
	});

	test('a machine that picked up is that of the contact’s leg, which alone is hung up', () => {
		const options = { machineDetection: 'async' as const, onMachine: 'hangUp' as const };
		const query = queryOf({ seatId: AGENT, options }, inTwiml('amdStatusCallback'));
		const { update, followUp } = updateOf(detected('machine_start', CHILD), query);
		expect(update).toMatchObject({ legId: CHILD, answeredBy: 'machine', ...OURS });
		expect(update).not.toHaveProperty('callUuid');
		expect(followUp?.request.path).toContain(`/Calls/${CHILD}.json`);
	});
});

describe('contact first', () => {
	const call = { seatId: AGENT, options: { ringsFirst: 'contact' as const } };
	const ofAgent = queryOf(call, inTwiml('statusCallback'));

	test('the agent’s leg joins the call, whatever becomes of it', () => {
		for (const word of ['in-progress', 'completed', 'busy', 'no-answer', 'failed'])
			expect(updateOf(childStatus(word, { To: AGENT }), ofAgent).update).toMatchObject({
				callUuid: PARENT,
				legs: [{ callUuid: CHILD, party: 'agent', to: AGENT, status: word }],
			});
	});

	test('a leg that other instructions have dialed is not taken for a call', () => {
		expect(updateOf(childStatus('completed', { CallDuration: '5' })).update).toMatchObject({
			callUuid: PARENT,
			legs: [{ callUuid: CHILD, party: 'thirdParty' }],
		});
	});
});
