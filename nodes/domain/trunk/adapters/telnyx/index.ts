import { normalizeCallUuid } from '../../../call/callUuid';
import { invalid, isInvalid, type Invalid } from '../../../result';
import { readNumber } from '../../../time/readSeconds';
import { buildEvent, snapshot } from '../../event/buildEvent';
import { asFields, asInstant, asText, compact, compactQuery, own, readPath, type Fields } from '../../event/payload';
import type { CallSnapshot, Listing, PlacedCall, TrunkNumber, TrunkProvider } from '../../provider';
import { bearer } from '../../request/bearer';
import { readList } from '../../response/readList';
import { recordings } from '../../response/recordings';
import { decodeState, identityOf } from './clientState';
import { hangUp, placeCall, transfer } from './placeCall';
import { readEvent } from './readEvent';
import { refuses } from './refuses';
import { ID } from './webhook';

const PAGE_SIZE = 250;

const dataOf = (body: unknown): Fields | undefined => {
	const fields = asFields(body);
	return asFields(fields && own(fields, 'data'));
};

function readPlaced(body: unknown) {
	const callUuid = normalizeCallUuid(own(dataOf(body) ?? {}, 'call_control_id'));
	return callUuid === undefined
		? invalid("The trunk's answer contains no call_control_id.")
		: { callUuid, status: 'initiated' };
}

function readCall(body: unknown, receivedAt: Date): CallSnapshot | Invalid {
	const data = dataOf(body);
	const callUuid = normalizeCallUuid(own(data ?? {}, 'call_control_id'));
	if (!data || callUuid === undefined) return invalid("The trunk's answer contains no call_control_id.");
	const isAlive = own(data, 'is_alive') === true;
	const endedAt = asInstant(own(data, 'end_time'));
	const event = buildEvent({
		provider: ID,
		event: isAlive || endedAt === undefined ? 'initiated' : 'completed',
		callUuid,
		...identityOf(decodeState(own(data, 'client_state'))),
		direction: 'outbound',
		occurredAt: endedAt,
		initiatedAt: asInstant(own(data, 'start_time')),
		endedAt,
		receivedAt: receivedAt.toISOString(),
	});
	return snapshot(isAlive ? 'alive' : 'ended', event);
}

/** https://developers.telnyx.com/api-reference/call-information/list-all-active-calls-for-given-connection */
const liveCalls: Listing<PlacedCall & { clientReference?: string }> = {
	request: ({ telnyxConnectionId }, _query, cursor) => ({
		method: 'GET',
		path: `/connections/${encodeURIComponent(String(telnyxConnectionId ?? ''))}/active_calls`,
		query: compactQuery({ 'page[limit]': PAGE_SIZE, 'page[after]': cursor }),
	}),
	read: (body) =>
		readList(
			body,
			['data'],
			(row) => {
				const callUuid = normalizeCallUuid(own(row, 'call_control_id'));
				const { call, clientReference } = decodeState(own(row, 'client_state'));
				// A leg that another one has dialed is part of that call.
				return callUuid === undefined || call !== undefined
					? undefined
					: { callUuid, status: 'alive', clientReference };
			},
			asText(readPath(body, 'meta.next')) && asText(readPath(body, 'meta.cursors.after')),
		),
};

/** `meta.total_pages` says whether there is another page. */
function nextPage(body: unknown): string | undefined {
	const fields = asFields(body);
	const meta = asFields(fields && own(fields, 'meta'));
	const number = meta && readNumber(own(meta, 'page_number'));
	const total = meta && readNumber(own(meta, 'total_pages'));
	return number !== undefined && total !== undefined && number < total ? String(number + 1) : undefined;
}

/**
 * `status` of https://developers.telnyx.com/api-reference/phone-number-configurations/list-phone-numbers: only active
 * numbers carry calls; pending, failed, ported-out and emergency-only ones are listed, too. Verified numbers have no status.
 */
function whyUnusable(row: Fields, number: string): string | undefined {
	const status = asText(own(row, 'status'));
	return status === undefined || status === 'active' ? undefined : `Telnyx lists ${number} as ${status}.`;
}

/** Bought and verified numbers may both stand in From. */
const numberList = (path: string): Listing<TrunkNumber> => ({
	request: (_settings, _query, cursor) => ({
		method: 'GET',
		path,
		query: { 'page[size]': PAGE_SIZE, 'page[number]': cursor ?? '1' },
	}),
	read: (body) =>
		readList(
			body,
			['data'],
			(row) => {
				const number = asText(own(row, 'phone_number'));
				return (
					number &&
					compact({
						number,
						didId: asText(own(row, 'id')),
						label: asText(own(row, 'customer_reference')),
						unusable: whyUnusable(row, number),
					})
				);
			},
			nextPage(body),
		),
});

/** https://developers.telnyx.com/api-reference/call-recordings/list-all-call-recordings: listed once they are finished. */
function readRecordings(body: unknown) {
	const list = readList(body, ['data'], (row) => {
		const urls = asFields(own(row, 'download_urls')) ?? {};
		return asText(own(urls, 'wav')) ?? asText(own(urls, 'mp3'));
	});
	return isInvalid(list) ? list : recordings(list.items.map((url) => ({ kind: 'url', url })));
}

/** https://developers.telnyx.com/api-reference/call-commands/dial */
export const telnyx: TrunkProvider = {
	id: ID,
	displayName: 'Telnyx',
	seat: 'a phone or sip: address, or a name',
	baseUrl: {
		name: 'telnyxBaseUrl',
		displayName: 'Base URL',
		default: 'https://api.telnyx.com/v2',
		placeholder: 'e.g. https://api.telnyx.com/v2',
		description: 'Where the Telnyx API lives',
	},
	credentialFields: [
		{
			name: 'telnyxConnectionId',
			displayName: 'Connection ID',
			default: '',
			placeholder: 'e.g. 1494404757140276705',
			description:
				"The Voice API application that places the calls. As Signing Secret, enter the account's public key.",
		},
	],
	secretNames: { accessToken: 'API Key', signingSecret: 'Public Key' },
	signature: {
		scheme: 'publicKey',
		algorithm: 'ed25519',
		header: 'telnyx-signature-ed25519',
		timestampHeader: 'telnyx-timestamp',
	},
	callOptions: [
		'ringsFirst',
		'machineDetection',
		'detectBeep',
		'onMachine',
		'timeLimitSeconds',
		'callerName',
		'sipHeaders',
		'sendDigits',
		'recordingChannels',
	],
	machineDetection: ['async', 'premium', 'premiumScreening'],
	ringsFirst: ['agent', 'contact'],
	eventUrl: { without: 'portal' },
	sipDomains: ['telnyx.com'],
	dialedFields: ['to', 'from', 'connection_id', 'link_to'],
	authorize: bearer,
	probe: ({ telnyxConnectionId }) => ({
		method: 'GET',
		path: `/call_control_applications/${encodeURIComponent(String(telnyxConnectionId ?? ''))}`,
	}),
	placeCall,
	readPlaced,
	refuses,
	readEvent,
	getCall: {
		request: (callUuid) => ({ method: 'GET', path: `/calls/${encodeURIComponent(callUuid)}` }),
		read: readCall,
	},
	liveCalls,
	hangUp: (callUuid) => hangUp(callUuid),
	transfersToSip: true,
	transfer,
	recording: {
		request: (callUuid) => ({ method: 'GET', path: '/recordings', query: { 'filter[call_control_id]': callUuid } }),
		read: readRecordings,
	},
	numbers: [numberList('/phone_numbers'), numberList('/verified_numbers')],
};
