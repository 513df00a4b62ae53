import type { INodeProperties } from 'n8n-workflow';
import { providers } from '../../domain/trunk';
import type { CallOptionName, CallOptions } from '../../domain/trunk/provider';

/** The trunks that have an option, for the end of its description. */
const trunksWith = (option: CallOptionName): string =>
	Object.values(providers)
		.filter(({ callOptions = [] }) => callOptions.includes(option))
		.map(({ displayName }) => displayName)
		.join(', ');

const detectionBy = (way: NonNullable<CallOptions['machineDetection']>): string =>
	Object.values(providers)
		.filter(({ machineDetection = [] }) => machineDetection.includes(way))
		.map(({ displayName }) => displayName)
		.join(', ');

/** What a trunk has or has not: an option that it has not is refused with a sentence. */
export const trunkOptions: INodeProperties[] = [
	{
		displayName: 'Caller Name',
		name: 'callerName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Acme Sales',
		description: `The name that goes with the caller ID (${trunksWith('callerName')})`,
	},
	{
		displayName: 'Machine Detection',
		name: 'machineDetection',
		type: 'options',
		options: [
			{
				name: 'Beside the Call',
				value: 'async',
				description: `The call goes on, and the result comes as soon as there is one (${detectionBy('async')})`,
			},
			{
				name: 'Before the Call Goes On',
				value: 'sync',
				description: `Whoever picks up waits some seconds for the result (${detectionBy('sync')})`,
			},
			{
				name: 'Premium',
				value: 'premium',
				description: `Beside the call, and better at it, at a price (${detectionBy('premium')})`,
			},
			{
				name: 'Premium, with Call Screening',
				value: 'premiumScreening',
				description: `Also recognizes a phone's screening assistant (${detectionBy('premiumScreening')})`,
			},
		],
		default: 'async',
		description: "Whether the trunk detects who picked up. The result is the event's answeredBy.",
	},
	{
		displayName: 'On Machine',
		name: 'onMachine',
		type: 'options',
		options: [
			{ name: 'Do Nothing', value: 'nothing' },
			{ name: 'Hang Up', value: 'hangUp' },
		],
		default: 'hangUp',
		description: `What to do when a machine or a fax picked up; needs Machine Detection (${trunksWith('onMachine')})`,
	},
	{
		displayName: 'Recording Channels',
		name: 'recordingChannels',
		type: 'options',
		options: [
			{ name: 'Dual', value: 'dual', description: 'Each party in a channel of its own' },
			{ name: 'Mono', value: 'mono' },
		],
		default: 'dual',
		description: `How the call is recorded, where Record is on (${trunksWith('recordingChannels')})`,
	},
	{
		displayName: 'Rings First',
		name: 'ringsFirst',
		type: 'options',
		options: [
			{ name: 'Agent', value: 'agent', description: 'The contact is rung once the agent has answered' },
			{ name: 'Contact', value: 'contact', description: 'The agent is rung once the contact has answered, who waits' },
		],
		default: 'agent',
		description: `Who is rung first when a call connects Seat and To (${trunksWith('ringsFirst')})`,
	},
	{
		displayName: 'Send Digits',
		name: 'sendDigits',
		type: 'string',
		default: '',
		placeholder: 'e.g. ww200#',
		description: `Keys to press once the contact has answered; w is a pause of half a second (${trunksWith('sendDigits')})`,
	},
	{
		displayName: 'SIP Headers',
		name: 'sipHeaders',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add header',
		default: {},
		options: [
			{
				displayName: 'Header',
				name: 'header',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. X-Campaign' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. spring' },
				],
			},
		],
		description: `Headers of your own for the contact's leg (${trunksWith('sipHeaders')})`,
	},
	{
		displayName: 'Time Limit (Seconds)',
		name: 'timeLimit',
		type: 'number',
		typeOptions: { minValue: 30, maxValue: 14_400 },
		default: 3600,
		description: `The trunk ends the call this long after the answer (${trunksWith('timeLimitSeconds')})`,
	},
	{
		displayName: 'Wait for Beep',
		name: 'detectBeep',
		type: 'boolean',
		default: true,
		description: `Whether to report when a machine's beep came; needs Machine Detection (${trunksWith('detectBeep')})`,
	},
];
