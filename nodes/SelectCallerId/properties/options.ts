import type { INodeProperties } from 'n8n-workflow';
import { numberOptions } from '../../n8n/numbers/numberOptions';

/** Where the choice goes when no other field is named. */
export const DEFAULT_OUTPUT_FIELD = 'callerId';

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		...numberOptions,
		{
			displayName: 'Attempt',
			name: 'attempt',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1,
			description: 'Which attempt to reach this contact this is: attempt 2 takes the next number in line',
		},
		{
			displayName: 'Campaign',
			name: 'campaign',
			type: 'string',
			default: '',
			placeholder: 'e.g. spring-renewals',
			description: 'Prefer the numbers of this campaign in the country of the destination',
		},
		{
			displayName: 'Country Map',
			name: 'countryMap',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add country',
			default: {},
			description: 'Countries without a number of their own, and the country whose numbers to use there',
			options: [
				{
					displayName: 'Countries',
					name: 'countries',
					values: [
						{ displayName: 'Destination', name: 'destination', type: 'string', default: '', placeholder: 'e.g. AT' },
						{ displayName: 'Use Numbers Of', name: 'use', type: 'string', default: '', placeholder: 'e.g. DE' },
					],
				},
			],
		},
		{
			displayName: 'Daily Cap',
			name: 'dailyCap',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 100,
			description:
				'How many calls one number makes per day at most, in the time zone of the workflow. It is counted in the call store of the SIP Trunk API credential.',
		},
		{
			displayName: 'Exclude Numbers',
			name: 'exclude',
			type: 'string',
			default: '',
			placeholder: 'e.g. +4930123456, +4930123457',
			description:
				'Numbers that must not be chosen, such as those of earlier attempts: comma-separated, or an array from an expression',
		},
		{
			displayName: 'Include Candidates',
			name: 'includeCandidates',
			type: 'boolean',
			default: false,
			description: 'Whether to list the numbers that tied where the choice was made',
		},
		{
			displayName: 'Lend Seat Numbers',
			name: 'lendSeatNumbers',
			type: 'boolean',
			default: false,
			description: 'Whether a number dedicated to one seat may be used for calls of other seats',
		},
		{
			displayName: 'Match Area Codes',
			name: 'matchAreaCodes',
			type: 'boolean',
			default: true,
			description:
				'Whether numbers near to the destination come before others of its country: of its own area code, one that overlays it or borders on it, and elsewhere with the same first digits',
		},
		{
			displayName: 'Output Field',
			name: 'outputField',
			type: 'string',
			default: DEFAULT_OUTPUT_FIELD,
			placeholder: 'e.g. callerId',
			description: 'The field of the item that receives the choice',
		},
		{
			displayName: 'Pass Over Resting Numbers',
			name: 'passOverResting',
			type: 'boolean',
			default: true,
			description:
				'Whether to pass over numbers that rest because significantly fewer people answered them than before and than the rest of the pool, while other numbers are left. Needs a Call Event Trigger that receives the end of the calls.',
		},
		{
			displayName: 'Remember Number',
			name: 'rememberNumber',
			type: 'boolean',
			default: false,
			description:
				'Whether a contact keeps the number of its last first attempt for 90 days, while it is in the pool. It is kept in the call store of the SIP Trunk API credential.',
		},
		{
			displayName: 'Seat ID',
			name: 'seatId',
			type: 'string',
			default: '',
			placeholder: 'e.g. seat_042',
			description: 'The agent seat that places the call: its own numbers come first',
		},
		{
			displayName: 'Sticky Number',
			name: 'stickyNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.last_caller_id }}',
			description: 'The number this contact was called from before, kept while it is in the pool',
		},
	].sort((one, other) => one.displayName.localeCompare(other.displayName)) as INodeProperties[],
};
