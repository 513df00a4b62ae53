import type { CallEventName } from '../../call/callEvent';
import { normalizeCallUuid } from '../../call/callUuid';
import { ignored, invalid, isInvalid, type Invalid } from '../../result';
import { buildEvent, snapshot } from '../event/buildEvent';
import { eventUrlOf, readEventUrl } from '../request/eventUrl';
import { asFields, asInstant, asText, compact, compactQuery, own, type Fields } from '../event/payload';
import type {
	CallSnapshot,
	Delivery,
	EventReading,
	Listing,
	OutboundCall,
	Page,
	TrunkNumber,
	TrunkProvider,
	TrunkRequest,
	TrunkSettings,
} from '../provider';
import { readNumber, readSeconds } from '../../time/readSeconds';
import { readList } from '../response/readList';

const ID = 'twilio';

/** https://www.twilio.com/docs/voice/api/call-resource#call-status-values */
const STATUSES: ReadonlyMap<string, CallEventName> = new Map([
	['queued', 'initiated'],
	['initiated', 'initiated'],
	['ringing', 'ringing'],
	['in-progress', 'answered'],
	['completed', 'completed'],
	['busy', 'completed'],
	['failed', 'completed'],
	['no-answer', 'completed'],
	['canceled', 'completed'],
]);

const ANSWERED_BY: ReadonlyArray<readonly [RegExp, 'human' | 'machine' | 'unknown']> = [
	[/^human$/, 'human'],
	[/^(machine|fax)/, 'machine'],
	[/^unknown$/, 'unknown'],
];

const accountPath = ({ twilioAccountSid }: TrunkSettings): string =>
	`/2010-04-01/Accounts/${encodeURIComponent(String(twilioAccountSid ?? '').trim())}`;
const callPath = (settings: TrunkSettings, callUuid: string): string =>
	`${accountPath(settings)}/Calls/${encodeURIComponent(callUuid)}`;

const escapeXml = (text: string): string => text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** TwiML that connects the call to a phone, a Voice SDK client (`client:ada`) or a SIP address (`sip:ada@pbx.example`). */
function dialTwiml(party: string, callerId: string): string {
	const [, scheme, rest] = /^(client|sip|sips):(.+)$/i.exec(party) ?? [undefined, 'number', party];
	const noun = ({ client: 'Client', sip: 'Sip', sips: 'Sip', number: 'Number' } as Readonly<Record<string, string>>)[
		scheme.toLowerCase()
	];
	const address = noun === 'Sip' ? party : rest;
	return `<Response><Dial callerId="${escapeXml(callerId)}"><${noun}>${escapeXml(address)}</${noun}></Dial></Response>`;
}

/** Twilio asks what to do with an answered call: dial the agent, or what the credential's URL says. */
function onAnswer({ seatId, from }: OutboundCall, { twilioVoiceUrl }: TrunkSettings): Record<string, string> | Invalid {
	if (seatId) return { Twiml: dialTwiml(seatId, from) };
	const url = asText(twilioVoiceUrl);
	return url
		? { Url: url }
		: invalid(
				'Twilio asks what to do when the call is answered: enter the agent as Seat, or Voice URL in the credential.',
			);
}

function placeCall(call: OutboundCall, settings: TrunkSettings): TrunkRequest | Invalid {
	const instructions = onAnswer(call, settings);
	if (isInvalid(instructions)) return instructions;
	const eventUrl = eventUrlOf(call);
	return {
		method: 'POST',
		path: `${accountPath(settings)}/Calls.json`,
		form: true,
		body: compact({
			To: call.to,
			From: call.from,
			...instructions,
			Timeout: call.ringTimeoutSeconds,
			Record: call.record,
			...(eventUrl && {
				StatusCallback: eventUrl,
				StatusCallbackMethod: 'POST',
				StatusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
			}),
		}),
	};
}

function readPlaced(body: unknown) {
	const fields = asFields(body);
	const callUuid = normalizeCallUuid(fields && own(fields, 'sid'));
	if (!fields || callUuid === undefined) return invalid("The trunk's answer holds no sid.");
	return { callUuid, status: asText(own(fields, 'status')) ?? 'queued' };
}

const answeredBy = (value: unknown) => ANSWERED_BY.find(([pattern]) => pattern.test(asText(value) ?? ''))?.[1];

/** RFC 2822, as in `Mon, 16 Aug 2021 03:45:48 +0000`. */
function instant(value: unknown): string | undefined {
	const text = asText(value);
	const date = new Date(text !== undefined && /^[A-Z][a-z]{2}, \d{1,2} /.test(text) ? text : NaN);
	return Number.isNaN(date.getTime()) ? asInstant(value) : date.toISOString();
}

const directionOf = (value: unknown) => (asText(value) === 'inbound' ? 'inbound' : 'outbound');

/** https://www.twilio.com/docs/voice/api/call-resource#statuscallback-http-parameters */
function readEvent(delivery: Delivery): EventReading {
	const fields = asFields(delivery.body);
	const callUuid = normalizeCallUuid(fields && own(fields, 'CallSid'));
	if (!fields || callUuid === undefined)
		return invalid('The parameter CallSid is missing or unusable, so the event belongs to no call.');
	const status = asText(own(fields, 'CallStatus'));
	if (status === undefined) return invalid('The parameter CallStatus is missing.');
	const event = STATUSES.get(status);
	if (event === undefined) return ignored(`The call status ${status.slice(0, 64)} is no event of a call.`);
	const occurredAt = instant(own(fields, 'Timestamp'));
	const sipStatus = readNumber(own(fields, 'SipResponseCode'));
	return {
		kind: 'event',
		event: buildEvent({
			provider: ID,
			event,
			callUuid,
			...readEventUrl(delivery),
			direction: directionOf(own(fields, 'Direction')),
			from: own(fields, 'From'),
			to: own(fields, 'To'),
			occurredAt,
			...(event === 'initiated' && { initiatedAt: occurredAt }),
			...(event === 'answered' && { answeredAt: occurredAt }),
			...(event === 'completed' && {
				endedAt: occurredAt,
				providerStatus: status,
				durationSeconds: talkSeconds(status, own(fields, 'CallDuration')),
			}),
			...(sipStatus !== undefined && { sipStatus }),
			answeredBy: answeredBy(own(fields, 'AnsweredBy')),
			recordingUrl: asText(own(fields, 'RecordingUrl')),
			receivedAt: delivery.receivedAt.toISOString(),
		}),
	};
}

/** A call that was not answered has no duration, whatever the parameter says. */
const talkSeconds = (status: string, duration: unknown): number | undefined =>
	status === 'completed' ? readSeconds(duration) : 0;

function readCall(body: unknown, receivedAt: Date): CallSnapshot | Invalid {
	const fields = asFields(body);
	const callUuid = normalizeCallUuid(fields && own(fields, 'sid'));
	if (!fields || callUuid === undefined) return invalid("The trunk's answer holds no sid.");
	const status = asText(own(fields, 'status')) ?? 'queued';
	const event = STATUSES.get(status) ?? 'initiated';
	const endedAt = instant(own(fields, 'end_time'));
	return snapshot(
		status,
		buildEvent({
			provider: ID,
			event,
			callUuid,
			direction: directionOf(own(fields, 'direction')),
			from: own(fields, 'from'),
			to: own(fields, 'to'),
			occurredAt: endedAt,
			initiatedAt: instant(own(fields, 'date_created')),
			endedAt,
			...(event === 'completed' && {
				providerStatus: status,
				durationSeconds: talkSeconds(status, own(fields, 'duration')),
			}),
			answeredBy: answeredBy(own(fields, 'answered_by')),
			receivedAt: receivedAt.toISOString(),
		}),
	);
}

/** `next_page_uri` is a path of the API itself; anything else is not followed. */
function nextPage(body: unknown): string | undefined {
	const fields = asFields(body);
	const uri = fields && asText(own(fields, 'next_page_uri'));
	return uri?.startsWith('/2010-04-01/Accounts/') && !uri.includes('..') ? uri : undefined;
}

/** Every kind of number that Twilio accepts as From: bought ones and verified ones. */
const numberList = (resource: string, rows: string): Listing<TrunkNumber> => ({
	request: (settings, _query, cursor) =>
		cursor
			? { method: 'GET', path: cursor }
			: { method: 'GET', path: `${accountPath(settings)}/${resource}.json`, query: { PageSize: 1000 } },
	read: (body): Page<TrunkNumber> | Invalid =>
		readList(
			body,
			[rows],
			(row: Fields) => {
				const number = asText(own(row, 'phone_number'));
				return number && compact({ number, didId: asText(own(row, 'sid')), label: asText(own(row, 'friendly_name')) });
			},
			nextPage(body),
		),
});

/** https://www.twilio.com/docs/voice/api */
export const twilio: TrunkProvider = {
	id: ID,
	displayName: 'Twilio',
	seat: 'a phone, client: or sip: address',
	eventUrl: { without: 'nothing' },
	baseUrl: {
		name: 'twilioBaseUrl',
		displayName: 'Base URL',
		default: 'https://api.twilio.com',
		placeholder: 'e.g. https://api.twilio.com',
		description: 'Where the Twilio API lives; regions have their own, e.g. https://api.dublin.ie1.twilio.com',
	},
	credentialFields: [
		{
			name: 'twilioAccountSid',
			displayName: 'Account SID',
			default: '',
			placeholder: 'e.g. AC0123456789abcdef0123456789abcdef',
			description: 'The account whose Auth Token stands in Access Token and, for the trigger, in Signing Secret',
		},
		{
			name: 'twilioVoiceUrl',
			displayName: 'Voice URL',
			default: '',
			placeholder: 'e.g. https://example.com/voice.xml',
			description: 'Where Twilio reads what to do with an answered call that has no seat (TwiML)',
		},
	],
	signature: { scheme: 'twilio' },
	dialsSeat: true,
	sipDomains: ['twilio.com'],
	dialedFields: ['To', 'From', 'Url', 'Twiml', 'FallbackUrl', 'ApplicationSid'],
	authorize: ({ twilioAccountSid, accessToken }) => ({
		Authorization: `Basic ${Buffer.from(`${String(twilioAccountSid ?? '').trim()}:${String(accessToken ?? '').trim()}`).toString('base64')}`,
	}),
	probe: (settings) => ({ method: 'GET', path: `${accountPath(settings)}.json` }),
	placeCall,
	readPlaced,
	readEvent,
	getCall: {
		request: (callUuid, settings) => ({ method: 'GET', path: `${callPath(settings, callUuid)}.json` }),
		read: readCall,
	},
	listCalls: {
		request: (settings, { from, to }, cursor) =>
			cursor
				? { method: 'GET', path: cursor }
				: {
						method: 'GET',
						path: `${accountPath(settings)}/Calls.json`,
						query: compactQuery({ 'StartTime>': from, 'StartTime<': to, PageSize: 100 }),
					},
		read: (body, receivedAt) =>
			readList(
				body,
				['calls'],
				(row) => {
					const call = readCall(row, receivedAt);
					return isInvalid(call) ? undefined : call;
				},
				nextPage(body),
			),
	},
	hangUp: (callUuid, settings) => ({
		method: 'POST',
		path: `${callPath(settings, callUuid)}.json`,
		form: true,
		body: { Status: 'completed' },
	}),
	transfer: ({ callUuid, to, from }, settings) => ({
		method: 'POST',
		path: `${callPath(settings, callUuid)}.json`,
		form: true,
		body: { Twiml: from ? dialTwiml(to, from) : `<Response><Dial><Number>${escapeXml(to)}</Number></Dial></Response>` },
	}),
	recording: {
		request: (callUuid, settings) => ({ method: 'GET', path: `${callPath(settings, callUuid)}/Recordings.json` }),
		read(body, settings) {
			const list = readList(body, ['recordings'], (row) => asText(own(row, 'sid')));
			if (isInvalid(list)) return list;
			const [sid] = list.items;
			if (!sid)
				return invalid('The trunk has no recording of this call: recording may have been off, or is not finished.');
			return {
				kind: 'path',
				path: `${accountPath(settings)}/Recordings/${encodeURIComponent(sid)}.wav`,
				contentType: 'audio/wav',
			};
		},
	},
	numbers: [
		numberList('IncomingPhoneNumbers', 'incoming_phone_numbers'),
		numberList('OutgoingCallerIds', 'outgoing_caller_ids'),
	],
};
