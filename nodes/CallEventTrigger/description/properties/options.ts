import type { INodeProperties } from 'n8n-workflow';
import {
	DEFAULT_BODY_SIZE_LIMIT_KIB,
	DEFAULT_HISTORY_SIZE,
	DEFAULT_WINDOW_HOURS,
	MIN_WINDOW_HOURS,
} from '../../settings';

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Allowed IP Addresses',
			name: 'allowedIps',
			type: 'string',
			default: '',
			placeholder: 'e.g. 203.0.113.0/24, 2001:db8::/32',
			description:
				'Comma-separated addresses and networks, beside the signature. Behind a proxy n8n sees the address of the trunk only when N8N_PROXY_HOPS is right.',
		},
		{
			displayName: 'Body Size Limit (KiB)',
			name: 'bodySizeLimitKib',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: DEFAULT_BODY_SIZE_LIMIT_KIB,
			description: 'Larger deliveries are refused with status 413',
		},
		{
			displayName: 'Deduplication Window (Hours)',
			name: 'windowHours',
			type: 'number',
			typeOptions: { minValue: MIN_WINDOW_HOURS },
			default: DEFAULT_WINDOW_HOURS,
			description: 'How long Redis and Postgres remember an event. It must outlast the longest retry of the trunk.',
		},
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			options: [
				{ name: 'Any', value: 'any' },
				{ name: 'Inbound', value: 'inbound' },
				{ name: 'Outbound', value: 'outbound' },
			],
			default: 'any',
			description: 'Which calls start the workflow',
		},
		{
			displayName: 'Health Token',
			name: 'healthToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'When set, a GET on the URL of this trigger with this bearer token answers with the figures of the pipeline',
		},
		{
			displayName: 'History Size',
			name: 'historySize',
			type: 'number',
			typeOptions: { minValue: 100 },
			default: DEFAULT_HISTORY_SIZE,
			description: 'How many events n8n remembers. It keeps a count, not a time; there are up to four events a call.',
		},
		{
			displayName: 'Include Raw Payload',
			name: 'includeRaw',
			type: 'boolean',
			default: false,
			description: 'Whether to add the payload as the trunk sent it, in the field raw',
		},
		{
			displayName: 'Leave Out Recording URL',
			name: 'dropRecordingUrl',
			type: 'boolean',
			default: false,
			description: 'Whether to drop the recording URL, which is private data, before anything stores it',
		},
		{
			displayName: 'On Changed Payload',
			name: 'onChangedPayload',
			type: 'options',
			options: [
				{ name: 'Emit as Update', value: 'emitUpdate', description: 'Emit it once more, marked with update: true' },
				{ name: 'Ignore', value: 'ignore', description: 'Acknowledge, log and count it' },
			],
			default: 'ignore',
			description: 'What to do when an event that was emitted comes again with other content',
		},
		{
			displayName: 'On Unavailable Store',
			name: 'onStoreUnavailable',
			type: 'options',
			options: [
				{
					name: 'Emit and Mark',
					value: 'emit',
					description:
						'Emit the event with dedupe: unavailable. A lost call record is worse than an upsert done twice.',
				},
				{ name: 'Refuse', value: 'refuse', description: 'Answer 503, so that the trunk delivers again later' },
			],
			default: 'emit',
			description: 'What to do when Redis or Postgres does not answer',
		},
		{
			displayName: 'Register Webhook',
			name: 'registerWebhook',
			type: 'boolean',
			default: false,
			description:
				'Whether to tell the trunk the URL of this trigger through its API when the workflow is activated, for providers that have one (UnlimCall). Otherwise paste the production URL into the portal of the trunk, or into Event URL of Place Call.',
		},
		{
			displayName: 'Seats',
			name: 'seats',
			type: 'string',
			default: '',
			placeholder: 'e.g. seat_0481ab, seat_0482cd',
			description: 'Comma-separated seat IDs whose calls start the workflow. Empty for all.',
		},
	],
};
