import type { INodeProperties } from 'n8n-workflow';

const forFreeLines = { show: { operation: ['getFreeLines'] } };
const forAgentState = { show: { operation: ['setAgentState'] } };

const limit = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 10,
	description,
	displayOptions: forFreeLines,
});

/** Of the lines that Place Call takes with Limit Live Calls. */
export const lineProperties: INodeProperties[] = [
	limit('Live Calls at Most', 'liveCalls', 'The same limit as in Place Call'),
	{
		displayName: 'Campaign',
		name: 'campaign',
		type: 'string',
		default: '',
		placeholder: 'e.g. spring-renewals',
		description: 'Leave empty to look at the trunk and the seats only',
		displayOptions: forFreeLines,
	},
	limit('Live Calls at Most per Campaign', 'campaignCalls', 'The same limit as in Place Call, with Campaign'),
	{
		displayName: 'Seats',
		name: 'seats',
		type: 'string',
		default: '',
		placeholder: 'e.g. seat_042, seat_043',
		description:
			'The seats to look at, comma-separated, or an array from an expression. No more lines are free than seats.',
		displayOptions: forFreeLines,
	},
	{
		displayName: 'Seat ID',
		name: 'seatId',
		type: 'string',
		required: true,
		default: '={{ $json.seatId }}',
		placeholder: 'e.g. seat_042',
		description: "The agent's line, as Place Call is given it",
		displayOptions: forAgentState,
	},
	{
		displayName: 'State',
		name: 'agentState',
		type: 'options',
		options: [
			{ name: 'Available', value: 'available' },
			{ name: 'On a Call', value: 'onCall', description: 'On a call that Place Call did not place' },
			{ name: 'Paused', value: 'paused' },
			{ name: 'Wrapping Up', value: 'wrappingUp' },
		],
		default: 'available',
		description: 'How the agent stands. Only an available one gets calls with One Call per Seat.',
		displayOptions: forAgentState,
	},
	{
		displayName: 'For (Seconds)',
		name: 'forSeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'After how long the agent is available again. 0 for until it is set again.',
		displayOptions: { show: { ...forAgentState.show, agentState: ['onCall', 'paused', 'wrappingUp'] } },
	},
];
