import type { INodeProperties } from 'n8n-workflow';

const showOnlyForPlace = { show: { resource: ['call'], operation: ['place'] } };

export const placeProperties: INodeProperties[] = [
	{
		displayName: 'From',
		name: 'from',
		type: 'string',
		required: true,
		default: '={{ $json.callerId.number }}',
		placeholder: 'e.g. +12025550143',
		description: 'The caller ID: one of the trunk\'s numbers, usually chosen by Select Caller ID',
		displayOptions: showOnlyForPlace,
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'string',
		required: true,
		default: '={{ $json.to }}',
		placeholder: 'e.g. +4930123456789',
		description: 'The number to call, in E.164 or as written in the default country',
		displayOptions: showOnlyForPlace,
	},
	{
		displayName: 'Seat ID',
		name: 'seatId',
		type: 'string',
		default: '',
		placeholder: 'e.g. seat_0481ab',
		description: 'The agent\'s line at the trunk that the call belongs to',
		displayOptions: showOnlyForPlace,
	},
	{
		displayName: 'Contact ID',
		name: 'contactId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 00Q5e00000AbCdE',
		description: 'The record in your CRM that is called, sent along where the trunk echoes it',
		displayOptions: showOnlyForPlace,
	},
	{
		displayName: 'Client Reference',
		name: 'clientReference',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.contactId }}-attempt-1',
		description: 'What makes this dial attempt one of a kind: the same reference is never dialled twice. Leave empty to derive it from workflow, node, run, item and execution.',
		displayOptions: showOnlyForPlace,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: showOnlyForPlace,
		options: [
			{
				displayName: 'Default Country',
				name: 'defaultCountry',
				type: 'string',
				default: '',
				placeholder: 'e.g. DE',
				description: 'ISO 3166-1 code of the country that numbers without a calling code belong to',
			},
		],
	},
];
