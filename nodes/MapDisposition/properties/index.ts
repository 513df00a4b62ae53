import type { INodeProperties } from 'n8n-workflow';
import { options } from './options';
import { rules } from './rules';
import { vocabularyProperties } from './vocabulary';

const showOnlyForMap = { show: { operation: ['map'] } };

export const properties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Map',
				value: 'map',
				action: 'Map call event to disposition',
				description: 'Turn a call event into a disposition, the next action and a call record',
			},
		],
		default: 'map',
	},
	{
		displayName: 'Outputs',
		name: 'outputsBy',
		type: 'options',
		noDataExpression: true,
		displayOptions: showOnlyForMap,
		options: [
			{ name: 'By Disposition', value: 'disposition', description: 'One output for each outcome, named in your words' },
			{ name: 'By Next Action', value: 'nextAction', description: 'One output for each thing that can be done next' },
			{ name: 'Single', value: 'single', description: 'Every call leaves by the same output' },
		],
		default: 'nextAction',
		description: 'How calls leave this node',
	},
	...vocabularyProperties.map((property) => ({ ...property, displayOptions: { show: { ...showOnlyForMap.show, ...property.displayOptions?.show } } })),
	{ ...rules, displayOptions: showOnlyForMap },
	{
		displayName: 'Record Columns',
		name: 'recordColumns',
		type: 'options',
		displayOptions: showOnlyForMap,
		options: [
			{ name: 'Snake Case', value: 'snakeCase', description: 'Such as call_uuid and hangup_cause, for databases' },
			{ name: 'Title Case', value: 'titleCase', description: 'Such as Call UUID and Hangup Cause, for Airtable and Notion' },
		],
		default: 'snakeCase',
		description: 'How the fields of the call record are named',
	},
	{ ...options, displayOptions: showOnlyForMap },
];
