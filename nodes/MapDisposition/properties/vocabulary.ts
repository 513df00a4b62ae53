import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { outcomeChoices } from './choices';

const showOnlyForMap = { operation: ['map'] };

export const vocabularies: INodePropertyOptions[] = [
	{ name: 'Close', value: 'close', description: 'Standard words, and the call status of Close' },
	{ name: 'GoHighLevel', value: 'goHighLevel', description: 'The call statuses of GoHighLevel' },
	{ name: 'HubSpot', value: 'hubSpot', description: 'The call outcomes of HubSpot, with their GUIDs' },
	{ name: 'Odoo', value: 'odoo', description: 'Standard words for a call record of Odoo' },
	{ name: 'Pipedrive', value: 'pipedrive', description: 'The call log outcomes of Pipedrive' },
	{ name: 'Salesforce', value: 'salesforce', description: 'Standard words for the Call Result of a Salesforce task' },
	{ name: 'Standard', value: 'standard', description: 'Connected, No Answer, Busy, Rejected and so on' },
	{
		name: 'SuiteCRM',
		value: 'suiteCrm',
		description: 'Standard words for the name of a SuiteCRM call, and its status',
	},
	{ name: 'Vtiger', value: 'vtiger', description: 'The call statuses of vtiger' },
	{
		name: 'Zoho CRM',
		value: 'zoho',
		description: 'Standard words for the Call Result, and the call status of Zoho CRM',
	},
];

export const vocabularyProperties: INodeProperties[] = [
	{
		displayName: 'Vocabulary',
		name: 'vocabulary',
		type: 'options',
		displayOptions: { show: showOnlyForMap },
		options: vocabularies,
		default: 'standard',
		description: 'Whose words to use for the disposition',
	},
	{
		displayName: 'HubSpot Dispositions',
		name: 'hubSpotDispositions',
		type: 'json',
		default: '',
		placeholder: 'e.g. the answer of GET /calling/v1/dispositions',
		displayOptions: { show: { ...showOnlyForMap, vocabulary: ['hubSpot'] } },
		description:
			'The list of your own portal, as GET /calling/v1/dispositions answers it. Leave empty for the six that every portal starts with.',
	},
	{
		displayName: 'Disposition Names',
		name: 'dispositionNames',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add name',
		displayOptions: { show: showOnlyForMap },
		default: {},
		description: 'Your own words for outcomes, in place of those of the vocabulary',
		options: [
			{
				displayName: 'Names',
				name: 'names',
				values: [
					{ displayName: 'Outcome', name: 'outcome', type: 'options', options: outcomeChoices, default: 'connected' },
					{
						displayName: 'Word',
						name: 'word',
						type: 'string',
						default: '',
						placeholder: 'e.g. Reached',
						description: 'Empty leaves the disposition empty',
					},
				],
			},
		],
	},
];
