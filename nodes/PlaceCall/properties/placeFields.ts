import type { INodeProperties } from 'n8n-workflow';
import { providers } from '../../domain/trunk';
import { REQUEST_TIMEOUT_MS } from '../../n8n/http/transport';
import { trunkOptions } from './trunkOptions';
import { numberOptions } from '../../n8n/numbers/numberOptions';
import { fromField, guardOptions, seatField, toField } from './common';

const requestTimeoutSeconds = REQUEST_TIMEOUT_MS / 1000;
/** How long a client reference counts as used when the option is not set. */
export const DEFAULT_REFERENCE_WINDOW_HOURS = 72;
const takesEventUrl = Object.values(providers)
	.filter(({ eventUrl }) => eventUrl)
	.map(({ displayName }) => displayName)
	.join(', ');
const showOnlyForPlace = { show: { resource: ['call'], operation: ['place', 'placeAndWait'] } };

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	displayOptions: showOnlyForPlace,
	options: [
		...guardOptions,
		...trunkOptions,
		{
			displayName: 'Calls per Second',
			name: 'callsPerSecond',
			type: 'number',
			typeOptions: { minValue: 0.1, numberPrecision: 1 },
			default: 1,
			description:
				'The most calls that may be placed in any second through this credential, counted in this n8n process',
		},
		...numberOptions,
		{
			displayName: 'Extra Fields',
			name: 'extraFields',
			type: 'json',
			default: '{}',
			description: "Further fields of the trunk's request, as a JSON object. They never replace the node's own.",
		},
		{
			displayName: 'Metadata',
			name: 'metadata',
			type: 'json',
			default: '{}',
			description: 'What the trunk is to send back with the call\'s events, as a JSON object, e.g. {"attempt": 2}',
		},
		{
			displayName: 'Record',
			name: 'record',
			type: 'boolean',
			default: false,
			description: 'Whether to ask the trunk to record the call',
		},
		{
			displayName: 'Reference Window (Hours)',
			name: 'referenceWindowHours',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: DEFAULT_REFERENCE_WINDOW_HOURS,
			description: 'How long a client reference counts as used',
		},
		{
			displayName: 'Request Timeout (Seconds)',
			name: 'requestTimeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 120 },
			default: requestTimeoutSeconds,
			description: "How long to wait for the trunk's answer. After that it is unknown whether the call was placed.",
		},
		{
			displayName: 'Ring Timeout (Seconds)',
			name: 'ringTimeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 600 },
			default: 30,
			description: 'How long the destination rings before the trunk gives up',
		},
		{
			displayName: 'Verify Caller ID',
			name: 'verifyCallerId',
			type: 'boolean',
			default: true,
			description: "Whether From must be one of the trunk's numbers, where the trunk lists them",
		},
	].sort((one, other) => one.displayName.localeCompare(other.displayName)) as INodeProperties[],
};

export const placeProperties: INodeProperties[] = [
	fromField(showOnlyForPlace),
	toField(showOnlyForPlace),
	seatField(showOnlyForPlace),
	{
		displayName: 'Contact ID',
		name: 'contactId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 00Q5e00000AbCdE',
		description: 'The record in your CRM that is called, sent along where the trunk echoes it',
		displayOptions: showOnlyForPlace,
	},
	{
		displayName: 'Client Reference',
		name: 'clientReference',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.contactId }}-attempt-1',
		description:
			'What makes this dial attempt one of a kind: the same reference is never dialed twice. Leave empty to derive it from workflow, node, run, item and execution.',
		displayOptions: showOnlyForPlace,
	},
	{
		displayName: 'Event URL',
		name: 'eventUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/webhook/5f1c/call-events',
		description: `The production URL of the Call Event Trigger, for trunks that take it with each call: ${takesEventUrl}. Leave empty for the one in the credential.`,
		displayOptions: showOnlyForPlace,
	},
	options,
];
