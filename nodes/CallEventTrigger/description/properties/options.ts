import type { INodeProperties } from 'n8n-workflow';
import {
	DEFAULT_BODY_SIZE_LIMIT_KIB,
	DEFAULT_CRASH_TIMEOUT_SECONDS,
	DEFAULT_EXECUTIONS_AT_ONCE,
	DEFAULT_KEEP_HOURS,
	MIN_CRASH_TIMEOUT_SECONDS,
	MIN_KEEP_HOURS,
	QUEUE_CRASH_TIMEOUT_SECONDS,
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
				'Comma-separated addresses and networks, in addition to the signature. Behind a proxy n8n sees the address of the trunk only when N8N_PROXY_HOPS is right.',
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
			displayName: 'Crash Timeout (Seconds)',
			name: 'crashTimeoutSeconds',
			type: 'number',
			typeOptions: { minValue: MIN_CRASH_TIMEOUT_SECONDS },
			default: DEFAULT_CRASH_TIMEOUT_SECONDS,
			description:
				'How long an n8n process may give no sign of life before its events run again, marked with redelivered: true, and how long an execution may take to begin. ' +
				`Without this option it is ${DEFAULT_CRASH_TIMEOUT_SECONDS}, and ${QUEUE_CRASH_TIMEOUT_SECONDS} in queue mode. With less, an n8n that is only slow is taken for crashed.`,
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
			description:
				'Which calls start the workflow. Inbound calls carry lastCall: the contact, agent and campaign that the number was last called for.',
		},
		{
			displayName: 'Events per Execution',
			name: 'eventsPerExecution',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1,
			description:
				'How many events may share an execution while more arrive than n8n can run one by one. With 1, each event has an execution of its own. With more, n8n gets through several times as many, and each node gets several items.',
		},
		{
			displayName: 'Exclude Recording URL',
			name: 'dropRecordingUrl',
			type: 'boolean',
			default: false,
			description: 'Whether to drop the recording URL, which is private data, before anything stores it',
		},
		{
			displayName: 'Executions at Once',
			name: 'executionsAtOnce',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: DEFAULT_EXECUTIONS_AT_ONCE,
			description: 'How many executions of this trigger may be under way. Further events wait in the call store.',
		},
		{
			displayName: 'Health Token',
			name: 'healthToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'When set, a GET on the URL of this trigger with this bearer token returns the metrics of the pipeline',
		},
		{
			displayName: 'Include Raw Payload',
			name: 'includeRaw',
			type: 'boolean',
			default: false,
			description: 'Whether to add the payload as the trunk sent it, in the field raw',
		},
		{
			displayName: 'On Changed Payload',
			name: 'onChangedPayload',
			type: 'options',
			options: [
				{ name: 'Emit as Update', value: 'emitUpdate', description: 'Emit it again, marked with update: true' },
				{ name: 'Ignore', value: 'ignore', description: 'Acknowledge, log and count it' },
			],
			default: 'ignore',
			description:
				'What to do when an event is delivered again with different content, or when something is told of a call after its end was emitted, such as who picked up or a recording',
		},
		{
			displayName: 'Processed Within (Minutes)',
			name: 'processedWithinMinutes',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'When set, an event is done only when Call Pipeline marks it as processed. One that is not marked in this time, counted from the beginning of its run, runs again with redelivered: true.',
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
			displayName: 'Remember Events (Hours)',
			name: 'keepHours',
			type: 'number',
			typeOptions: { minValue: MIN_KEEP_HOURS },
			default: DEFAULT_KEEP_HOURS,
			description:
				'How long an event that is done is remembered, so that a repetition is recognized. It must outlast the longest retry of the trunk.',
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
