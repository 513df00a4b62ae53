import type { CredentialField } from './provider';

const json = (value: object): string => JSON.stringify(value, null, 2);

/** The names of `SNAKE_CASE_MAPPING`, so that a trunk of that shape needs none of this changed. */
const DEFAULT_PLACE_BODY = json({
	from: '{from}',
	to: '{to}',
	seat_id: '{seatId}',
	client_reference: '{clientReference}',
	contact_id: '{contactId}',
	metadata: '{metadata}',
	ring_timeout_seconds: '{ringTimeoutSeconds}',
	record: '{record}',
});

const field = (
	name: string,
	displayName: string,
	rest: Partial<CredentialField> & { description: string },
): CredentialField => ({
	name,
	displayName,
	default: '',
	...rest,
});

/** What a trunk without a page of its own is described with. */
export const CUSTOM_FIELDS: readonly CredentialField[] = Object.freeze([
	field('customAuthHeader', 'Token Header', {
		default: 'Authorization',
		description: 'The header that carries the access token',
	}),
	field('customAuthPrefix', 'Token Prefix', {
		default: 'Bearer ',
		description: 'What stands before the access token in its header',
	}),
	field('customHeaders', 'Headers (JSON)', {
		default: '{}',
		secret: true,
		description:
			'Further headers of every request. A Content-Type of application/x-www-form-urlencoded sends bodies as forms.',
	}),
	field('customTestRequest', 'Test Request', {
		default: 'GET /me',
		placeholder: 'e.g. GET /me',
		description: 'A harmless request that only an accepted token gets an answer to',
	}),
	field('customPlaceRequest', 'Place Request', {
		default: 'POST /calls',
		placeholder: 'e.g. POST /calls',
		description: 'Method and path that place a call',
	}),
	field('customPlaceBody', 'Place Body (JSON)', {
		default: DEFAULT_PLACE_BODY,
		rows: 8,
		description:
			'Where each value goes: {from}, {to}, {seatId}, {clientReference}, {contactId}, {metadata}, {eventUrl}, {ringTimeoutSeconds}, {record}. A field without a value is left out.',
	}),
	field('customCallUuidPath', 'Call UUID Path', {
		isPlace: true,
		default: 'call_uuid',
		placeholder: 'e.g. data.id',
		description: 'Where the call UUID is in the answer',
	}),
	field('customStatusPath', 'Status Path', {
		isPlace: true,
		default: 'status',
		placeholder: 'e.g. data.state',
		description: "Where the call's status is in the answer",
	}),
	field('customRefusalPath', 'Refusal Code Path', {
		isPlace: true,
		default: 'error',
		placeholder: 'e.g. error.code',
		description: 'Where the code of an error is in an answer outside of 2xx',
	}),
	field('customRefusalCodes', 'Refusal Codes', {
		isPublic: true,
		placeholder: 'e.g. unauthorized, invalid_number, no_credit',
		description:
			'Codes that mean: nothing was dialed. An attempt that is refused so may be repeated; any other is never dialed again, because the call may have been placed.',
	}),
	field('customGetRequest', 'Get Request', {
		placeholder: 'e.g. GET /calls/{callUuid}',
		description: 'Method and path that describe a call. Get and Get Recording are off until it is set.',
	}),
	field('customListRequest', 'Get Many Request', {
		placeholder: 'e.g. GET /cdrs?from={from}&to={to}&cursor={cursor}',
		description: 'Method and path that list calls. Get Many is off until it is set.',
	}),
	field('customHangUpRequest', 'Hang Up Request', {
		placeholder: 'e.g. DELETE /calls/{callUuid}',
		description: 'Method and path that end a call. Hang Up is off until it is set.',
	}),
	field('customHangUpBody', 'Hang Up Body (JSON)', {
		default: '{}',
		rows: 2,
		description: 'The body of the Hang Up Request',
	}),
	field('customTransferRequest', 'Transfer Request', {
		placeholder: 'e.g. POST /calls/{callUuid}/transfer',
		description: 'Method and path that connect a call with a third party. Transfer is off until it is set.',
	}),
	field('customTransferBody', 'Transfer Body (JSON)', {
		default: json({ to: '{to}' }),
		rows: 2,
		description: 'The body of the Transfer Request, from {to}, {from} and {callUuid}',
	}),
	field('customNumbersRequest', 'Numbers Request', {
		placeholder: 'e.g. GET /numbers',
		description: "Method and path that list the account's numbers. From is checked against them once it is set.",
	}),
	field('customDefaultCountry', 'Default Country', {
		placeholder: 'e.g. DE',
		description: 'ISO 3166-1 code of the country whose numbers the trunk sends without a calling code',
	}),
	field('customEventFields', 'Event Fields (JSON)', {
		isPlace: true,
		default: '{}',
		rows: 3,
		placeholder: 'e.g. {"callUuid": "data.id"}',
		description:
			'Where the fields of an event stand, with dots between names. Fields that are not listed have their names in snake case, e.g. call_uuid.',
	}),
	field('customRequiredValues', 'Required Values (JSON)', {
		default: '{}',
		rows: 2,
		placeholder: 'e.g. {"locationId": "0d48aEf7q67DAu134bpy"}',
		description:
			'Fields that each delivery must have with these values, with dots between names. For a platform that signs the deliveries of all its customers with one key.',
	}),
	field('customEventNames', 'Event Names (JSON)', {
		isPlace: true,
		default: '{}',
		rows: 3,
		placeholder: 'e.g. {"*": "completed"}',
		description:
			"The trunk's names for initiated, ringing, answered and completed. The name * stands for every other one, and for none.",
	}),
]);
