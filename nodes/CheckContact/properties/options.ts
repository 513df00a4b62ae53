import type { INodeProperties } from 'n8n-workflow';
import { numberOptions } from '../../n8n/numbers/numberOptions';
import {
	DEFAULT_CAP_HOURS,
	DEFAULT_COUNTING,
	DEFAULT_DIALING,
	DEFAULT_OUTPUT_FIELD,
	DEFAULT_RESERVATION_MINUTES,
} from '../defaults';
import { rulesToTurnOff, rulesToTurnOn } from './ruleChoices';

const counting: INodeProperties[] = [
	{
		displayName: 'Count Attempts',
		name: 'countAttempts',
		type: 'options',
		options: [
			{
				name: 'When Checked',
				value: 'checked',
				description: 'An allowed contact counts as called at once: for calls that are placed by other means',
			},
			{
				name: 'When Place Call Places It',
				value: 'placed',
				description: 'An allowed contact is reserved, and counts when Place Call has placed the call',
			},
			{ name: 'Not at All', value: 'off', description: 'Only Earlier Attempts count' },
		],
		default: DEFAULT_COUNTING,
		description:
			'How attempts are counted for rules that limit them. They are counted in the call store of the SIP Trunk API credential, by number.',
	},
	{
		displayName: 'Earlier Attempts',
		name: 'earlierAttempts',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-11-20T09:30:00Z, 2026-11-23T16:05:00Z',
		description:
			'When the contact was called by other means: ISO times, comma-separated, or an array from an expression. They are added to the attempts that are counted here.',
	},
	{
		displayName: 'Max Attempts',
		name: 'maxAttempts',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 3,
		description: 'Your own limit of attempts in any period of so many hours as Max Attempts Period says',
	},
	{
		displayName: 'Max Attempts Period (Hours)',
		name: 'maxAttemptsHours',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_CAP_HOURS,
		description: 'The period of Max Attempts',
	},
	{
		displayName: 'Reservation (Minutes)',
		name: 'reservationMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_RESERVATION_MINUTES,
		description: 'How long an allowed contact counts as called when no call is placed',
	},
	{
		displayName: 'Rest After Refusal (Days)',
		name: 'restDays',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		description: 'Your own rest: full calendar days without a call after Last Refusal',
	},
];

const aboutContact: INodeProperties[] = [
	{
		displayName: 'Agreed to Other Times',
		name: 'anyTime',
		type: 'boolean',
		default: false,
		description:
			'Whether the contact agreed to be called outside the legal hours, and you can prove it; some laws then lift their hours',
	},
	{
		displayName: 'Company',
		name: 'company',
		type: 'boolean',
		default: false,
		description: 'Whether the contact is a company; some rules protect private persons only',
	},
	{
		displayName: 'Consent Date',
		name: 'consentDate',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-03-01',
		description: 'When the consent was given, as an ISO date; in some countries consent lapses',
	},
	{
		displayName: 'Customer',
		name: 'customer',
		type: 'boolean',
		default: false,
		description: 'Whether the contact has a running contract or an established relationship, which some rules exempt',
	},
	{
		displayName: 'Dialing',
		name: 'dialing',
		type: 'options',
		options: [
			{ name: 'Automatic', value: 'automatic', description: 'The workflow chooses and dials, a person talks' },
			{ name: 'By a Person', value: 'person', description: 'A person starts each call' },
			{ name: 'Recorded Message', value: 'recorded', description: 'Nobody talks' },
		],
		default: DEFAULT_DIALING,
		description: 'How the call is made; some rules are for automatic calls or recordings only',
	},
	{
		displayName: 'Emergency Declared',
		name: 'emergency',
		type: 'boolean',
		default: false,
		description: "Whether an emergency is declared at the contact's place; New York and Louisiana then ban sales calls",
	},
	{
		displayName: 'Registered',
		name: 'registered',
		type: 'string',
		default: '',
		placeholder: 'e.g. no, yes, 2026-10-01',
		description:
			'Whether the number is on a do-not-call register that you have imported: yes, no, or the date of its entry. When empty, the register is not checked.',
	},
];

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		...numberOptions,
		...counting,
		...aboutContact,
		{
			displayName: 'Output Field',
			name: 'outputField',
			type: 'string',
			default: DEFAULT_OUTPUT_FIELD,
			placeholder: 'e.g. contactCheck',
			description: 'The field of the item that receives the result',
		},
		{
			displayName: 'Own Holidays',
			name: 'ownHolidays',
			type: 'string',
			default: '',
			placeholder: 'e.g. 12-24, 2026-04-03',
			description: 'Days without calls, comma-separated; without a year they count every year',
		},
		{
			displayName: 'Turn Off Rules',
			name: 'turnOff',
			type: 'multiOptions',
			options: rulesToTurnOff,
			default: [],
			description: 'Rules that do not apply to you',
		},
		{
			displayName: 'Turn On Rules',
			name: 'turnOn',
			type: 'multiOptions',
			options: rulesToTurnOn,
			default: [],
			description: 'Rules that are marked low, or are for certain companies only, and are not checked by default',
		},
	].sort((one, other) => one.displayName.localeCompare(other.displayName)) as INodeProperties[],
};
