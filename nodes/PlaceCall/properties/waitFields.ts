import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

export const DEFAULT_WAIT_SECONDS = 3_600;
export const DEFAULT_ASK_SECONDS = 15;
export const DEFAULT_CALLS_AT_ONCE = 10;

/** What Place and Wait has in addition to Place. */
export const waitFields = (displayOptions: IDisplayOptions): INodeProperties[] => [
	{
		displayName: 'Outputs',
		name: 'outputsBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'One', value: 'single' },
			{
				name: 'By Outcome',
				value: 'outcome',
				description: 'Connected, Voicemail, No Answer, Busy, Other, Still in Progress',
			},
		],
		default: 'single',
		description: 'Where finished calls leave the node',
		displayOptions,
	},
	{
		displayName: 'Waiting',
		name: 'waiting',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions,
		options: [
			{
				displayName: 'Ask the Trunk Every (Seconds)',
				name: 'askSeconds',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: DEFAULT_ASK_SECONDS,
				description: 'How often to ask the trunk how the call stands, where it can be asked. 0 to rely on its events.',
			},
			{
				displayName: 'Calls at Once',
				name: 'callsAtOnce',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: DEFAULT_CALLS_AT_ONCE,
				description: 'How many items are called and waited for side by side. Live Calls at Most if not set.',
			},
			{
				displayName: 'Hang Up When Stopped',
				name: 'hangUpWhenStopped',
				type: 'boolean',
				default: false,
				description: 'Whether to end the calls that are waited for when the execution is stopped',
			},
			{
				displayName: 'Wait at Most (Seconds)',
				name: 'waitSeconds',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: DEFAULT_WAIT_SECONDS,
				description: 'How long to wait for the end of a call. After that the item is still in progress.',
			},
		],
	},
];
