import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** How long an agent wraps up when the option is set and not changed. */
const DEFAULT_WRAP_UP_SECONDS = 30;
const DEFAULT_LIVE_CALLS = 10;

/** At most so many calls at a time; the node then has an output for items that found no free line. */
export const lineFields = (displayOptions: IDisplayOptions): INodeProperties[] => [
	{
		displayName: 'Limit Live Calls',
		name: 'limitLines',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether to dial only while a line is free. An item without a free line leaves by the output No Free Line, undialed.',
		displayOptions,
	},
	{
		displayName: 'Lines',
		name: 'lines',
		type: 'collection',
		placeholder: 'Add limit',
		default: { liveCalls: DEFAULT_LIVE_CALLS },
		displayOptions: { show: { ...displayOptions.show, limitLines: [true] } },
		options: [
			{
				displayName: 'Campaign',
				name: 'campaign',
				type: 'string',
				default: '',
				placeholder: 'e.g. spring-renewals',
				description:
					'The campaign that the call belongs to, for Live Calls at Most per Campaign and for campaign in the events of the call',
			},
			{
				displayName: 'Live Calls at Most',
				name: 'liveCalls',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: DEFAULT_LIVE_CALLS,
				description:
					'The most calls that this credential has at a time, counted in its call store over all executions and processes',
			},
			{
				displayName: 'Live Calls at Most per Campaign',
				name: 'campaignCalls',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: DEFAULT_LIVE_CALLS,
				description: 'The most calls that the campaign has at a time',
			},
			{
				displayName: 'One Call per Seat',
				name: 'oneCallPerSeat',
				type: 'boolean',
				default: true,
				description:
					'Whether a seat gets a call only when its agent is available: not on a call, not paused, and not wrapping up',
			},
			{
				displayName: 'Wrap-Up Time (Seconds)',
				name: 'wrapUpSeconds',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: DEFAULT_WRAP_UP_SECONDS,
				description: 'How long the agent of the seat gets no call after this one, with One Call per Seat',
			},
		],
	},
];
