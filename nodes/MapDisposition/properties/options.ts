import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { DEFAULT_TAGS } from '../../domain/disposition';
import { DEFAULTS, DEFAULT_DURATION_UNIT, DEFAULT_WORKING_DAYS } from '../defaults';
import { nextActionChoices, outcomeChoices } from './choices';

const outcomeRow: INodeProperties = {
	displayName: 'Outcome',
	name: 'outcome',
	type: 'options',
	options: outcomeChoices,
	default: 'noAnswer',
};

/** A table with one row per outcome or cause. */
function table(
	displayName: string,
	name: string,
	description: string,
	row: string,
	values: INodeProperties[],
): INodeProperties {
	const options: INodePropertyCollection[] = [{ displayName: row, name: 'values', values }];
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: `Add ${row.toLowerCase()}`,
		default: {},
		description,
		options,
	};
}

function count(displayName: string, name: keyof typeof DEFAULTS, description: string, minValue = 0): INodeProperties {
	const value = DEFAULTS[name];
	return { displayName, name, type: 'number', typeOptions: { minValue }, default: value, description };
}

function line(displayName: string, name: string, placeholder: string, description: string): INodeProperties {
	return { displayName, name, type: 'string', default: '', placeholder, description };
}

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		line(
			'Agent Disposition',
			'agentDisposition',
			'e.g. Interested',
			'What the agent entered after the call; empty for agentDisposition of the item. It wins over every rule that looks at times or causes.',
		),
		line(
			'Agent Next Step',
			'agentNextStep',
			'e.g. Send the offer',
			'What the agent wants to do next; goes into the call record',
		),
		line(
			'Agent Notes',
			'agentNotes',
			'e.g. Asked for a call next Thursday',
			'What the agent noted; goes into the call record',
		),
		{
			displayName: 'Attempt',
			name: 'attempt',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1,
			description:
				'Which attempt to reach this contact the call was; without this option the attempt of the item or of its metadata, else the first',
		},
		count(
			'Callback After Business Days',
			'callbackBusinessDays',
			'For the SMS follow-up: how many business days after the call to call again',
		),
		line(
			'Callback Time',
			'callbackTime',
			'e.g. 09:30',
			'Local time of day of the callback. Empty keeps the time of day of the call.',
		),
		table(
			'Cause Outcomes',
			'causeOutcomes',
			'Your own reading of hangup causes, where the built-in table does not fit your trunk',
			'Cause',
			[
				{
					displayName: 'Cause',
					name: 'cause',
					type: 'string',
					default: '',
					placeholder: 'e.g. 480, USER_BUSY, Q.850;cause=31',
					description: 'A SIP status, a Q.850 value, a name or a word of your provider',
				},
				outcomeRow,
			],
		),
		{
			displayName: 'Duration Unit',
			name: 'durationUnit',
			type: 'options',
			options: [
				{ name: 'Milliseconds', value: 'milliseconds' },
				{ name: 'Seconds', value: 'seconds' },
			],
			default: DEFAULT_DURATION_UNIT,
			description: 'Unit of durations without timestamps; where the times of answer and end are known, they count',
		},
		count(
			'Fast Disconnect: Answered Within Seconds',
			'fastAnswerSeconds',
			'A call answered sooner than this and ended at once counts as screened. It cannot tell a screening service from a person who picked up in haste and hung up.',
		),
		count('Fast Disconnect: Talk Time Up To Seconds', 'fastTalkSeconds', 'How long such a call may last at most'),
		line(
			'Holidays',
			'holidays',
			'e.g. 12-25, 2026-04-03',
			'Days that are no business days, comma-separated; without a year they count every year',
		),
		{
			displayName: 'Include Empty Columns',
			name: 'includeEmptyColumns',
			type: 'boolean',
			default: false,
			description:
				'Whether the call record has every column, with null for what is not known. Writing such a record can erase what another event told.',
		},
		count('Max Attempts', 'maxAttempts', 'After this attempt a call that would be redialed is not dialed again', 1),
		table('Next Actions', 'nextActions', 'What to do after an outcome, where it is not what you want', 'Next Action', [
			outcomeRow,
			{ displayName: 'Next Action', name: 'nextAction', type: 'options', options: nextActionChoices, default: 'none' },
		]),
		count(
			'Redial After Minutes',
			'redialDelayMinutes',
			'How long after a screened call to dial again with another caller ID',
		),
		count(
			'Review After Minutes',
			'reviewAfterMinutes',
			'How long after the call the agent has to enter a disposition before a manager reviews it',
		),
		count(
			'Review Calls Over Seconds',
			'reviewOverSeconds',
			'A connected call longer than this, without an agent disposition, goes to a manager. A call within the voicemail window counts as voicemail first, unless the provider or the agent says that a person answered.',
		),
		count(
			'Rings From Seconds',
			'rangFromSeconds',
			'Causes that mean a timeout count as no answer when the call rang at least this long, else as unreachable. The trunk does not tell whether the phone really rang.',
		),
		count('Suppress Redial Hours', 'suppressHours', 'How long after a voicemail not to call again'),
		table(
			'Tags',
			'tags',
			`Tags by outcome; {attempt} stands for the number of the attempt. By default no answer gives ${DEFAULT_TAGS.noAnswer} and voicemail ${DEFAULT_TAGS.voicemail}.`,
			'Tag',
			[
				outcomeRow,
				{
					displayName: 'Tag',
					name: 'tag',
					type: 'string',
					default: '',
					placeholder: 'e.g. call-attempt-{attempt}',
					description: 'Empty gives no tag',
				},
			],
		),
		line(
			'Time Zone',
			'timeZone',
			'e.g. Europe/Berlin',
			'IANA time zone of the business days; empty for that of the workflow',
		),
		line(
			'Used Caller IDs',
			'usedCallerIds',
			'e.g. +4930123456, +4930123457',
			'Numbers that this contact has been called from; empty for usedCallerIds of the item or of its metadata. The number of this call is added.',
		),
		count(
			'Voicemail From Seconds',
			'voicemailFromSeconds',
			'An answered call with a talk time from here on counts as voicemail. Talk time alone cannot tell a greeting from a short talk: prefer answering-machine detection of the provider, which wins.',
		),
		count('Voicemail To Seconds', 'voicemailToSeconds', 'The longest talk time that counts as voicemail'),
		{
			displayName: 'Working Days',
			name: 'workingDays',
			type: 'multiOptions',
			options: [
				{ name: 'Friday', value: 5 },
				{ name: 'Monday', value: 1 },
				{ name: 'Saturday', value: 6 },
				{ name: 'Sunday', value: 7 },
				{ name: 'Thursday', value: 4 },
				{ name: 'Tuesday', value: 2 },
				{ name: 'Wednesday', value: 3 },
			],
			default: [...DEFAULT_WORKING_DAYS],
			description: 'Days of the week that are business days',
		},
	],
};
