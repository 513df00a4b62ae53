/**
 * CAMARA Click to Dial against its specification:
 * https://github.com/camaraproject/ClickToDial/blob/main/code/API_definitions/click-to-dial.yaml
 * The names, patterns and lists below are its own.
 */
import { camara } from '../../nodes/domain/trunk/adapters/camara';
import type { EventReading, OutboundCall, TrunkRequest } from '../../nodes/domain/trunk/provider';
import { mapWith } from '../disposition/mapWith';
import { OUTBOUND_CALL, RECEIVED_AT, SETTINGS } from './fixture';

const CALL_ID = /^[A-Za-z0-9._~:-]{1,256}$/;
/** CAMARA_common.yaml, `PhoneNumber` and `XCorrelator`. */
const PHONE_NUMBER = /^\+[1-9][0-9]{4,14}$/;
const CORRELATOR = /^[a-zA-Z0-9-_:;./<>{}]{0,256}$/;
/** RFC 3339 section 5.6, with a time zone. */
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const STATES = ['initiating', 'callingCaller', 'callingCallee', 'connected', 'disconnected', 'failed'];
const REASONS = [
	'hangUp',
	'callerBusy',
	'callerNoAnswer',
	'callerFailure',
	'callerAbandon',
	'calleeBusy',
	'calleeNoAnswer',
	'calleeFailure',
	'other',
];

const id = '123e4567-e89b-12d3-a456-426614174000';
/** `CallStatusChangedEvent`: with `reason` and `callDuration` exactly where they are mandatory. */
const event = (state: string, reason?: string, callDuration = '0', callId = id) => ({
	id: '83a0d986-0866-4f38-b8c0-fc65bfcda452',
	source: 'https://api.example.com/click-to-dial',
	specversion: '1.0',
	datacontenttype: 'application/json',
	type: 'org.camaraproject.click-to-dial.v0.status-changed',
	time: '2026-06-04T09:17:45Z',
	data: {
		callId,
		caller: '+12025550143',
		callee: '+493012345678',
		status: { state, ...(state === 'disconnected' && { reason }) },
		...(state === 'disconnected' && { callDuration }),
		timestamp: '2026-06-04T09:17:45Z',
	},
});
const read = (body: unknown): EventReading =>
	camara.readEvent({ body, headers: {}, receivedAt: RECEIVED_AT }, SETTINGS);
const outcomeOf = (body: unknown): unknown => {
	const reading = read(body);
	if (reading.kind !== 'event') throw new Error(JSON.stringify(reading));
	return mapWith(reading.event).outcome;
};

test('CreateCallRequest: no other property at any depth', () => {
	const call: OutboundCall = { ...OUTBOUND_CALL, options: {} };
	const { method, path, headers = {}, body = {} } = camara.placeCall(call, SETTINGS) as TrunkRequest;
	expect([method, path]).toEqual(['POST', '/calls']);
	expect(Object.keys(body).sort()).toEqual(['callee', 'caller', 'recordingEnabled', 'sink', 'sinkCredential']);
	for (const party of [body.caller, body.callee] as Array<Record<string, string>>) {
		expect(Object.keys(party)).toEqual(['number']);
		expect(party.number).toMatch(PHONE_NUMBER);
	}
	const credential = body.sinkCredential as Record<string, string>;
	expect(Object.keys(credential).sort()).toEqual([
		'accessToken',
		'accessTokenExpiresUtc',
		'accessTokenType',
		'credentialType',
	]);
	expect(credential).toMatchObject({ credentialType: 'ACCESSTOKEN', accessTokenType: 'bearer' });
	expect(credential.accessTokenExpiresUtc).toMatch(DATE_TIME);
	expect(new URL(body.sink as string).protocol).toBe('https:');
	expect(headers['x-correlator']).toMatch(CORRELATOR);
});

test.each(['übung', 'a b', 'x'.repeat(257)])(
	'a reference that x-correlator does not take is left out: %s',
	(reference) => {
		const request = camara.placeCall({ ...OUTBOUND_CALL, clientReference: reference }, SETTINGS) as TrunkRequest;
		expect(request.headers ?? {}).not.toHaveProperty('x-correlator');
		expect(request.body?.sink).toContain(encodeURIComponent(reference).replace(/%20/g, '+'));
	},
);

test('every state is read: one of the four events, or what joins the call', () => {
	const kinds = STATES.map((state) => {
		const reading = read(event(state, 'other'));
		return reading.kind === 'event' ? reading.event.event : reading.kind;
	});
	expect(kinds).toEqual(['callUpdate', 'callUpdate', 'initiated', 'answered', 'completed', 'completed']);
});

test.each([
	['hangUp', '60', 'connected'],
	['callerBusy', '0', 'canceled'],
	['callerNoAnswer', '0', 'canceled'],
	['callerFailure', '0', 'canceled'],
	['callerAbandon', '0', 'canceled'],
	['calleeBusy', '0', 'busy'],
	['calleeNoAnswer', '0', 'noAnswer'],
	['calleeFailure', '0', 'unreachable'],
])('disconnected with %s after %s s is %s', (reason, seconds, outcome) => {
	expect(outcomeOf(event('disconnected', reason, seconds))).toBe(outcome);
});

test('no reason makes a call of 0 s a connected one', () => {
	for (const reason of REASONS) expect(outcomeOf(event('disconnected', reason, '0'))).not.toBe('connected');
	expect(outcomeOf(event('failed'))).not.toBe('connected');
});

/** `Call` */
const call = (status: string, callId = id) => ({
	callId,
	caller: { number: '+12025550143' },
	callee: { number: '+493012345678' },
	status,
	createdAt: '2026-06-04T09:14:22Z',
});

test('a UUID is the same call in upper and lower case, wherever it comes from', () => {
	const upper = id.toUpperCase();
	const placed = camara.readPlaced(call('initiating', upper), SETTINGS);
	const looked = camara.getCall?.read(call('connected', upper), RECEIVED_AT, SETTINGS);
	const read1 = read(event('connected', undefined, '0', upper));
	expect(placed).toMatchObject({ callUuid: id });
	expect(looked).toMatchObject({ callUuid: id });
	expect(read1).toMatchObject({ event: { callUuid: id } });
	expect(id).toMatch(CALL_ID);
});

test('a failed call that is looked up is what its event says', () => {
	const looked = camara.getCall?.read(call('failed'), RECEIVED_AT, SETTINGS);
	expect(mapWith(looked as never).outcome).toBe(outcomeOf(event('failed')));
});

test.each([
	['success', 'ready'],
	['noRecord', 'absent'],
	['fail', 'failed'],
])('RecordingResult %s is %s', (recordingResult, recordingStatus) => {
	const body = event('disconnected', 'hangUp', '60');
	expect(read({ ...body, data: { ...body.data, recordingResult } })).toMatchObject({ event: { recordingStatus } });
});

test('RecordingResource', () => {
	const body = { callId: id, content: 'UklGRg==', contentType: 'audio/mp3', generatedAt: '2026-06-04T09:18:00Z' };
	expect(camara.recording?.read(body, SETTINGS)).toMatchObject({
		ready: [{ kind: 'content', base64: 'UklGRg==', contentType: 'audio/mp3' }],
	});
});
