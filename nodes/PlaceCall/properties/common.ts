import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { providers } from '../../domain/trunk';

/** Fields that several operations share, each shown where `displayOptions` says. */

export const fromField = (displayOptions: IDisplayOptions): INodeProperties => ({
	displayName: 'From',
	name: 'from',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'number', value: '={{ $json.callerId.number }}' },
	description: "The caller ID: one of the trunk's numbers, usually chosen by Select Caller ID",
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchNumbers', searchable: true },
		},
		{ displayName: 'Number', name: 'number', type: 'string', placeholder: 'e.g. +12025550143' },
	],
	displayOptions,
});

export const toField = (displayOptions: IDisplayOptions, rest: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: 'To',
	name: 'to',
	type: 'string',
	required: true,
	default: '={{ $json.to }}',
	placeholder: 'e.g. +4930123456789',
	description: 'The number to call, in E.164 or as written in the default country',
	displayOptions,
	...rest,
});

const seats = Object.values(providers)
	.filter(({ seat }) => seat)
	.map(({ seat, displayName }) => `${seat} (${displayName})`)
	.join(', ');

export const seatField = (displayOptions: IDisplayOptions): INodeProperties => ({
	displayName: 'Seat',
	name: 'seatId',
	type: 'resourceLocator',
	default: { mode: 'id', value: '' },
	description: `The agent's line that the call belongs to: ${seats}`,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchAgents', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. seat_0481ab' },
	],
	displayOptions,
});

export const callUuidField = (displayOptions: IDisplayOptions): INodeProperties => ({
	displayName: 'Call UUID',
	name: 'callUuid',
	type: 'string',
	required: true,
	default: '={{ $json.callUuid }}',
	placeholder: 'e.g. a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
	description: "The trunk's identifier of the call, as Place Call and Call Event Trigger give it",
	displayOptions,
});

/** What the toll-fraud guard lets through, in the order of their labels. */
export const guardOptions: INodeProperties[] = [
	{
		displayName: 'Allow Special Numbers',
		name: 'specialNumbers',
		type: 'multiOptions',
		options: [
			{
				name: 'Not in the Numbering Plan',
				value: 'unknown',
				description: 'Numbers that no plan knows, such as one with a digit too many',
			},
			{ name: 'Pagers', value: 'pager' },
			{ name: 'Personal Numbers', value: 'personal', description: 'Such as +44 70: they forward to any other number' },
			{ name: 'Premium Rate', value: 'premiumRate', description: 'Such as +49 900 and +1 900' },
			{
				name: 'Satellite and Global Networks',
				value: 'globalNetwork',
				description: 'Numbers that belong to no country: +870, +881, +882, +883, +979 and the like',
			},
			{ name: 'Shared Cost', value: 'sharedCost', description: 'Such as +49 180 and +44 84' },
		],
		default: [],
		description:
			'Kinds of numbers that are dialed although they can be expensive. By default none of them is. Emergency numbers and short codes are never dialed.',
	},
	{
		displayName: 'Allowed Countries',
		name: 'allowedCountries',
		type: 'string',
		default: '',
		placeholder: 'e.g. DE, FR, US',
		description:
			"Comma-separated ISO 3166-1 codes of the only countries that may be dialed, for the agent's phone too. Empty for all. An AI agent may dial only when it is set.",
	},
	{
		displayName: 'Allowed SIP Domains',
		name: 'sipDomains',
		type: 'string',
		default: '',
		placeholder: 'e.g. pbx.example.com',
		description:
			"Comma-separated domains that a SIP address in Seat or in To of a transfer may have, in addition to the trunk's own. Subdomains are included.",
	},
];

const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
};
export const DEFAULT_LIMIT = limit.default as number;

export const returnAllFields = (displayOptions: IDisplayOptions): INodeProperties[] => [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions,
	},
	{ ...limit, displayOptions: { show: { ...displayOptions.show, returnAll: [false] } } },
];
