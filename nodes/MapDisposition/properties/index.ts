import type { INodeProperties } from 'n8n-workflow';
import { options } from './options';
import { rules } from './rules';
import { vocabularyProperties } from './vocabulary';

const showOnlyForMap = { show: { operation: ['map'] } };
const showOnlyForMerge = { show: { operation: ['mergeRecords'] } };

const columnStyles = [
	{ name: 'Snake Case', value: 'snakeCase', description: 'Such as call_uuid and hangup_cause, for databases' },
	{
		name: 'Title Case',
		value: 'titleCase',
		description: 'Such as Call UUID and Hangup Cause, for Airtable and Notion',
	},
];
const columnStylesAndCrm = [
	{
		name: 'Of the CRM',
		value: 'crm',
		description: 'The fields of the CRM chosen as vocabulary; snake case for the standard one',
	},
	...columnStyles,
];

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
			{
				name: 'Merge Records',
				value: 'mergeRecords',
				action: 'Merge records of the same call',
				description: 'Merge partial call records with the same call UUID into one, in whatever order they come',
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
	...vocabularyProperties,
	{ ...rules, displayOptions: showOnlyForMap },
	{
		displayName: 'Record Columns',
		name: 'recordColumns',
		type: 'options',
		displayOptions: showOnlyForMap,
		options: columnStylesAndCrm,
		default: 'snakeCase',
		description: 'How the fields of the call record are named',
	},
	{ ...options, displayOptions: showOnlyForMap },
	{
		displayName: 'Other Record',
		name: 'otherRecord',
		type: 'json',
		default: '',
		placeholder: 'e.g. {{ $("Map Disposition").item.json.record }}',
		displayOptions: showOnlyForMerge,
		description:
			'A record of the same call to merge into the item, for instance the row that your table already holds. Items with the same call UUID are merged in any case.',
	},
	{
		displayName: 'Record Columns',
		name: 'recordColumns',
		type: 'options',
		displayOptions: showOnlyForMerge,
		options: columnStyles,
		default: 'snakeCase',
		description: 'How the fields of the merged record are named; any of these is read',
	},
];
