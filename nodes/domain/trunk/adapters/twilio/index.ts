import { readAnsweredBy } from '../../../call/answeredBy';
import { normalizeCallUuid } from '../../../call/callUuid';
import { invalid, isInvalid, type Invalid } from '../../../result';
import { buildEvent, snapshot } from '../../event/buildEvent';
import { asFields, asText, compact, compactQuery, own, type Fields } from '../../event/payload';
import type {
	CallSnapshot,
	Listing,
	Page,
	Recordings,
	TrunkNumber,
	TrunkProvider,
	TrunkSettings,
} from '../../provider';
import { readList } from '../../response/readList';
import { recordings } from '../../response/recordings';
import { directionOf, endOf, ID, instant, priceOf, STATUSES } from './parameters';
import { accountPath, callPath, hangUp, updateCall } from './paths';
import { firstLeg, placeCall } from './placeCall';
import { readEvent } from './readEvent';
import { refuses } from './refuses';
import { dialTwiml } from './twiml';

function readPlaced(body: unknown) {
	const fields = asFields(body);
	const callUuid = normalizeCallUuid(fields && own(fields, 'sid'));
	if (!fields || callUuid === undefined) return invalid("The trunk's answer contains no sid.");
	return { callUuid, status: asText(own(fields, 'status')) ?? 'queued' };
}

function readCall(body: unknown, receivedAt: Date): CallSnapshot | Invalid {
	const fields = asFields(body);
	const callUuid = normalizeCallUuid(fields && own(fields, 'sid'));
	if (!fields || callUuid === undefined) return invalid("The trunk's answer contains no sid.");
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
			...(event === 'completed' && endOf(status, endedAt, own(fields, 'duration'))),
			answeredBy: readAnsweredBy(own(fields, 'answered_by')),
			...priceOf(fields),
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

/** https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource; verified numbers have no capabilities. */
function whyUnusable(row: Fields, number: string): string | undefined {
	const capabilities = asFields(own(row, 'capabilities'));
	if (capabilities && own(capabilities, 'voice') === false) return `Twilio lists ${number} without voice.`;
	const status = asText(own(row, 'status'));
	return status === undefined || status === 'in-use' ? undefined : `Twilio lists ${number} as ${status}.`;
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
				return (
					number &&
					compact({
						number,
						didId: asText(own(row, 'sid')),
						label: asText(own(row, 'friendly_name')),
						unusable: whyUnusable(row, number),
					})
				);
			},
			nextPage(body),
		),
});

/** https://www.twilio.com/docs/voice/api/recording#recording-properties: those that are at hand, and those that will be. */
const PENDING: ReadonlySet<unknown> = new Set(['in-progress', 'paused', 'stopped', 'processing']);

function readRecordings(body: unknown, settings: TrunkSettings): Recordings | Invalid {
	const list = readList(body, ['recordings'], (row) => row);
	if (isInvalid(list)) return list;
	const isReady = (row: Fields): boolean => (own(row, 'status') ?? 'completed') === 'completed';
	const sids = list.items.filter(isReady).flatMap((row) => asText(own(row, 'sid')) ?? []);
	return recordings(
		sids.map((sid) => ({
			kind: 'path',
			path: `${accountPath(settings)}/Recordings/${encodeURIComponent(sid)}.wav`,
			contentType: 'audio/wav',
		})),
		list.items.some((row) => PENDING.has(own(row, 'status'))),
	);
}

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
			description: 'The account that the Auth Token belongs to; both are on the first page of the console',
		},
		{
			name: 'twilioVoiceUrl',
			displayName: 'Voice URL',
			default: '',
			placeholder: 'e.g. https://example.com/voice.xml',
			description: 'Where Twilio reads what to do with an answered call that has no seat (TwiML)',
		},
	],
	secretNames: { accessToken: 'Auth Token' },
	signsWithAccessToken: true,
	signature: { scheme: 'twilio' },
	callOptions: [
		'ringsFirst',
		'machineDetection',
		'detectBeep',
		'onMachine',
		'timeLimitSeconds',
		'sendDigits',
		'recordingChannels',
	],
	machineDetection: ['async', 'sync'],
	ringsFirst: ['agent', 'contact'],
	dialsSeat: true,
	sipDomains: ['twilio.com'],
	dialedFields: ['To', 'From', 'Url', 'Twiml', 'FallbackUrl', 'ApplicationSid'],
	authorize: ({ twilioAccountSid, accessToken }) => ({
		Authorization: `Basic ${Buffer.from(`${String(twilioAccountSid ?? '').trim()}:${String(accessToken ?? '').trim()}`).toString('base64')}`,
	}),
	probe: (settings) => ({ method: 'GET', path: `${accountPath(settings)}.json` }),
	placeCall,
	readPlaced,
	refuses,
	readEvent,
	getCall: {
		request: (callUuid, settings) => ({ method: 'GET', path: `${callPath(settings, callUuid)}.json` }),
		read: readCall,
	},
	listCalls: {
		request: (settings, { from, to, leg }, cursor) =>
			cursor
				? { method: 'GET', path: cursor }
				: {
						method: 'GET',
						path: `${accountPath(settings)}/Calls.json`,
						query: compactQuery({ 'StartTime>': from, 'StartTime<': to, From: leg?.from, To: leg?.to, PageSize: 100 }),
					},
		read: (body, receivedAt) =>
			readList(
				body,
				['calls'],
				(row) => {
					// A leg that another call has dialed is part of that call.
					if (asText(own(row, 'parent_call_sid')) !== undefined) return undefined;
					const call = readCall(row, receivedAt);
					return isInvalid(call) ? undefined : call;
				},
				nextPage(body),
			),
	},
	firstLeg,
	hangUp,
	transfersToSip: true,
	transfer: ({ callUuid, to, from }, settings) =>
		updateCall(callUuid, settings, { Twiml: dialTwiml(to, { callerId: from }) }),
	recording: {
		request: (callUuid, settings) => ({ method: 'GET', path: `${callPath(settings, callUuid)}/Recordings.json` }),
		read: readRecordings,
	},
	numbers: [
		numberList('IncomingPhoneNumbers', 'incoming_phone_numbers'),
		numberList('OutgoingCallerIds', 'outgoing_caller_ids'),
	],
};
