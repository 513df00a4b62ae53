import type { SimulatedCall } from '../../exchange';
import { parseForm, type Answer, type Reply, type Request, type Route } from '../../http';
import { scenarioFor } from '../../scenarios';
import { replyOf } from '../faults';
import { silence } from '../silence';
import type { Account, TrunkDouble } from '../trunk';
import { callbackOf, signatureOf } from './callbacks';
import { dialLeg, newSid, readDial, scenarioOfParty } from './dial';
import { ACCOUNT, ACCOUNT_SID, ID, recordingSid, resource } from './resource';

/** The parameters of `POST /Calls.json` as the vendor's own library names them. */
const PARAMETERS: ReadonlySet<string> = new Set(
	(
		'To From Url Twiml ApplicationSid Method FallbackUrl FallbackMethod StatusCallback StatusCallbackEvent StatusCallbackMethod SendDigits Timeout Record ' +
		'RecordingChannels RecordingStatusCallback RecordingStatusCallbackMethod RecordingStatusCallbackEvent SipAuthUsername SipAuthPassword MachineDetection ' +
		'MachineDetectionTimeout AsyncAmd AsyncAmdStatusCallback AsyncAmdStatusCallbackMethod Trim CallerId Byoc CallReason CallToken RecordingTrack TimeLimit'
	).split(' '),
);

const EVENTS: ReadonlySet<string> = new Set(['initiated', 'ringing', 'answered', 'completed']);

const refuse = (status: number, code: number, message: string): Answer => ({
	status,
	body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
});

/** The codes of the errors that a scenario asks for. */
const FAULTS: Readonly<Record<number, number>> = { 402: 20005, 403: 20403, 429: 20429 };

function refuseCaller({ headers }: Request, { accessToken }: Account): Answer | undefined {
	const expected = `Basic ${Buffer.from(`${ACCOUNT_SID}:${accessToken}`).toString('base64')}`;
	return headers.authorization === expected ? undefined : refuse(401, 20003, 'Authenticate');
}

/** The first rule that the parameters break, in Twilio's own codes. */
function checkParameters(form: URLSearchParams, account: Account): Answer | undefined {
	const unknown = [...form.keys()].find((name) => !PARAMETERS.has(name));
	if (unknown) return refuse(400, 20001, `Unknown parameter ${unknown}`);
	if (!/^(\+[1-9]\d{4,14}|client:\S+|sips?:\S+@\S+)$/.test(form.get('To') ?? ''))
		return refuse(400, 21211, `Invalid 'To' Phone Number: ${form.get('To')}`);
	if (!account.numbers.some(({ number }) => number === form.get('From'))) {
		return refuse(400, 21210, `'From' phone number not verified or purchased: ${form.get('From')}`);
	}
	if (['Url', 'Twiml', 'ApplicationSid'].filter((name) => form.has(name)).length !== 1)
		return refuse(400, 21205, 'Url parameter is required.');
	if (form.has('Twiml') && !/^<Response>.*<\/Response>$/s.test(form.get('Twiml') as string))
		return refuse(400, 12100, 'Document parse failure');
	if (form.getAll('StatusCallbackEvent').some((event) => !EVENTS.has(event)))
		return refuse(400, 21626, "Invalid 'StatusCallbackEvent'");
	return undefined;
}

function createCall(request: Request, account: Account): Reply {
	const form = parseForm(request);
	if (!form) return refuse(400, 20001, 'Parameters must be form-encoded');
	const broken = checkParameters(form, account);
	if (broken) return broken;
	const to = form.get('To') as string;
	const { api } = scenarioFor(to);
	if (api && !api.placed) return replyOf(api, (status, message) => refuse(status, FAULTS[status] ?? 20500, message));
	const dial = readDial(form.get('Twiml'));
	const detectionUrl = form.get('AsyncAmd') === 'true' ? form.get('AsyncAmdStatusCallback') : null;
	const call = account.exchange.place({
		trunk: ID,
		id: newSid(),
		from: form.get('From') as string,
		to,
		scenario: scenarioOfParty(to, account),
		onAnswer: dial && ((answered) => void dialLeg(answered, dial, account)),
		ringTimeoutSeconds: Number(form.get('Timeout') ?? 60),
		detects: form.has('MachineDetection'),
		sink: form.get('StatusCallback') ?? undefined,
		sent: {
			events: form.getAll('StatusCallbackEvent'),
			detection: form.get('MachineDetection') ?? undefined,
			detectionUrl: detectionUrl ?? undefined,
			record: form.get('Record') === 'true',
			recordingUrl: form.get('RecordingStatusCallback') ?? undefined,
			recordingSource: 'OutboundAPI',
		},
	});
	return api ? replyOf(api) : { status: 201, body: { ...resource(call), status: 'queued' } };
}

/** `Status=completed` ends the call; `Twiml` sends it elsewhere. */
function updateCall(request: Request, call: SimulatedCall, { exchange }: Account): Answer {
	const form = parseForm(request);
	const isHangUp = form?.get('Status') === 'completed';
	if (!isHangUp && !form?.has('Twiml')) return refuse(400, 20001, 'Nothing to update');
	if (call.endedAt) return refuse(400, 21220, 'Call is not in-progress. Cannot redirect.');
	if (isHangUp) exchange.hangUp(call);
	return { status: 200, body: resource(call) };
}

function listCalls({ query }: Request, { exchange }: Account): Answer {
	const size = Number(query.get('PageSize') ?? 50);
	const page = Number(query.get('Page') ?? 0);
	const after = Date.parse(query.get('StartTime>') ?? '') || 0;
	const all = exchange.calls.filter(({ trunk, initiatedAt }) => trunk === ID && initiatedAt.getTime() >= after);
	const more = (page + 1) * size < all.length;
	const next = more ? `${ACCOUNT}/Calls.json?PageSize=${size}&Page=${page + 1}` : null;
	return { status: 200, body: { calls: all.slice(page * size, (page + 1) * size).map(resource), next_page_uri: next } };
}

function listRecordings(call: SimulatedCall): Answer {
	const recordings =
		call.sent.record && call.endedAt ? [{ sid: recordingSid(call), call_sid: call.id, status: 'completed' }] : [];
	return { status: 200, body: { recordings, next_page_uri: null } };
}

function routes(account: Account): Route[] {
	const route = (method: string, path: string, answer: (request: Request) => Reply): Route => ({
		method,
		path: `${ACCOUNT}${path}`,
		answer: (request) => refuseCaller(request, account) ?? answer(request),
	});
	const withCall = (act: (request: Request, call: SimulatedCall) => Answer) => (request: Request) => {
		const call = account.exchange.find(ID, request.params.id.replace(/\.json$/, ''));
		return call ? act(request, call) : refuse(404, 20404, 'The requested resource was not found');
	};
	const numbers = account.numbers.map(({ number, id }) => ({
		sid: `PN${id}`,
		phone_number: number,
		friendly_name: number,
	}));
	return [
		route('POST', '/Calls.json', (request) => createCall(request, account)),
		route('GET', '/Calls.json', (request) => listCalls(request, account)),
		route(
			'GET',
			'/Calls/:id',
			withCall((_request, call) => ({ status: 200, body: resource(call) })),
		),
		route(
			'POST',
			'/Calls/:id',
			withCall((request, call) => updateCall(request, call, account)),
		),
		route(
			'GET',
			'/Calls/:id/Recordings.json',
			withCall((_request, call) => listRecordings(call)),
		),
		route('GET', '/Recordings/:id', silence),
		route('GET', '/IncomingPhoneNumbers.json', () => ({
			status: 200,
			body: { incoming_phone_numbers: numbers, next_page_uri: null },
		})),
		route('GET', '/OutgoingCallerIds.json', () => ({
			status: 200,
			body: { outgoing_caller_ids: [], next_page_uri: null },
		})),
		{
			method: 'GET',
			path: `${ACCOUNT}.json`,
			answer: (request) =>
				refuseCaller(request, account) ?? { status: 200, body: { sid: ACCOUNT_SID, status: 'active' } },
		},
	];
}

/** https://www.twilio.com/docs/voice/api */
export const twilio: TrunkDouble = {
	id: ID,
	mount: '/twilio',
	// Retries are opt-in, by a fragment of the URL.
	retryDelaysSeconds: [],
	sinkOnly: true,
	routes,
	event(call, moment, { accessToken, origin }) {
		const callback = callbackOf(call, moment, origin);
		if (!callback) return undefined;
		const { fields, sink } = callback;
		const body = new URLSearchParams(fields).toString();
		const headers = (url: string) => ({
			'content-type': 'application/x-www-form-urlencoded',
			'X-Twilio-Signature': signatureOf(url, fields, accessToken),
		});
		const name = fields.CallStatus ?? fields.AnsweredBy ?? `recording ${fields.RecordingStatus}`;
		return { name, sink, sign: (url) => ({ body, headers: headers(url) }) };
	},
	credential: ({ accessToken }, twilioBaseUrl) => ({
		twilioBaseUrl,
		accessToken,
		signingSecret: accessToken,
		twilioAccountSid: ACCOUNT_SID,
		// Nobody asks for it here: a customer without an agent just talks.
		twilioVoiceUrl: 'https://example.com/voice.xml',
	}),
};
