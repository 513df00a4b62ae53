import { normalizeCallUuid } from '../../call/callUuid';
import { invalid, isInvalid, type Invalid } from '../../result';
import { bearer } from '../request/bearer';
import { readMappedCall, readMappedEvent, type Mapping } from '../event/mappedEvent';
import { SNAKE_CASE_MAPPING } from '../event/snakeCaseMapping';
import { asFields, asText, compact, compactQuery, own, type Fields } from '../event/payload';
import type { OutboundCall, TrunkHook, TrunkProvider, TrunkRequest } from '../provider';
import { isDocumentedRefusal, readCodes } from '../response/documentedRefusal';
import { readList, readPage } from '../response/readList';
import { readRecordingUrl } from '../response/recordings';
import { fillRequestLine } from '../request/requestLine';

const ID = 'unlimCall';
const MAPPING: Mapping = Object.freeze({ provider: ID, ...SNAKE_CASE_MAPPING });

/** https://www.unlimcall.com/developers/api/ names these two; where they are in the answer is assumed. */
const REFUSAL_CODES = 'unauthorized, suspended';

/** The public pages name the inputs (from, to, seat) but not the fields; these follow the event payload's names. */
function placeCall(call: OutboundCall): TrunkRequest {
	return {
		method: 'POST',
		path: '/calls',
		body: compact({
			from: call.from,
			to: call.to,
			seat_id: call.seatId,
			client_reference: call.clientReference,
			contact_id: call.contactId,
			metadata: call.metadata,
			ring_timeout_seconds: call.ringTimeoutSeconds,
			record: call.record,
		}),
	};
}

const getCall = (callUuid: string): TrunkRequest => ({ method: 'GET', path: `/calls/${encodeURIComponent(callUuid)}` });

function readHook(row: Fields): TrunkHook | undefined {
	const id = asText(own(row, 'id'));
	const url = asText(own(row, 'url'));
	return id === undefined || url === undefined ? undefined : { id, url };
}

/**
 * Payloads: https://unlimcall.com/blog/webhooks-for-call-events-sip-trunk-crm/ ; endpoints and errors:
 * https://www.unlimcall.com/developers/api/
 */
export const unlimCall: TrunkProvider = {
	id: ID,
	displayName: 'UnlimCall',
	seat: 'a seat',
	baseUrl: {
		name: 'baseUrl',
		displayName: 'Base URL',
		default: 'https://app.unlimcall.com/api/v1',
		placeholder: 'e.g. https://app.unlimcall.com/api/v1',
		description: 'Where the UnlimCall API lives; its OpenAPI document names https://api.unlimcall.com/v1 instead',
	},
	credentialFields: [
		{
			name: 'hangUpRequest',
			displayName: 'Hang Up Request',
			default: '',
			placeholder: 'e.g. DELETE /calls/{callUuid}',
			description:
				'Method and path that end a call. The public documents name none, so the operation is off until this is set.',
		},
		{
			name: 'refusalCodes',
			displayName: 'Refusal Codes',
			default: REFUSAL_CODES,
			isPublic: true,
			description:
				'Values of error in an answer that mean: nothing was dialed. An attempt that is refused so may be repeated; any other is never dialed again, because the call may have been placed.',
		},
	],
	// "HMAC-signed" is all that is public: the header's name is assumed and can be changed in the trigger.
	signature: { scheme: 'hmac', header: 'x-unlimcall-signature', encoding: 'hex' },
	dialedFields: ['from', 'to', 'seat_id'],
	authorize: bearer,
	probe: () => ({ method: 'GET', path: '/me' }),
	placeCall,
	readPlaced(body) {
		const fields = asFields(body);
		const callUuid = normalizeCallUuid(fields && own(fields, 'call_uuid'));
		if (!fields || callUuid === undefined) return invalid("The trunk's answer contains no call_uuid.");
		return { callUuid, status: asText(own(fields, 'status')) ?? 'initiated' };
	},
	refuses: (answer, { refusalCodes }) =>
		isDocumentedRefusal(answer, readCodes(refusalCodes ?? REFUSAL_CODES), own(asFields(answer.body) ?? {}, 'error')),
	readEvent: (delivery) => readMappedEvent(delivery, MAPPING),
	getCall: { request: getCall, read: (body, receivedAt) => readMappedCall(body, receivedAt, MAPPING) },
	listCalls: {
		request: (_settings, { from, to }, cursor) => ({
			method: 'GET',
			path: '/cdrs',
			query: compactQuery({ from, to, cursor, limit: 100 }),
		}),
		read: (body, receivedAt) => readPage(body, (row) => readMappedCall(row, receivedAt, MAPPING)),
	},
	hangUp: (callUuid, { hangUpRequest }): TrunkRequest | Invalid =>
		fillRequestLine(hangUpRequest, { callUuid }, 'Hang Up Request'),
	recording: {
		request: getCall,
		read: (body) => readRecordingUrl(body, 'recording_url', readMappedCall(body, new Date(0), MAPPING)),
	},
	numbers: [
		{
			request: () => ({ method: 'GET', path: '/numbers' }),
			read: (body) =>
				readList(body, ['data', 'numbers'], (row) => {
					const number = asText(own(row, 'number')) ?? asText(own(row, 'phone_number'));
					return (
						number &&
						compact({
							number,
							didId: asText(own(row, 'id')),
							country: asText(own(row, 'country')),
							seatId: asText(own(row, 'seat_id')),
						})
					);
				}),
		},
	],
	agents: {
		request: () => ({ method: 'GET', path: '/agents' }),
		read: (body) =>
			readList(body, ['data', 'agents'], (row) => {
				const id = asText(own(row, 'id'));
				return id && { id, label: asText(own(row, 'name')) ?? id };
			}),
	},
	// `POST /hooks` and `DELETE /hooks/{id}` are documented, their fields and the list are assumed.
	hooks: {
		list: () => ({ method: 'GET', path: '/hooks' }),
		readList: (body) => {
			const page = readList(body, ['data', 'hooks'], readHook);
			return isInvalid(page) ? page : page.items;
		},
		create: (url) => ({ method: 'POST', path: '/hooks', body: { url } }),
		readCreated: (body) =>
			readHook(asFields(body) ?? {}) ?? invalid("The trunk's answer contains no id of the webhook."),
		remove: (id) => ({ method: 'DELETE', path: `/hooks/${encodeURIComponent(id)}` }),
	},
};
