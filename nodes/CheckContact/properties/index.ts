import type { INodeProperties } from 'n8n-workflow';
import { options } from './options';

export const properties: INodeProperties[] = [
	{
		displayName:
			'This node checks the rules you choose. It knows no national register that you have not imported, and does not say that a call is lawful.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Number',
		name: 'number',
		type: 'string',
		required: true,
		default: '={{ $json.to }}',
		placeholder: 'e.g. +13055550123',
		description: "The contact's number, in any style; national numbers need Default Country",
	},
	{
		displayName: 'Area',
		name: 'area',
		type: 'string',
		default: '',
		placeholder: 'e.g. US-FL',
		description:
			"The contact's state or province in the United States or Canada, as US-FL, FL or Florida. When empty, the area code of the number decides.",
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. America/New_York',
		description:
			"The contact's IANA time zone. When empty, every zone that the number may be in must be inside the hours.",
	},
	{
		displayName: 'Consent',
		name: 'consent',
		type: 'options',
		options: [
			{ name: 'Express', value: 'express', description: 'The contact agreed to be called' },
			{ name: 'None', value: 'none', description: 'The contact has not agreed, or nobody knows' },
			{ name: 'Presumed', value: 'presumed', description: 'A company that can be presumed to agree' },
			{ name: 'Written', value: 'written', description: 'The contact agreed in writing, for calls like this one' },
		],
		default: 'none',
		description: 'What the contact agreed to and you can prove; an expression may also give true or false',
	},
	{
		displayName: 'Do Not Call',
		name: 'doNotCall',
		type: 'boolean',
		default: false,
		description: 'Whether the contact asked not to be called; such a contact is never called',
	},
	{
		displayName: 'Last Refusal',
		name: 'lastRefusal',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-10-05',
		description: 'When the contact last refused an offer, as an ISO date; empty if never',
	},
	{
		displayName: 'Purpose',
		name: 'purpose',
		type: 'options',
		options: [
			{ name: 'Debt Collection', value: 'collection' },
			{ name: 'Sales', value: 'sales' },
			{
				name: 'Sales of Energy Works',
				value: 'energy',
				description: 'Energy saving or renewable energy works and equipment, which France bans',
			},
			{
				name: 'Service',
				value: 'service',
				description: 'About a running contract, an appointment or a request of the contact',
			},
		],
		default: 'sales',
		description: 'What the call is for',
	},
	{
		displayName: 'Hours',
		name: 'hours',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Legal', value: 'legal', description: "The hours in the table for the contact's country and state" },
			{ name: 'Legal and Own', value: 'both', description: 'Calls must be inside both' },
			{ name: 'Own', value: 'own', description: 'Your hours in place of the legal ones; all other rules remain' },
		],
		default: 'legal',
		description: 'The hours in which contacts may be called',
	},
	{
		displayName: 'Own Hours',
		name: 'ownHours',
		type: 'string',
		default: 'Mon-Fri 09:00-20:00',
		placeholder: 'e.g. Mon-Fri 09:00-12:00 14:00-18:00, Sat 10:00-14:00',
		displayOptions: { show: { hours: ['both', 'own'] } },
		description: "Local time of the contact; a day that isn't listed is closed, and the end is not included",
	},
	options,
];
