import type { INodeProperties } from 'n8n-workflow';

const operationOf = (
	resource: string,
	options: INodeProperties['options'],
	defaultOperation: string,
): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: [resource] } },
	options,
	default: defaultOperation,
});

/** What the node works on, and what it does with it. Not every trunk offers everything: docs/providers/README.md. */
export const resourceProperties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Call', value: 'call' },
			{ name: 'Number', value: 'number' },
			{ name: 'Recording', value: 'recording' },
			{ name: 'Softphone Link', value: 'softphoneLink' },
		],
		default: 'call',
	},
	operationOf(
		'call',
		[
			{ name: 'Get', value: 'get', action: 'Get call', description: 'Look up how a call stands' },
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many calls',
				description: 'List many calls of a time range, to find those whose events never came',
			},
			{ name: 'Hang Up', value: 'hangUp', action: 'Hang up call', description: 'End a call on both sides' },
			{
				name: 'Place',
				value: 'place',
				action: 'Place call',
				description: 'Ring a number with a caller ID of the trunk',
			},
			{
				name: 'Place and Wait',
				value: 'placeAndWait',
				action: 'Place call and wait',
				description: 'Ring a number, and return the finished call with its outcome',
			},
			{
				name: 'Transfer',
				value: 'transfer',
				action: 'Transfer call',
				description: 'Connect a call under way with a third party',
			},
		],
		'place',
	),
	operationOf(
		'number',
		[
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many numbers',
				description: 'List many numbers that may stand in From',
			},
		],
		'getAll',
	),
	operationOf(
		'recording',
		[
			{
				name: 'Get',
				value: 'get',
				action: 'Get recording',
				description: 'Download the recording of a call as binary data',
			},
		],
		'get',
	),
	operationOf(
		'softphoneLink',
		[
			{
				name: 'Get',
				value: 'get',
				action: 'Get softphone link',
				description: "Build the link that opens the agent's browser softphone and dials",
			},
		],
		'get',
	),
];
