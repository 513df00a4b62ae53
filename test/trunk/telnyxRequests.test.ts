/** Our requests against those that Telnyx's own SDK sends, captured from it. */
import Telnyx from 'telnyx';
import { telnyx } from '../../nodes/domain/trunk/adapters/telnyx';
import { decodeState, encodeState } from '../../nodes/domain/trunk/adapters/telnyx/clientState';
import { ringNext } from '../../nodes/domain/trunk/adapters/telnyx/placeCall';
import type { CallOptions, OutboundCall, TrunkRequest } from '../../nodes/domain/trunk/provider';
import { captureHttp } from './captureHttp';
import { AGENT, AGENT_LEG, CONTACT, CONTACT_LEG, FROM } from './fixtures/telnyx/webhooks';

const SETTINGS = { accessToken: 'KEY', telnyxConnectionId: '1494404757140276705' };
const CALL: OutboundCall = { from: FROM, to: CONTACT, clientReference: 'contact-7-attempt-1' };
const ALL_OPTIONS: CallOptions = {
	machineDetection: 'premiumScreening',
	onMachine: 'hangUp',
	timeLimitSeconds: 600,
	callerName: 'Acme Sales',
	sipHeaders: { 'X-Campaign': 'spring' },
	sendDigits: 'ww200#',
	recordingChannels: 'dual',
};

let capture: Awaited<ReturnType<typeof captureHttp>>;
let client: Telnyx;
beforeAll(async () => {
	capture = await captureHttp({ data: {} });
	client = new Telnyx({ apiKey: 'KEY', baseURL: `${capture.origin}/v2`, maxRetries: 0 });
});
afterAll(async () => await capture.stop());
beforeEach(() => (capture.requests.length = 0));

/** What the SDK has sent, in the shape of our request. */
function sent(): TrunkRequest & { authorization: unknown } {
	const [{ method, url, body, headers }] = capture.requests;
	return {
		method: method as TrunkRequest['method'],
		path: url.replace(/^\/v2/, ''),
		body: JSON.parse(body) as Record<string, unknown>,
		authorization: headers.authorization,
	};
}
/** A colon may stand encoded in a path or not (RFC 3986 section 3.3). */
const ours = (request: unknown) => ({
	...(request as TrunkRequest),
	path: decodeURIComponent((request as TrunkRequest).path),
	authorization: telnyx.authorize(SETTINGS).Authorization,
});
const place = (call: Partial<OutboundCall>) => telnyx.placeCall({ ...CALL, ...call }, SETTINGS) as TrunkRequest;

test('Dial, with every option', async () => {
	const call = {
		ringTimeoutSeconds: 25,
		record: true,
		eventUrl: 'https://n8n.example.com/webhook/a',
		options: ALL_OPTIONS,
	};
	await client.calls.dial({
		connection_id: SETTINGS.telnyxConnectionId,
		from: FROM,
		to: CONTACT,
		timeout_secs: 25,
		time_limit_secs: 600,
		// The SDK's types do not know this value yet; its API reference does.
		answering_machine_detection: 'premium_ios_call_screening_detection' as 'premium',
		from_display_name: 'Acme Sales',
		custom_headers: [{ name: 'X-Campaign', value: 'spring' }],
		send_digits_on_answer: 'ww200#',
		record: 'record-from-answer',
		record_channels: 'dual',
		client_state: encodeState({ clientReference: CALL.clientReference, onMachine: 'hangUp' }),
		command_id: CALL.clientReference,
		webhook_url: 'https://n8n.example.com/webhook/a',
		webhook_url_method: 'POST',
	});
	expect(ours(place(call))).toEqual(sent());
});

test.each([
	[{ machineDetection: 'async' as const }, 'detect' as const],
	[{ machineDetection: 'async' as const, detectBeep: true }, 'detect_beep' as const],
	[{ machineDetection: 'premium' as const, detectBeep: true }, 'premium' as const],
])('detection %j', async (options, answering_machine_detection) => {
	await client.calls.dial({
		connection_id: SETTINGS.telnyxConnectionId,
		from: FROM,
		to: CONTACT,
		answering_machine_detection,
		client_state: encodeState({ clientReference: CALL.clientReference }),
		command_id: CALL.clientReference,
	});
	expect(ours(place({ options }))).toEqual(sent());
});

test('agent first: the agent is dialed, and only the agent', async () => {
	const options = { ...ALL_OPTIONS, ringsFirst: 'agent' as const, machineDetection: 'premium' as const };
	const request = place({ seatId: AGENT, ringTimeoutSeconds: 20, options });
	await client.calls.dial({
		connection_id: SETTINGS.telnyxConnectionId,
		from: FROM,
		to: AGENT,
		timeout_secs: 20,
		client_state: request.body?.client_state as string,
		command_id: CALL.clientReference,
	});
	expect(ours(request)).toEqual(sent());
	const state = decodeState(request.body?.client_state);
	expect(state).toMatchObject({ party: 'agent', next: { party: 'contact', to: CONTACT, from: FROM } });

	capture.requests.length = 0;
	const follow = ringNext(AGENT_LEG, state, state.next as NonNullable<typeof state.next>);
	await client.calls.actions.transfer(AGENT_LEG, {
		to: CONTACT,
		from: FROM,
		timeout_secs: 20,
		time_limit_secs: 600,
		answering_machine_detection: 'premium',
		from_display_name: 'Acme Sales',
		custom_headers: [{ name: 'X-Campaign', value: 'spring' }],
		send_digits_on_answer: 'ww200#',
		client_state: encodeState({ ...state, dialed: true }),
		target_leg_client_state: encodeState({
			clientReference: CALL.clientReference,
			seatId: AGENT,
			party: 'contact',
			call: AGENT_LEG,
			onMachine: 'hangUp',
		}),
		command_id: 'contact-7-attempt-1:contact',
	});
	expect(ours(follow)).toEqual(sent());
});

test('agent first: the call is recorded once both are there, on the leg whose id the call has', async () => {
	const request = place({ seatId: AGENT, record: true, options: { recordingChannels: 'mono' } });
	expect(request.body).not.toHaveProperty('record');
	const state = decodeState(request.body?.client_state);
	const follow = ringNext(AGENT_LEG, state, state.next as NonNullable<typeof state.next>);
	expect(follow.body).not.toHaveProperty('record');
	const body = {
		data: {
			event_type: 'call.answered',
			payload: { call_control_id: CONTACT_LEG, client_state: follow.body?.target_leg_client_state },
		},
	};
	const reading = telnyx.readEvent({ body, headers: {}, receivedAt: new Date(0) }, SETTINGS);
	await client.calls.actions.startRecording(AGENT_LEG, {
		channels: 'single',
		format: 'wav',
		command_id: 'contact-7-attempt-1:record',
	});
	expect(ours('followUp' in reading && reading.followUp?.request)).toEqual(sent());
});

test('the detection of screening assistants, which Transfer does not document, is not asked of it', () => {
	const options = { machineDetection: 'premiumScreening' as const };
	expect(telnyx.placeCall({ ...CALL, seatId: AGENT, options }, SETTINGS)).toMatchObject({
		kind: 'invalid',
		rule: expect.stringContaining('Rings First'),
	});
	expect(place({ seatId: AGENT, options: { ...options, ringsFirst: 'contact' } }).body).toMatchObject({ to: CONTACT });
});

test('a seat that is only a name is not dialed', () => {
	expect(place({ seatId: 'seat_0481ab' }).body).toMatchObject({ to: CONTACT });
	expect(decodeState(place({ seatId: 'seat_0481ab' }).body?.client_state)).not.toHaveProperty('next');
});

test('Transfer, to a SIP address, too', async () => {
	for (const to of [AGENT, 'sip:ada@pbx.example.com']) {
		capture.requests.length = 0;
		const state = encodeState({ party: 'thirdParty', call: CONTACT_LEG });
		await client.calls.actions.transfer(CONTACT_LEG, { to, from: FROM, target_leg_client_state: state });
		expect(ours(telnyx.transfer?.({ callUuid: CONTACT_LEG, to, from: FROM }, SETTINGS))).toEqual(sent());
	}
});

test('Hang Up', async () => {
	await client.calls.actions.hangup(CONTACT_LEG, {});
	expect(ours(telnyx.hangUp?.(CONTACT_LEG, SETTINGS))).toEqual(sent());
});

test('Get, and the recordings of a call', async () => {
	await client.calls.retrieveStatus(CONTACT_LEG).catch(() => undefined);
	const get = telnyx.getCall?.request(CONTACT_LEG, SETTINGS) as TrunkRequest;
	expect(capture.requests[0]).toMatchObject({ method: get.method, url: `/v2${decodeURIComponent(get.path)}` });
	capture.requests.length = 0;
	await client.recordings.list({ filter: { call_control_id: CONTACT_LEG } });
	const list = telnyx.recording?.request(CONTACT_LEG, SETTINGS) as TrunkRequest;
	const query = new URLSearchParams(list.query as Record<string, string>);
	expect([...new URL(capture.requests[0].url, capture.origin).searchParams]).toEqual([...query]);
});
