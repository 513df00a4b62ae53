import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_BODY_SIZE_LIMIT_KIB, DEFAULT_HISTORY_SIZE, DEFAULT_WINDOW_HOURS, MIN_WINDOW_HOURS } from './settings';

export const properties: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: [
			{ name: 'Answered', value: 'answered', description: 'The far end picked up' },
			{ name: 'Completed', value: 'completed', description: 'The call ended; carries all that a call record needs' },
			{ name: 'Initiated', value: 'initiated', description: 'The call left the trunk' },
			{ name: 'Ringing', value: 'ringing', description: 'The far end is being alerted' },
		],
		default: ['completed'],
		description: 'Which events start the workflow. All others are acknowledged and ignored.',
	},
	{
		displayName: 'Deduplication Store',
		name: 'ledger',
		type: 'options',
		options: [
			{
				name: 'Built-in History',
				value: 'n8nHistory',
				description: 'In the database of n8n. Nothing to install; for one n8n process.',
			},
			{
				name: 'Postgres',
				value: 'postgres',
				description: 'In a table that all n8n processes share; for queue mode',
			},
			{
				name: 'Redis',
				value: 'redis',
				description: 'In a Redis that all n8n processes share; for queue mode',
			},
		],
		default: 'n8nHistory',
		description: 'Where the events that were already emitted are remembered, so that a repeated delivery is not emitted again',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
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
				name: 'onLedgerUnavailable',
				type: 'options',
				options: [
					{
						name: 'Emit and Mark',
						value: 'emit',
						description: 'Emit the event with dedupe: unavailable. A lost call record is worse than an upsert done twice.',
					},
					{ name: 'Refuse', value: 'refuse', description: 'Answer 503, so that the trunk delivers again later' },
				],
				default: 'emit',
				description: 'What to do when Redis or Postgres does not answer',
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
	},
];
