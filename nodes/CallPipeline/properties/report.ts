import type { INodeProperties } from 'n8n-workflow';

const displayOptions = { show: { operation: ['getReport'] } };

/** Of the report about the calls of a trunk. */
export const reportProperties: INodeProperties[] = [
	{
		displayName: 'Days',
		name: 'days',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 366 },
		default: 7,
		description:
			'How many days up to now the report is about. The call store keeps calls for 30 days unless the credential says otherwise.',
		displayOptions,
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. America/New_York',
		description: "The IANA time zone of the report's hours. Leave empty for the workflow's.",
		displayOptions,
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: 'Campaign report',
		description: 'The heading of the page',
		displayOptions,
	},
];
