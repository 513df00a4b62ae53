import type { INodeProperties } from 'n8n-workflow';

/** What few rows need; alphabetical, as n8n shows a collection. */
const rowDetails: INodeProperties[] = [
	{
		displayName: 'Active',
		name: 'active',
		type: 'boolean',
		default: true,
		description: 'Whether calls may be made from this number',
	},
	{
		displayName: 'Campaign',
		name: 'campaign',
		type: 'string',
		default: '',
		placeholder: 'e.g. spring-renewals',
		description: 'Calls of this campaign prefer this number in its country',
	},
	{
		displayName: 'Label',
		name: 'label',
		type: 'string',
		default: '',
		placeholder: 'e.g. Berlin office',
	},
	{
		displayName: 'Prefixes',
		name: 'prefixes',
		type: 'string',
		default: '',
		placeholder: 'e.g. 212, 646',
		description:
			'Comma-separated national prefixes (area codes) that this number is local to; the longest match wins over the country',
	},
	{
		displayName: 'Seat ID',
		name: 'seatId',
		type: 'string',
		default: '',
		placeholder: 'e.g. seat_042',
		description:
			'The agent seat this number is dedicated to; it is not lent to other seats unless Lend Seat Numbers is on',
	},
	{
		displayName: 'Valid From',
		name: 'validFrom',
		type: 'dateTime',
		default: '',
		description: 'The first moment calls may be made from this number, in UTC unless it names an offset',
	},
	{
		displayName: 'Valid To',
		name: 'validTo',
		type: 'dateTime',
		default: '',
		description: 'The moment from which calls may no longer be made from this number, in UTC unless it names an offset',
	},
	{
		displayName: 'Weight',
		name: 'weight',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		description: 'Share of the calls among numbers that tie: 2 takes twice as many as 1',
	},
];

const row: INodeProperties[] = [
	{
		displayName: 'Number',
		name: 'number',
		type: 'string',
		default: '',
		placeholder: 'e.g. +4930123456',
		description: 'A number that is provisioned at the trunk',
	},
	{
		displayName: 'Country',
		name: 'country',
		type: 'string',
		default: '',
		placeholder: 'e.g. DE',
		description: 'ISO 3166-1 alpha-2 code of the country it serves; read from the number when empty',
	},
	{
		displayName: 'DID ID',
		name: 'didId',
		type: 'string',
		default: '',
		placeholder: 'e.g. did_0815',
		description: "The trunk's identifier of this number, passed on with the choice",
	},
	{
		displayName: 'More',
		name: 'more',
		type: 'collection',
		placeholder: 'Add detail',
		default: {},
		options: rowDetails,
	},
];

export const poolProperties: INodeProperties[] = [
	{
		displayName: 'Numbers',
		name: 'poolSource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Define Below', value: 'table', description: 'Type the numbers into a table' },
			{ name: 'JSON', value: 'json', description: 'Take the numbers from another node or write them as JSON' },
			{ name: 'Trunk', value: 'trunk', description: "Ask the trunk for the account's numbers, once per run" },
		],
		default: 'table',
		description: 'Where the pool of caller IDs comes from',
	},
	{
		displayName: 'Number Pool',
		name: 'pool',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add number',
		default: {},
		displayOptions: { show: { poolSource: ['table'] } },
		options: [{ displayName: 'Number', name: 'rows', values: row }],
	},
	{
		displayName: 'Number Pool (JSON)',
		name: 'poolJson',
		type: 'json',
		default: '[]',
		placeholder: 'e.g. {{ $("Get Numbers").all() }}',
		displayOptions: { show: { poolSource: ['json'] } },
		description:
			'An array of rows or items with the columns number, country, didId, seatId, campaign, label, prefixes, weight, active, validFrom and validTo. Read once per run, for the first item.',
	},
];
