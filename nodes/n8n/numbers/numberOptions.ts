import type { INodeProperties } from 'n8n-workflow';

/** How an item's numbers are read: the options of every node that reads some, in the order of their labels. */
export const numberOptions: INodeProperties[] = [
	{
		displayName: 'Default Country',
		name: 'defaultCountry',
		type: 'string',
		default: '',
		placeholder: 'e.g. DE',
		description:
			'ISO 3166-1 alpha-2 code of the country that numbers without a calling code belong to; it may differ from item to item',
	},
	{
		displayName: 'Numbers Without Plus',
		name: 'numbersWithoutPlus',
		type: 'options',
		options: [
			{
				name: 'Read as International',
				value: 'international',
				description: 'The digits are an international number whose plus was lost, where that is valid',
			},
			{
				name: 'Read as National',
				value: 'national',
				description: 'The digits are a number of the default country, where that is valid',
			},
			{
				name: 'Refuse if Unclear',
				value: 'refuse',
				description: 'Digits that are a number both ways are refused, and the item says which two they are',
			},
		],
		default: 'refuse',
		description:
			'What digits such as 6465550123 mean with Default Country US: a number of New York, or +64 6 555 0123 in New Zealand',
	},
	{
		displayName: 'Only Valid Numbers',
		name: 'onlyValidNumbers',
		type: 'boolean',
		default: false,
		description:
			"Whether to refuse numbers that their country's numbering plan does not have. Some are newer than the plan that this package knows, most are mistyped.",
	},
];
