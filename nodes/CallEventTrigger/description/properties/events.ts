import type { INodeProperties } from 'n8n-workflow';

export const eventProperties: INodeProperties[] = [
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
		displayName: 'Outputs',
		name: 'outputMode',
		type: 'options',
		options: [
			{ name: 'Single', value: 'single', description: 'All events leave by one output' },
			{ name: 'One per Event', value: 'perEvent', description: 'Each of the selected events has an output of its own' },
		],
		default: 'single',
		description: 'How the events leave the node',
	},
];
