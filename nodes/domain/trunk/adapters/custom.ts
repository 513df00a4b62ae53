import type { CallEventName } from '../../call/callEvent';
import { normalizeCallUuid } from '../../call/callUuid';
import { readCountry } from '../../phone';
import { invalid, isInvalid, type Invalid } from '../../result';
import { CUSTOM_FIELDS } from '../customFields';
import { eventUrlOf } from '../request/eventUrl';
import { fillTemplate } from '../request/fillTemplate';
import { isEventName, readMappedCall, readMappedEvent, type Mapping } from '../event/mappedEvent';
import { MAPPED_FIELDS, type FieldPaths } from '../event/mappedFields';
import { asText, own, readPath, type Fields } from '../event/payload';
import { SNAKE_CASE_MAPPING } from '../event/snakeCaseMapping';
import type { OutboundCall, TrunkProvider, TrunkRequest, TrunkSettings } from '../provider';
import { isDocumentedRefusal, readCodes } from '../response/documentedRefusal';
import { readList, readPage } from '../response/readList';
import { readRecordingUrl } from '../response/recordings';
import { fillRequestLine } from '../request/requestLine';

const ID = 'custom';
/** By field; for a credential that was saved without it. */
const DEFAULTS = Object.fromEntries(CUSTOM_FIELDS.map((field) => [field.name, field.default]));

/** The text pairs of a JSON setting; what is no text is left out. */
function readPairs(json: unknown): ReadonlyMap<string, string> {
	const filled = fillTemplate(json, {}, '');
	if (isInvalid(filled)) return new Map();
	return new Map(Object.entries(filled.body).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

/** The names that it starts from, changed where the credential says so. */
function mappingOf({ customEventFields, customEventNames, customDefaultCountry }: TrunkSettings): Mapping {
	const given = readPairs(customEventFields);
	const paths: FieldPaths = Object.fromEntries(
		MAPPED_FIELDS.map((field) => [field, given.get(field) ?? SNAKE_CASE_MAPPING.paths[field]]).filter(
			([, path]) => path !== undefined,
		),
	);
	const words = [...readPairs(customEventNames)].filter((pair): pair is [string, CallEventName] =>
		isEventName(pair[1]),
	);
	return {
		provider: ID,
		paths,
		words: words.length > 0 ? new Map(words) : SNAKE_CASE_MAPPING.words,
		defaultCountry: readCountry(asText(customDefaultCountry) ?? ''),
	};
}

/** The rule that a delivery breaks which is another account's, where all accounts share the platform's key. */
function checkRequired(body: unknown, { customRequiredValues }: TrunkSettings): Invalid | undefined {
	const required = asText(customRequiredValues);
	if (required === undefined) return undefined;
	const checked = fillTemplate(required, {}, 'Required Values');
	if (isInvalid(checked)) return checked;
	const other = Object.entries(JSON.parse(required) as Fields).find(
		([path, value]) => asText(value) === undefined || asText(readPath(body, path)) !== asText(value),
	);
	return (
		other &&
		invalid(`The field ${other[0]} is not as the SIP Trunk API credential requires: the delivery is another account's.`)
	);
}

function headersOf({ customHeaders }: TrunkSettings): Record<string, string> {
	return Object.fromEntries(readPairs(customHeaders));
}

const isForm = (headers: Readonly<Record<string, string>>): boolean =>
	Object.entries(headers).some(
		([name, value]) => name.toLowerCase() === 'content-type' && value.startsWith('application/x-www-form-urlencoded'),
	);

/** A request from a request line and, for a method that has one, a body template. */
function build(
	line: unknown,
	label: string,
	template: unknown,
	values: Readonly<Record<string, unknown>>,
	settings: TrunkSettings,
): TrunkRequest | Invalid {
	const texts = Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, value === undefined ? undefined : String(value)]),
	);
	const request = fillRequestLine(line, texts, label);
	if (isInvalid(request)) return request;
	const headers = headersOf(settings);
	const form = isForm(headers);
	if (template === undefined || request.method === 'GET') return { ...request, headers };
	const filled = fillTemplate(template, values, `The body of ${label}`);
	return isInvalid(filled) ? filled : { ...request, headers, body: filled.body, ...(form && { form }) };
}

function placeCall(call: OutboundCall, settings: TrunkSettings): TrunkRequest | Invalid {
	const values = { ...call, eventUrl: eventUrlOf(call) };
	return build(settings.customPlaceRequest, 'Place Request', settings.customPlaceBody, values, settings);
}

/** Any HTTP trunk, or what stands before one: a Worker that reshapes events, GoHighLevel's outbound webhook. */
export const custom: TrunkProvider = {
	id: ID,
	displayName: 'Custom HTTP Trunk',
	baseUrl: {
		name: 'customBaseUrl',
		displayName: 'Base URL',
		default: '',
		placeholder: 'e.g. https://trunk.example.com/api',
		description: 'The part of the address that all requests share',
	},
	credentialFields: CUSTOM_FIELDS,
	signature: { scheme: 'hmac', header: 'x-signature', encoding: 'hex', prefix: 'sha256=' },
	eventUrl: { without: 'portal' },
	authorize({ customAuthHeader, customAuthPrefix, accessToken }) {
		const name = asText(customAuthHeader) ?? DEFAULTS.customAuthHeader;
		return { [name]: `${String(customAuthPrefix ?? '')}${String(accessToken ?? '').trim()}` };
	},
	probe(settings) {
		const request = fillRequestLine(settings.customTestRequest || DEFAULTS.customTestRequest, {}, 'Test Request');
		return isInvalid(request) ? { method: 'GET', path: '/' } : { ...request, headers: headersOf(settings) };
	},
	placeCall,
	readPlaced(body, { customCallUuidPath, customStatusPath }) {
		const path = asText(customCallUuidPath) ?? DEFAULTS.customCallUuidPath;
		const callUuid = normalizeCallUuid(readPath(body, path));
		if (callUuid === undefined)
			return invalid(
				`The trunk's answer contains no ${path}: set Call UUID Path in the SIP Trunk API credential to where it is.`,
			);
		return {
			callUuid,
			status: asText(readPath(body, asText(customStatusPath) ?? DEFAULTS.customStatusPath)) ?? 'initiated',
		};
	},
	refuses: (answer, { customRefusalPath, customRefusalCodes }) =>
		isDocumentedRefusal(
			answer,
			readCodes(customRefusalCodes),
			readPath(answer.body, asText(customRefusalPath) ?? DEFAULTS.customRefusalPath),
		),
	readEvent: (delivery, settings = {}) =>
		checkRequired(delivery.body, settings) ?? readMappedEvent(delivery, mappingOf(settings)),
	getCall: {
		request: (callUuid, settings) => build(settings.customGetRequest, 'Get Request', undefined, { callUuid }, settings),
		read: (body, receivedAt, settings) => readMappedCall(body, receivedAt, mappingOf(settings)),
	},
	listCalls: {
		request(settings, { from = '', to = '' }, cursor = '') {
			return build(settings.customListRequest, 'Get Many Request', undefined, { from, to, cursor }, settings);
		},
		read: (body, receivedAt, settings) => readPage(body, (row) => readMappedCall(row, receivedAt, mappingOf(settings))),
	},
	hangUp: (callUuid, settings) =>
		build(settings.customHangUpRequest, 'Hang Up Request', settings.customHangUpBody, { callUuid }, settings),
	transfer: (transfer, settings) =>
		build(settings.customTransferRequest, 'Transfer Request', settings.customTransferBody, { ...transfer }, settings),
	recording: {
		request: (callUuid, settings) => build(settings.customGetRequest, 'Get Request', undefined, { callUuid }, settings),
		read(body, settings) {
			const mapping = mappingOf(settings);
			const call = readMappedCall(body, new Date(0), mapping);
			return readRecordingUrl(body, mapping.paths.recordingUrl ?? 'recording_url', call);
		},
	},
	numbers: [
		{
			request: (settings) => build(settings.customNumbersRequest, 'Numbers Request', undefined, {}, settings),
			read: (body) =>
				readList(body, ['data', 'numbers'], (row) => {
					const number = asText(own(row, 'number')) ?? asText(own(row, 'phone_number'));
					return number && { number, ...(asText(own(row, 'id')) && { didId: asText(own(row, 'id')) }) };
				}),
		},
	],
};
