import type { INodeProperties } from 'n8n-workflow';
import { options } from './options';
import { poolProperties } from './pool';

export const properties: INodeProperties[] = [
	{
		displayName: 'Destination',
		name: 'destination',
		type: 'string',
		required: true,
		default: '={{ $json.to }}',
		placeholder: 'e.g. +4930123456',
		description: 'The number to call, in any style; national numbers need Default Country',
	},
	...poolProperties,
	{
		displayName: 'Strategy',
		name: 'strategy',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'First', value: 'first', description: 'The first number in the order of the pool' },
			{ name: 'Least Recently Used', value: 'leastRecentlyUsed', description: 'The number that has rested longest' },
			{ name: 'Least Used Today', value: 'leastUsedToday', description: 'The number with the fewest calls today' },
			{ name: 'Random', value: 'random', description: 'A number drawn at random for each item' },
			{ name: 'Round Robin', value: 'roundRobin', description: 'Each number in its turn' },
			{
				name: 'Stable per Contact',
				value: 'stable',
				description: 'The same contact always gets the same number, by weight',
			},
			{ name: 'Weighted', value: 'weighted', description: 'Drawn at random for each item, by weight' },
		],
		default: 'stable',
		description: 'How to choose among numbers that match the destination equally well',
	},
	{
		displayName:
			'The turns and uses are counted in the call store of the SIP Trunk API credential: choose one in this node.',
		name: 'usageNotice',
		type: 'notice',
		default: '',
		displayOptions: {
			show: { strategy: ['roundRobin', 'leastRecentlyUsed', 'leastUsedToday'] },
		},
	},
	{
		displayName: 'Contact ID',
		name: 'contactId',
		type: 'string',
		default: '={{ $json.contactId }}',
		placeholder: 'e.g. contact_42',
		description:
			'Who is called: the same contact keeps its number, and its next attempt takes another; when it is empty, the destination is used',
	},
	{
		displayName: 'When No Number Matches',
		name: 'onNoMatch',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Send to No Match Output',
				value: 'output',
				description: 'The item leaves by the second output with the reason',
			},
			{ name: 'Stop with an Error', value: 'error', description: 'The item fails with the reason' },
			{ name: 'Use Default Number', value: 'default', description: 'The number below, unless it is excluded' },
		],
		default: 'output',
	},
	{
		displayName: 'Default Number',
		name: 'defaultNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. +4930123456',
		displayOptions: { show: { onNoMatch: ['default'] } },
		description: 'The number to call from when no rule finds one',
	},
	options,
];
