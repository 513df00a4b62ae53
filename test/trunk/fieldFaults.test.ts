/**
 * What was found wrong with real trunks, each as a test of its own. Payloads have the fields that the vendors publish;
 * their addresses stand in `fixtures/`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallEvent } from '../../nodes/domain/call/callEvent';
import { providers } from '../../nodes/domain/trunk';
import type { OutboundCall, TrunkRequest } from '../../nodes/domain/trunk/provider';
import { mapWith } from '../disposition/mapWith';
import { RECEIVED_AT } from './fixture';

const SETTINGS = {
	accessToken: 'token',
	telnyxConnectionId: '1494404757140276705',
	twilioAccountSid: 'AC0123456789abcdef0123456789abcdef',
};
const [FROM, CONTACT, AGENT] = ['+12025550143', '+493012345678', '+493098765432'];
const CALL: OutboundCall = {
	from: FROM,
	to: CONTACT,
	seatId: AGENT,
	clientReference: 'contact-7-attempt-1',
	contactId: 'contact-7',
	eventUrl: 'https://n8n.example.com/webhook/a',
};

const read = (id: string, body: unknown, query = {}, settings: Record<string, unknown> = SETTINGS) =>
	providers[id].readEvent({ body, headers: {}, query, receivedAt: RECEIVED_AT }, settings) as {
		kind: string;
		event: CallEvent;
		update?: Partial<CallEvent>;
	};
const place = (id: string, call: Partial<OutboundCall> = {}) =>
	(providers[id].placeCall({ ...CALL, ...call }, SETTINGS) as TrunkRequest).body as Record<string, string>;

describe('Telnyx', () => {
	const webhook = (event_type: string, payload: object) => ({
		data: {
			record_type: 'event',
			event_type,
			id: '0ccc7b54-4df3-4bca-a65a-3da1ecc777f0',
			occurred_at: '2026-06-04T09:17:45.123456Z',
			payload: {
				call_control_id: 'v3:contact-leg',
				call_leg_id: '428c31b6-7af4-4bcb-b7f5-5013ef9657c1',
				call_session_id: '428c31b6-abf3-3bc1-b7f4-5013ef9657c1',
				connection_id: '1494404757140276705',
				from: FROM,
				to: CONTACT,
				...payload,
			},
		},
	});
	const hungUp = (hangup_cause: string, sip_hangup_cause: string) =>
		webhook('call.hangup', {
			state: 'hangup',
			start_time: '2026-06-04T09:14:22.000000Z',
			hangup_cause,
			hangup_source: 'callee',
			sip_hangup_cause,
		});

	test.each(['call.answered', 'call.hangup'])('%s has no direction, so it is not taken for outbound', (type) => {
		expect(read('telnyx', webhook(type, { hangup_cause: 'normal_clearing' })).event.direction).toBeUndefined();
	});

	test('a detection is not ignored', () => {
		const reading = read('telnyx', webhook('call.machine.detection.ended', { result: 'machine' }));
		expect(reading.update).toMatchObject({ answeredBy: 'machine' });
	});

	test('a transferred leg tells that it is one, and its events are none of a call to a contact', () => {
		const { body } = providers.telnyx.transfer?.({ callUuid: 'v3:contact-leg', to: AGENT }, SETTINGS) as TrunkRequest;
		const state = { client_state: body?.target_leg_client_state, call_control_id: 'v3:agent-leg', to: AGENT };
		for (const type of ['call.initiated', 'call.answered', 'call.hangup'])
			expect(read('telnyx', webhook(type, { ...state, hangup_cause: 'timeout' })).kind).not.toBe('event');
	});

	test.each(['480', '404', '487', '503'])('normal_clearing with SIP %s is no connected call', (sip) => {
		expect(mapWith(read('telnyx', hungUp('normal_clearing', sip)).event).outcome).not.toBe('connected');
	});

	test('a limit of our channels is not the contact’s refusal', () => {
		const { event } = read('telnyx', hungUp('call_rejected', '403 User channel limit exceeded D1'));
		expect(mapWith(event).outcome).toBe('congestion');
	});

	test('nobody hears silence until somebody is connected: the agent is rung first', () => {
		expect(place('telnyx').to).toBe(AGENT);
	});
});

describe('Twilio', () => {
	const SID = 'CA0123456789abcdef0123456789abcde1';
	const callback = (fields: object) => ({ CallSid: SID, AccountSid: SETTINGS.twilioAccountSid, ...fields });
	const status = (CallStatus: string, fields: object = {}) =>
		callback({
			CallStatus,
			From: FROM,
			To: CONTACT,
			Direction: 'outbound-api',
			Timestamp: 'Thu, 04 Jun 2026 09:17:45 +0000',
			...fields,
		});

	test('the callback of a detection beside the call is not refused', () => {
		const reading = read('twilio', callback({ AnsweredBy: 'machine_start', MachineDetectionDuration: '4153' }));
		expect(reading.update).toMatchObject({ callUuid: SID, answeredBy: 'machine' });
	});

	test('the end says when the call was answered', () => {
		expect(read('twilio', status('completed', { CallDuration: '196' })).event.answeredAt).toBe(
			'2026-06-04T09:14:29.000Z',
		);
	});

	test('the seat is in the events', () => {
		const url = /statusCallback="([^"]*)"/.exec(place('twilio').Twiml)?.[1] ?? place('twilio').StatusCallback;
		const query = Object.fromEntries(new URL(url.replace(/&#38;/g, '&')).searchParams);
		expect(read('twilio', status('ringing'), query).event.seatId).toBe(AGENT);
	});

	test('no-answer with SIP 408 is nobody who answered', () => {
		const { event } = read('twilio', status('no-answer', { CallDuration: '0', SipResponseCode: '408' }));
		expect(mapWith(event).outcome).toBe('noAnswer');
	});

	test('a leg that was dialed is no call of its own', () => {
		const leg = {
			CallSid: 'CA0123456789abcdef0123456789abcde2',
			ParentCallSid: SID,
			Direction: 'outbound-dial',
			To: AGENT,
		};
		expect(read('twilio', status('no-answer', { ...leg, CallDuration: '0' })).kind).not.toBe('event');
	});

	test('no contact waits while the agent rings', () => {
		expect(place('twilio').To).toBe(AGENT);
	});

	test('it is said which product this is, and that nothing comes without an event URL', () => {
		const page = readFileSync(join(__dirname, '../../docs/providers/twilio.md'), 'utf8');
		expect(page).toContain('Elastic SIP Trunking is another product');
		expect(providers.twilio).toMatchObject({ eventUrl: { without: 'nothing' } });
	});
});

test('GoHighLevel: its Ed25519 signature is the one that its workflow checks', () => {
	const workflow = readFileSync(join(__dirname, '../../workflows/gohighlevel-in.json'), 'utf8');
	expect(workflow).toContain('"header": "x-ghl-signature"');
	expect(workflow).toContain('"algorithm": "ed25519"');
});

test('GoHighLevel: another location’s delivery is not let in', () => {
	const settings = {
		customEventNames: '{"CALL": "completed"}',
		customEventFields: '{"event": "messageType", "callUuid": "messageId"}',
		customRequiredValues: '{"locationId": "ours"}',
	};
	const body = { messageType: 'CALL', messageId: 'nTXBPP1ozdPjfeO4mVPZ', locationId: 'theirs' };
	expect(read('custom', body, {}, settings).kind).toBe('invalid');
	expect(read('custom', { ...body, locationId: 'ours' }, {}, settings).kind).toBe('event');
});

test.each(['CONGESTION', 'CHANUNAVAIL', 'REJECTED'])(
	'Intellicall: the unlisted final status %s ends the call',
	(status) => {
		const body = {
			call_id: '5deb67aa-d54d-4536-9a25-a29813b3bddd',
			uuid: 'contact-7-attempt-1',
			status,
			duration: 0,
			customer_number: '9876543210',
			agent_number: '9876543211',
			direction: 'outbound',
			start_time: '2026-06-04T09:14:22Z',
			end_time: '2026-06-04T09:14:30Z',
		};
		expect(read('intellicall', body)).toMatchObject({
			kind: 'event',
			event: { event: 'completed', providerStatus: status },
		});
	},
);

describe('CAMARA', () => {
	const ID = '123E4567-E89B-12D3-A456-426614174000';
	const data = { callId: ID, caller: FROM, callee: CONTACT, timestamp: '2026-06-04T09:17:45Z' };
	const event = (status: object, rest: object = {}) => ({
		type: 'org.camaraproject.click-to-dial.v0.status-changed',
		data: { ...data, status, ...rest },
	});
	const call = { callId: ID, caller: { number: FROM }, callee: { number: CONTACT }, createdAt: '2026-06-04T09:14:22Z' };

	test('a call id in upper case is one call: Place Call gives it as the trigger does', () => {
		const placed = providers.camara.readPlaced({ ...call, status: 'initiating' }, SETTINGS);
		expect(placed).toMatchObject({ callUuid: ID.toLowerCase() });
		expect(read('camara', event({ state: 'connected' })).event.callUuid).toBe(ID.toLowerCase());
	});

	test('a failed call that is looked up says what its event says', () => {
		const looked = providers.camara.getCall?.read({ ...call, status: 'failed' }, RECEIVED_AT, SETTINGS);
		expect(mapWith(looked as CallEvent).outcome).toBe(
			mapWith(read('camara', event({ state: 'failed' })).event).outcome,
		);
	});
});

describe('any trunk', () => {
	const completed = {
		event: 'call.completed',
		call_uuid: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
		from: FROM,
		to: CONTACT,
		initiated_at: '2026-06-04T09:14:22.000Z',
		ended_at: '2026-06-04T09:14:52.000Z',
	};

	test.each([0, '0', '0001-01-01T00:00:00Z', '', null])('answered at %j is not answered', (answered_at) => {
		for (const id of ['unlimCall', 'custom']) {
			const { event } = read(id, { ...completed, answered_at, duration_seconds: 0, hangup_cause_code: 19 });
			expect(event).not.toHaveProperty('answeredAt');
			expect(mapWith(event).outcome).toBe('noAnswer');
		}
	});

	test('a custom trunk has all that a trunk can tell, and a country', () => {
		const settings = {
			customDefaultCountry: 'DE',
			customEventFields: '{"sipReason": "reason", "answeredBy": "amd", "ringSeconds": "rang"}',
		};
		const { event } = read(
			'custom',
			{ ...completed, to: '030 12345678', reason: 'Busy Here', amd: 'machine', rang: 9 },
			{},
			settings,
		);
		expect(event).toMatchObject({ sipReason: 'Busy Here', answeredBy: 'machine', ringSeconds: 9, to: '+493012345678' });
	});

	test.each([142, 700, 825])('FreeSWITCH’s own code %d is kept', (hangup_cause_code) => {
		expect(read('custom', { ...completed, hangup_cause_code }).event.hangupCauseCode).toBe(hangup_cause_code);
	});
});
