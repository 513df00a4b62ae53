import { compileSettings } from '../../nodes/MapDisposition/compileSettings';
import { OUTCOMES, type Outcome } from '../../nodes/domain/disposition';
import { VOCABULARIES, type VocabularyName } from '../../nodes/domain/disposition/vocabulary/presets';
import { answeredCall, completedCall, unansweredCall } from './completedCall';
import { mapWith, settingsWith } from './mapWith';

/** One call for each outcome. */
const CALLS: ReadonlyArray<readonly [Outcome, object]> = [
	['connected', completedCall()],
	['voicemail', answeredCall(7, 30)],
	['noAnswer', unansweredCall({ hangupCauseCode: 18 })],
	['busy', unansweredCall({ hangupCauseCode: 17 })],
	['rejected', unansweredCall({ hangupCauseCode: 21 })],
	['screened', answeredCall(1, 1)],
	['invalidNumber', unansweredCall({ hangupCauseCode: 1 })],
	['unreachable', unansweredCall({ hangupCauseCode: 20 })],
	['congestion', unansweredCall({ hangupCauseCode: 34 })],
	['canceled', unansweredCall({ hangupCauseCode: 16 })],
	['unknown', unansweredCall()],
	['inProgress', completedCall({ event: 'ringing' })],
	['screenedByAssistant', answeredCall(7, 12, { answeredBy: 'screening' })],
];

const HUBSPOT = {
	Busy: '9d9162e7-6cf3-4944-bf63-4dff82258764',
	Connected: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
	'Left voicemail': 'b2cf5968-551e-4856-9783-52b3da59a7d0',
	'No answer': '73a0d17f-1163-4015-bdd5-ec830791da20',
	'Wrong number': '17b47fee-58de-441e-a44c-c6300d46f273',
};

/** Where the team's words are the standard ones and the CRM has no own. */
const STANDARD_WORDS = [
	['Connected'],
	['Voicemail'],
	['No Answer'],
	['Busy'],
	['Rejected'],
	['Screened'],
	['Invalid Number'],
	['Unreachable'],
	['Congestion'],
	['Canceled'],
	['Unknown'],
	['In Progress'],
	['Screened by Assistant'],
] as const;

/** [disposition, crmDisposition, callStatus] for each outcome, in the order of `CALLS`. */
const EXPECTED: Readonly<Record<VocabularyName, ReadonlyArray<readonly [string, string?, string?]>>> = {
	standard: STANDARD_WORDS,
	salesforce: STANDARD_WORDS,
	zoho: [
		['Connected', undefined, 'Completed'],
		['Voicemail', undefined, 'Completed'],
		...[
			'No Answer',
			'Busy',
			'Rejected',
			'Screened',
			'Invalid Number',
			'Unreachable',
			'Congestion',
			'Canceled',
			'Unknown',
			'In Progress',
			'Screened by Assistant',
		].map((word) => [word] as const),
	],
	hubSpot: [
		['Connected', HUBSPOT.Connected, 'COMPLETED'],
		['Left voicemail', HUBSPOT['Left voicemail'], 'COMPLETED'],
		['No answer', HUBSPOT['No answer'], 'NO_ANSWER'],
		['Busy', HUBSPOT.Busy, 'BUSY'],
		['No answer', HUBSPOT['No answer'], 'NO_ANSWER'],
		['', undefined, 'FAILED'],
		['Wrong number', HUBSPOT['Wrong number'], 'FAILED'],
		['', undefined, 'FAILED'],
		['', undefined, 'FAILED'],
		['', undefined, 'CANCELED'],
		['', undefined, 'UNKNOWN'],
		['', undefined, 'IN_PROGRESS'],
		['No answer', HUBSPOT['No answer'], 'NO_ANSWER'],
	],
	pipedrive: [
		'connected',
		'left_voicemail',
		'no_answer',
		'busy',
		'no_answer',
		'no_answer',
		'wrong_number',
		'no_answer',
		'no_answer',
		'',
		'',
		'',
		'no_answer',
	].map((word) => [word, word || undefined] as const),
	goHighLevel: [
		'completed',
		'voicemail',
		'no-answer',
		'busy',
		'no-answer',
		'failed',
		'failed',
		'failed',
		'failed',
		'canceled',
		'',
		'pending',
		'no-answer',
	].map((word) => [word, word || undefined] as const),
	close: [
		['Connected', undefined, 'completed'],
		['Voicemail', undefined, 'completed'],
		['No Answer', undefined, 'no-answer'],
		['Busy', undefined, 'busy'],
		['Rejected', undefined, 'no-answer'],
		['Screened', undefined, 'failed'],
		['Invalid Number', undefined, 'failed'],
		['Unreachable', undefined, 'failed'],
		['Congestion', undefined, 'failed'],
		['Canceled', undefined, 'cancel'],
		['Unknown'],
		['In Progress', undefined, 'in-progress'],
		['Screened by Assistant', undefined, 'no-answer'],
	],
	odoo: STANDARD_WORDS,
	suiteCrm: [
		['Connected', undefined, 'Held'],
		['Voicemail', undefined, 'Not Held'],
		['No Answer', undefined, 'Not Held'],
		['Busy', undefined, 'Not Held'],
		['Rejected', undefined, 'Not Held'],
		['Screened', undefined, 'Not Held'],
		['Invalid Number', undefined, 'Not Held'],
		['Unreachable', undefined, 'Not Held'],
		['Congestion', undefined, 'Not Held'],
		['Canceled', undefined, 'Not Held'],
		['Unknown', undefined, 'Not Held'],
		['In Progress', undefined, 'Planned'],
		['Screened by Assistant', undefined, 'Not Held'],
	],
	vtiger: [
		['completed', 'completed'],
		['voicemail', 'voicemail'],
		['no-answer', 'no-answer'],
		['busy', 'busy'],
		['rejected', 'rejected'],
		['screened', 'screened'],
		['invalid-number', 'invalid-number'],
		['unreachable', 'unreachable'],
		['congestion', 'congestion'],
		['canceled', 'canceled'],
		['unknown', 'unknown'],
		['in-progress', 'in-progress'],
		['screened', 'screened'],
	],
};

it('there is a call for each outcome', () => {
	expect(CALLS.map(([outcome]) => outcome)).toEqual(OUTCOMES);
	for (const [outcome, call] of CALLS) expect(mapWith(call).outcome).toBe(outcome);
});

describe.each(Object.keys(VOCABULARIES) as VocabularyName[])('%s', (vocabulary) => {
	it.each(CALLS)('%s', (outcome, call) => {
		const { disposition, crmDisposition, callStatus } = mapWith(call, settingsWith({}, { vocabulary }));
		const [word, value, status] = EXPECTED[vocabulary][OUTCOMES.indexOf(outcome)];
		expect({ disposition, crmDisposition, callStatus }).toEqual({
			disposition: word,
			crmDisposition: value,
			callStatus: status,
		});
	});
});

describe('own words', () => {
	it('replace those of the vocabulary, and none is a word too', () => {
		const settings = settingsWith(
			{},
			{
				dispositionNames: {
					names: [
						{ outcome: 'connected', word: ' Reached ' },
						{ outcome: 'busy', word: '' },
					],
				},
			},
		);
		expect(mapWith(completedCall(), settings).disposition).toBe('Reached');
		const busy = mapWith(unansweredCall({ hangupCauseCode: 17 }), settings);
		expect(busy.disposition).toBe('');
		expect(busy.record).not.toHaveProperty('disposition');
		expect(mapWith(unansweredCall({ hangupCauseCode: 18 }), settings).disposition).toBe('No Answer');
	});

	it('are understood when an agent says them, in any script', () => {
		const settings = settingsWith(
			{},
			{
				dispositionNames: {
					names: [
						{ outcome: 'invalidNumber', word: 'Falsche Nummer' },
						{ outcome: 'voicemail', word: '留守電' },
						{ outcome: 'busy', word: '📵' },
					],
				},
			},
		);
		const outcomeOf = (agentDisposition: string) =>
			mapWith(answeredCall(7, 200, { agentDisposition }), settings).outcome;
		expect(['falsche nummer', '留守電', '📵', 'ちがう'].map(outcomeOf)).toEqual([
			'invalidNumber',
			'voicemail',
			'busy',
			'connected',
		]);
	});

	it('go to a CRM that takes only its own words as the CRM’s word of the outcome', () => {
		const settings = settingsWith(
			{},
			{ vocabulary: 'pipedrive', dispositionNames: { names: [{ outcome: 'connected', word: 'Reached' }] } },
		);
		expect(mapWith(completedCall(), settings)).toMatchObject({ disposition: 'Reached', crmDisposition: 'connected' });
		expect(mapWith(completedCall({ agentDisposition: 'Interested' }), settings)).toMatchObject({
			disposition: 'Interested',
			crmDisposition: 'connected',
		});
		expect(mapWith(completedCall({ agentDisposition: 'Left voicemail' }), settings)).toMatchObject({
			outcome: 'voicemail',
			crmDisposition: 'left_voicemail',
		});
	});
});

describe('HubSpot', () => {
	const portal = [
		{ id: HUBSPOT.Connected, label: 'Connected' },
		{ id: 'portal-spam', label: 'Spam blocked' },
		{ id: 'portal-interested', label: 'Interested' },
	];
	const portalSettings = () =>
		settingsWith(
			{},
			{
				vocabulary: 'hubSpot',
				hubSpotDispositions: portal,
				dispositionNames: { names: [{ outcome: 'screened', word: 'Spam Blocked' }] },
			},
		);

	it('takes an agent’s disposition as label or GUID', () => {
		const settings = settingsWith({}, { vocabulary: 'hubSpot' });
		expect(mapWith(completedCall({ agentDisposition: 'left voicemail' }), settings)).toMatchObject({
			outcome: 'voicemail',
			crmDisposition: HUBSPOT['Left voicemail'],
		});
		expect(mapWith(completedCall({ agentDisposition: HUBSPOT['Wrong number'] }), settings).outcome).toBe(
			'invalidNumber',
		);
		expect(mapWith(completedCall({ agentDisposition: 'Left live message' }), settings)).toMatchObject({
			outcome: 'connected',
			crmDisposition: 'a4c4c377-d246-4b32-a13b-75a56a4cd0ff',
		});
	});

	it('knows the portal’s own list', () => {
		expect(mapWith(answeredCall(1, 1), portalSettings())).toMatchObject({
			disposition: 'Spam Blocked',
			crmDisposition: 'portal-spam',
		});
		expect(mapWith(completedCall({ agentDisposition: 'interested' }), portalSettings()).crmDisposition).toBe(
			'portal-interested',
		);
	});

	it('has no value for what the portal’s list lacks', () => {
		expect(mapWith(unansweredCall({ hangupCauseCode: 17 }), portalSettings())).not.toHaveProperty('crmDisposition');
	});

	it('reads the list as text', () => {
		const settings = settingsWith({}, { vocabulary: 'hubSpot', hubSpotDispositions: JSON.stringify(portal) });
		expect(mapWith(completedCall(), settings).crmDisposition).toBe(HUBSPOT.Connected);
	});

	it.each([
		['text that is not JSON', '[{', 'not valid JSON'],
		['an object', { results: portal }, 'GET /calling/v1/dispositions'],
		['a list of words', ['Busy'], 'GET /calling/v1/dispositions'],
		['a row without an id', [{ label: 'Busy' }], 'GET /calling/v1/dispositions'],
		['a row with a number', [{ id: 7, label: 'Busy' }], 'GET /calling/v1/dispositions'],
		['a row with an empty label', [{ id: 'a', label: '' }], 'GET /calling/v1/dispositions'],
		['a row that is null', [null], 'GET /calling/v1/dispositions'],
	])('refuses %s', (_, hubSpotDispositions, rule) => {
		const parameters = {
			vocabulary: 'hubSpot' as const,
			dispositionNames: {},
			timeZone: 'UTC',
			options: {},
			hubSpotDispositions,
		};
		expect(compileSettings(parameters)).toEqual({ kind: 'invalid', rule: expect.stringContaining(rule) });
	});
});
