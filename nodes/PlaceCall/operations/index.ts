import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from './operation';
import { place } from './place';

/** Keyed by resource and operation. */
export const operations: Readonly<Record<string, Operation>> = Object.freeze({
	'call:place': place,
});

export const operationProperties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [{ name: 'Call', value: 'call' }],
		default: 'call',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['call'] } },
		options: [
			{ name: 'Place', value: 'place', action: 'Place call', description: 'Ring a number with a caller ID of the trunk' },
		],
		default: 'place',
	},
	...Object.values(operations).flatMap(({ properties }) => properties),
];
