/** Our requests against those that Twilio's own SDK sends, captured from it, and our TwiML against its library's. */
import twilioSdk from 'twilio';
import RequestClient from 'twilio/lib/base/RequestClient';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import type { CallListInstanceCreateOptions } from 'twilio/lib/rest/api/v2010/account/call';
import { twilio } from '../../nodes/domain/trunk/adapters/twilio';
import type { CallOptions, OutboundCall, TrunkRequest } from '../../nodes/domain/trunk/provider';
import { captureHttp } from './captureHttp';
import { ACCOUNT, AGENT, CONTACT, FROM, PARENT } from './fixtures/twilio/callbacks';

const SETTINGS = { accessToken: 'token', twilioAccountSid: ACCOUNT, twilioVoiceUrl: 'https://example.com/voice.xml' };
const EVENT_URL = 'https://n8n.example.com/webhook/a#rc=3&rp=all';
const CALL: OutboundCall = {
	from: FROM,
	to: CONTACT,
	clientReference: 'contact-7-attempt-1',
	contactId: 'contact-7',
	eventUrl: EVENT_URL,
	ringTimeoutSeconds: 25,
};
const EVENTS = ['initiated', 'ringing', 'answered', 'completed'];
const BASE = 'https://n8n.example.com/webhook/a?clientReference=contact-7-attempt-1&contactId=contact-7';
const url = (more = ''): string => `${BASE}${more}#rc=3&rp=all`;
const seat = encodeURIComponent(AGENT);

let capture: Awaited<ReturnType<typeof captureHttp>>;
let client: ReturnType<typeof twilioSdk>;
beforeAll(async () => {
	capture = await captureHttp({ sid: PARENT });
	const http = new RequestClient();
	const { request } = http;
	// The SDK has no setting for another host: everything else of the request is its own.
	http.request = (async (options: Parameters<typeof request>[0]) =>
		await request.call(http, {
			...options,
			uri: options.uri.replace('https://api.twilio.com', capture.origin),
		})) as typeof request;
	client = twilioSdk(ACCOUNT, 'token', { httpClient: http });
});
afterAll(async () => await capture.stop());
beforeEach(() => (capture.requests.length = 0));

/** Every form field that the SDK has sent: name and values. */
function sent() {
	const [{ method, url: path, body, headers }] = capture.requests;
	const form = new URLSearchParams(body);
	return {
		method,
		path,
		authorization: headers.authorization,
		form: Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)])),
	};
}
const ours = (request: unknown) => {
	const { method, path, body = {}, form } = request as TrunkRequest;
	expect(form).toBe(true);
	return {
		method,
		path,
		authorization: twilio.authorize(SETTINGS).Authorization,
		form: Object.fromEntries(Object.entries(body).map(([name, value]) => [name, [value].flat().map(String)])),
	};
};
const place = (call: Partial<OutboundCall>) => twilio.placeCall({ ...CALL, ...call }, SETTINGS) as TrunkRequest;
const create = async (options: Partial<CallListInstanceCreateOptions> & { to: string; from: string }) =>
	await client.calls.create(options as CallListInstanceCreateOptions);

/** Without the XML declaration, and attributes in one order: a library may write them in any. */
const normalized = (twiml: string): string =>
	twiml
		.replace(/^<\?xml[^>]*\?>/, '')
		.replace(/&#(\d+);/g, (_entity, code: string) => String.fromCharCode(Number(code)))
		.replace(/&amp;/g, '&')
		.replace(/<(\w+)((?: [\w]+="[^"]*")+)>/g, (_tag, name: string, attributes: string) => {
			const sorted = [...attributes.matchAll(/ [\w]+="[^"]*"/g)].map(([pair]) => pair).sort();
			return `<${name}${sorted.join('')}>`;
		});

test('contact only, with every option', async () => {
	const options: CallOptions = {
		machineDetection: 'async',
		detectBeep: true,
		onMachine: 'hangUp',
		timeLimitSeconds: 600,
		sendDigits: 'ww200#',
		recordingChannels: 'dual',
	};
	await create({
		to: CONTACT,
		from: FROM,
		url: 'https://example.com/voice.xml',
		timeout: 25,
		timeLimit: 600,
		sendDigits: 'ww200#',
		record: true,
		recordingChannels: 'dual',
		recordingStatusCallback: url(),
		recordingStatusCallbackMethod: 'POST',
		recordingStatusCallbackEvent: ['completed', 'absent'],
		machineDetection: 'DetectMessageEnd',
		asyncAmd: 'true',
		asyncAmdStatusCallback: url('&onMachine=hangUp'),
		asyncAmdStatusCallbackMethod: 'POST',
		statusCallback: url(),
		statusCallbackMethod: 'POST',
		statusCallbackEvent: EVENTS,
	});
	expect(ours(place({ record: true, options }))).toEqual(sent());
});

test('detection before the call goes on', async () => {
	await create({ to: CONTACT, from: FROM, url: 'https://example.com/voice.xml', machineDetection: 'Enable' });
	const call = { eventUrl: undefined, ringTimeoutSeconds: undefined, options: { machineDetection: 'sync' as const } };
	expect(ours(place(call))).toEqual(sent());
});

test('agent first: the agent is dialed, and what is asked of the call is asked of the contact’s leg', async () => {
	const options: CallOptions = {
		ringsFirst: 'agent',
		machineDetection: 'async',
		onMachine: 'hangUp',
		timeLimitSeconds: 600,
		sendDigits: 'ww200#',
		recordingChannels: 'dual',
	};
	const request = place({ seatId: AGENT, record: true, options });
	const response = new VoiceResponse();
	response
		.dial({
			callerId: FROM,
			timeout: 25,
			timeLimit: 600,
			record: 'record-from-answer-dual',
			recordingStatusCallback: url(`&seatId=${seat}`),
			recordingStatusCallbackMethod: 'POST',
			recordingStatusCallbackEvent: ['completed', 'absent'],
		})
		.number(
			{
				sendDigits: 'ww200#',
				statusCallback: url(`&seatId=${seat}&leg=contact`),
				statusCallbackMethod: 'POST',
				statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
				machineDetection: 'Enable',
				amdStatusCallback: url(`&seatId=${seat}&leg=contact&onMachine=hangUp`),
				amdStatusCallbackMethod: 'POST',
			},
			CONTACT,
		);
	expect(normalized(String(request.body?.Twiml))).toBe(normalized(response.toString()));
	await create({
		to: AGENT,
		from: FROM,
		twiml: String(request.body?.Twiml),
		timeout: 25,
		statusCallback: url(`&seatId=${seat}&leg=agent&contact=${encodeURIComponent(CONTACT)}`),
		statusCallbackMethod: 'POST',
		statusCallbackEvent: EVENTS,
	});
	expect(ours(request)).toEqual(sent());
});

test.each(['client:ada', 'sip:ada@pbx.example.com', AGENT])('contact first, then %s', async (seatId) => {
	const request = place({ seatId, options: { ringsFirst: 'contact' } });
	const response = new VoiceResponse();
	const dial = response.dial({ callerId: FROM });
	const attributes = {
		statusCallback: url(`&seatId=${encodeURIComponent(seatId)}&leg=agent`),
		statusCallbackMethod: 'POST',
		statusCallbackEvent: ['answered' as const, 'completed' as const],
	};
	if (seatId.startsWith('client:')) dial.client(attributes, 'ada');
	else if (seatId.startsWith('sip:')) dial.sip(attributes, seatId);
	else dial.number(attributes, seatId);
	expect(normalized(String(request.body?.Twiml))).toBe(normalized(response.toString()));
	expect(request.body).toMatchObject({ To: CONTACT, StatusCallback: url(`&seatId=${encodeURIComponent(seatId)}`) });
});

test('the agent is rung first unless it is said otherwise', () => {
	expect(place({ seatId: 'client:ada' }).body).toMatchObject({ To: 'client:ada' });
});

test('Transfer, to a SIP address, too', async () => {
	for (const to of [AGENT, 'sip:ada@pbx.example.com']) {
		capture.requests.length = 0;
		const request = twilio.transfer?.({ callUuid: PARENT, to, from: FROM }, SETTINGS) as TrunkRequest;
		await client.calls(PARENT).update({ twiml: String(request.body?.Twiml) });
		expect(ours(request)).toEqual(sent());
		const dial = new VoiceResponse();
		if (to.startsWith('sip:')) dial.dial({ callerId: FROM }).sip(to);
		else dial.dial({ callerId: FROM }).number(to);
		expect(normalized(String(request.body?.Twiml))).toBe(normalized(dial.toString()));
	}
});

test('Hang Up', async () => {
	await client.calls(PARENT).update({ status: 'completed' });
	expect(ours(twilio.hangUp?.(PARENT, SETTINGS))).toEqual(sent());
});

test.each<[string, Partial<OutboundCall>, string]>([
	['no seat and no Voice URL', {}, 'Voice URL'],
	[
		'detection before the call goes on, agent first',
		{ seatId: AGENT, options: { machineDetection: 'sync' } },
		'Rings First',
	],
	[
		'a hang-up on what is not reported',
		{ seatId: AGENT, options: { machineDetection: 'sync', onMachine: 'hangUp', ringsFirst: 'contact' } },
		'On Machine',
	],
	['more instructions than fit', { seatId: AGENT, contactId: 'x'.repeat(4000) }, '4000 characters'],
])('refuses %s', (_what, call, named) => {
	const settings = call.seatId ? SETTINGS : { ...SETTINGS, twilioVoiceUrl: '' };
	const refused = twilio.placeCall({ ...CALL, ...call }, settings);
	expect(refused).toMatchObject({ kind: 'invalid', rule: expect.stringContaining(named) });
});
