import type { IDataObject } from 'n8n-workflow';
import { NEXT_ACTIONS, OUTCOMES } from '../../nodes/domain/disposition';
import { answeredCall, completedCall, unansweredCall } from './completedCall';
import { outputNames, runNode } from './runNode';

const jsonOf = async (parameters: IDataObject, item: IDataObject): Promise<IDataObject> => {
	const [output] = await runNode({ outputsBy: 'single', ...parameters }, [item]);
	return output[0].json;
};

describe('the published table, by next action', () => {
	it.each([
		['16 normal clearing', completedCall(), 'Connected', 'managerReview'],
		['18 no user responding', unansweredCall({ hangupCauseCode: 18 }), 'No Answer', 'smsFollowUp'],
		['17 user busy', unansweredCall({ hangupCauseCode: 17 }), 'Busy', 'none'],
		['19 no answer from user', unansweredCall({ hangupCauseCode: 19 }), 'No Answer', 'smsFollowUp'],
		['21 call rejected', unansweredCall({ hangupCauseCode: 21 }), 'Rejected', 'none'],
		['486 busy here', unansweredCall({ hangupCauseCode: 486 }), 'Busy', 'none'],
		['voicemail by talk time', answeredCall(7, 30), 'Voicemail', 'suppressRedial'],
		['fast disconnect', answeredCall(1, 2), 'Screened', 'redial'],
		['1 unallocated number', unansweredCall({ hangupCauseCode: 1 }), 'Invalid Number', 'stopDialing'],
	])('%s', async (_, call, disposition, nextAction) => {
		const outputs = await runNode({}, [call]);
		expect(outputs.map((items) => items.length)).toEqual(NEXT_ACTIONS.map((action) => Number(action === nextAction)));
		const [{ json, pairedItem }] = outputs.flat();
		expect(json).toMatchObject({ ...call, disposition, nextAction });
		expect(pairedItem).toEqual({ item: 0 });
	});
});

describe('a call of each outcome', () => {
	const calls: Record<string, IDataObject> = {
		connected: completedCall(),
		voicemail: answeredCall(7, 30),
		noAnswer: unansweredCall({ hangupCauseCode: 18 }),
		busy: unansweredCall({ hangupCauseCode: 17 }),
		rejected: unansweredCall({ hangupCauseCode: 21 }),
		screened: answeredCall(1, 1),
		invalidNumber: unansweredCall({ hangupCauseCode: 1 }),
		unreachable: unansweredCall({ hangupCauseCode: 20 }),
		congestion: unansweredCall({ hangupCauseCode: 34 }),
		canceled: unansweredCall({ hangupCauseCode: 16 }),
		unknown: unansweredCall(),
		inProgress: completedCall({ event: 'ringing' }),
		screenedByAssistant: answeredCall(7, 12, { answeredBy: 'screening' }),
	};

	it('leave by an output each, in a fixed order', async () => {
		const outputs = await runNode({ outputsBy: 'disposition' }, Object.values(calls).reverse());
		expect(outputs.map((items) => items.map(({ json }) => json.outcome))).toEqual(OUTCOMES.map((outcome) => [outcome]));
	});

	it('leave by one when a single output is set', async () => {
		const outputs = await runNode({ outputsBy: 'single' }, Object.values(calls));
		expect(outputs).toHaveLength(1);
		expect(outputs[0].map(({ json, pairedItem }) => [json.outcome, pairedItem])).toEqual(
			Object.keys(calls).map((outcome, item) => [outcome, { item }]),
		);
	});
});

describe('the outputs’ names', () => {
	it('by next action', () => {
		expect(outputNames({})).toEqual([
			'SMS Follow-Up',
			'Suppress Redial',
			'Redial',
			'Manager Review',
			'Stop Dialing',
			'None',
		]);
	});

	it('by disposition, in the team’s words', () => {
		const names = [
			'Connected',
			'Voicemail',
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
		];
		expect(outputNames({ outputsBy: 'disposition' })).toEqual(names);
		const dispositionNames = {
			names: [
				{ outcome: 'busy', word: 'Engaged' },
				{ outcome: 'connected', word: '' },
			],
		};
		expect(outputNames({ outputsBy: 'disposition', dispositionNames })).toEqual(
			names.map((name) => (name === 'Busy' ? 'Engaged' : name)),
		);
	});

	it('of a single output is none', () => {
		expect(outputNames({ outputsBy: 'single' })).toEqual(['']);
		expect(outputNames({ operation: 'mergeRecords', outputsBy: 'disposition' })).toEqual(['']);
	});
});

describe('own rules, judged by n8n', () => {
	const rule = (field: string, value: string, decision: IDataObject): IDataObject => ({
		conditions: {
			options: { caseSensitive: false, leftValue: '', typeValidation: 'loose', version: 2 },
			conditions: [
				{
					id: '1',
					leftValue: `={{ $json.${field} }}`,
					rightValue: value,
					operator: { type: 'string', operation: 'startsWith' },
				},
			],
			combinator: 'and',
		},
		disposition: '',
		name: '',
		nextAction: '',
		outcome: '',
		tag: '',
		...decision,
	});

	it('come first, and the first that matches counts', async () => {
		const rules = {
			values: [
				rule('to', '+44', { outcome: 'busy' }),
				rule('to', '+49', { name: 'Germany', outcome: 'canceled', tag: 'germany' }),
				rule('to', '+4', { outcome: 'rejected' }),
			],
		};
		expect(await jsonOf({ rules }, completedCall())).toMatchObject({
			outcome: 'canceled',
			outcomeReason: 'userRule',
			outcomeDetail: 'Rule “Germany”',
			tag: 'germany',
			nextAction: 'none',
		});
	});

	it('are named by their place when they have no name', async () => {
		const rules = { values: [rule('to', '+44', { outcome: 'busy' }), rule('to', '+49', { outcome: 'canceled' })] };
		expect((await jsonOf({ rules }, completedCall())).outcomeDetail).toBe('Rule “Rule 2”');
	});

	it('that do not match change nothing', async () => {
		const rules = { values: [rule('agentDisposition', 'do not', { nextAction: 'stopDialing' })] };
		expect(await jsonOf({ rules }, completedCall())).toMatchObject({
			outcome: 'connected',
			nextAction: 'managerReview',
		});
		expect(await jsonOf({ rules }, completedCall({ agentDisposition: 'Do not call' }))).toMatchObject({
			outcome: 'connected',
			disposition: 'Do not call',
			nextAction: 'stopDialing',
		});
	});
});

describe('options', () => {
	it.each<[string, IDataObject, IDataObject, IDataObject]>([
		[
			'agent’s words from elsewhere',
			{ agentDisposition: '={{ "Inter" + "ested" }}', agentNotes: 'n', agentNextStep: 's' },
			completedCall(),
			{
				disposition: 'Interested',
				agentNotes: 'n',
				record: expect.objectContaining({ agent_disposition: 'Interested', agent_notes: 'n', agent_next_step: 's' }),
			},
		],
		[
			'empty agent’s words, which leave the item’s',
			{ agentDisposition: '' },
			completedCall({ agentDisposition: 'Interested' }),
			{ disposition: 'Interested' },
		],
		[
			'the attempt, whatever the item says',
			{ attempt: 2 },
			unansweredCall({ hangupCauseCode: 18, attempt: 5 }),
			{ tag: 'call-attempt-2', attempt: 2 },
		],
		[
			'used caller IDs',
			{ usedCallerIds: '+1,+2' },
			answeredCall(1, 1),
			{ excludeCallerIds: ['+1', '+2', '+12025551234'] },
		],
		[
			'the workflow’s time zone',
			{ callbackTime: '09:00' },
			unansweredCall({ hangupCauseCode: 18 }),
			{ callbackAt: '2026-06-08T13:00:00.000Z' },
		],
		[
			'another time zone',
			{ callbackTime: '09:00', timeZone: 'Europe/Berlin' },
			unansweredCall({ hangupCauseCode: 18 }),
			{ callbackAt: '2026-06-08T07:00:00.000Z' },
		],
		[
			'a time zone of each contact',
			{ callbackTime: '09:00', timeZone: '={{ $json.metadata.zone }}' },
			unansweredCall({ hangupCauseCode: 18, metadata: { zone: 'Asia/Tokyo' } }),
			{ callbackAt: '2026-06-08T00:00:00.000Z' },
		],
		[
			'holidays and working days',
			{ holidays: '2026-06-05', workingDays: [1, 3, 5] },
			unansweredCall({ hangupCauseCode: 18 }),
			{ callbackAt: '2026-06-10T09:14:52.000Z' },
		],
		['thresholds', { voicemailToSeconds: 200 }, completedCall(), { outcome: 'voicemail' }],
		[
			'causes',
			{ causeOutcomes: { values: [{ cause: '480', outcome: 'unreachable' }] } },
			unansweredCall({ sipStatus: 480 }),
			{ outcome: 'unreachable' },
		],
		[
			'milliseconds',
			{ durationUnit: 'milliseconds' },
			completedCall({ answeredAt: null, durationSeconds: 30_000 }),
			{ outcome: 'voicemail' },
		],
	])('%s', async (_, options, item, expected) => {
		expect(await jsonOf({ options }, item)).toMatchObject(expected);
	});

	it('of one item are not those of another', async () => {
		const zoned = (zone: string) => unansweredCall({ hangupCauseCode: 18, metadata: { zone } });
		const options = { callbackTime: '09:00', timeZone: '={{ $json.metadata.zone }}' };
		const [items] = await runNode(
			{ outputsBy: 'single', options },
			['Asia/Tokyo', 'Europe/Berlin', 'Asia/Tokyo'].map(zoned),
		);
		expect(items.map(({ json }) => json.callbackAt)).toEqual([
			'2026-06-08T00:00:00.000Z',
			'2026-06-08T07:00:00.000Z',
			'2026-06-08T00:00:00.000Z',
		]);
	});
});

describe('the record', () => {
	it.each([
		[{}, { call_uuid: completedCall().callUuid, disposition: 'Connected' }],
		[{ recordColumns: 'titleCase' }, { 'Call UUID': completedCall().callUuid, Disposition: 'Connected' }],
		[{ recordColumns: 'crm' }, { call_uuid: completedCall().callUuid, disposition: 'Connected' }],
		[
			{ recordColumns: 'crm', vocabulary: 'hubSpot' },
			{
				call_uuid: completedCall().callUuid,
				hs_call_status: 'COMPLETED',
				hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
			},
		],
		[{ options: { includeEmptyColumns: true } }, { contact_id: null }],
	])('with %p', async (parameters, expected) => {
		expect((await jsonOf(parameters, completedCall())).record).toMatchObject(expected);
	});
});

describe('an item that cannot be mapped', () => {
	const bad = completedCall({ callUuid: undefined });

	it.each<[string, IDataObject, IDataObject, string]>([
		['has no call UUID', {}, bad, 'callUuid'],
		[
			'has an event that does not exist',
			{},
			completedCall({ event: 'call.completed' }),
			'initiated, ringing, answered, completed',
		],
		['meets a wrong setting', { options: { timeZone: 'Mars/Olympus' } }, completedCall(), 'Europe/Berlin'],
		[
			'meets a portal list that is none',
			{ vocabulary: 'hubSpot', hubSpotDispositions: '{' },
			completedCall(),
			'not valid JSON',
		],
	])('%s: the sentence says what to do, and the error names the item', async (_, parameters, item, rule) => {
		await expect(runNode(parameters, [item])).rejects.toMatchObject({
			message: expect.stringContaining(rule),
			context: { itemIndex: 0 },
		});
	});

	it.each([
		['nextAction', NEXT_ACTIONS.indexOf('none')],
		['disposition', OUTCOMES.indexOf('unknown')],
		['single', 0],
	])('goes on, if it may, by an output that acts on nobody: %s', async (outputsBy, output) => {
		const outputs = await runNode({ outputsBy }, [completedCall(), bad], { onError: 'continueRegularOutput' });
		expect(outputs.flat()).toHaveLength(2);
		expect(outputs[output]).toContainEqual(
			expect.objectContaining({ json: { error: expect.stringContaining('callUuid') }, pairedItem: { item: 1 } }),
		);
	});
});

describe('merge records', () => {
	const merge = async (items: IDataObject[], parameters: IDataObject = {}, settings = {}) =>
		(await runNode({ operation: 'mergeRecords', ...parameters }, items, settings))[0];
	const part = { call_uuid: 'A3F7C291-4B8E-4D2A-9C1F-08D7B3E4F6A2', contact_id: 'contact_42' };

	it('of the same call into one item that is paired with all of them', async () => {
		const [mapped] = (await runNode({ outputsBy: 'single' }, [completedCall()]))[0];
		const merged = await merge([part, { call_uuid: 'other' }, mapped.json]);
		expect(merged).toEqual([
			{
				json: expect.objectContaining({
					call_uuid: completedCall().callUuid,
					contact_id: 'contact_42',
					outcome: 'connected',
				}),
				pairedItem: [{ item: 0 }, { item: 2 }],
			},
			{ json: { call_uuid: 'other' }, pairedItem: [{ item: 1 }] },
		]);
	});

	it('with the row that the table holds, keeping its other columns', async () => {
		const [{ json }] = await merge([completedCall()], {
			otherRecord: { ...part, id: 'rec1' },
			recordColumns: 'titleCase',
		});
		expect(json).toMatchObject({
			id: 'rec1',
			'Call UUID': completedCall().callUuid,
			'Contact ID': 'contact_42',
			'From Number': '+12025551234',
		});
	});

	it.each([
		['text', JSON.stringify(part), 'contact_42'],
		['an expression', `={{ ${JSON.stringify(part)} }}`, 'contact_42'],
		['nothing', '', undefined],
		['blank text', ' ', undefined],
		['null', '={{ null }}', undefined],
		['an empty row', {}, undefined],
	])('with another record as %s', async (_, otherRecord, contact) => {
		expect((await merge([completedCall()], { otherRecord }))[0].json.contact_id).toBe(contact);
	});

	it.each<[string, IDataObject, IDataObject, string]>([
		['an item without a call UUID', { contact_id: 'a' }, {}, 'no call UUID'],
		['a record of another call', completedCall(), { otherRecord: { call_uuid: 'other' } }, 'another call'],
		['a record without a call UUID', completedCall(), { otherRecord: { contact_id: 'a' } }, 'another call'],
		['a list of records', completedCall(), { otherRecord: '[]' }, 'one record'],
		['a record that is not JSON', completedCall(), { otherRecord: '{' }, 'Other Record is not valid JSON'],
	])('refuses %s', async (_, item, parameters, rule) => {
		await expect(merge([item], parameters)).rejects.toMatchObject({
			message: expect.stringContaining(rule),
			context: { itemIndex: 0 },
		});
	});

	it('goes on, if it may', async () => {
		const merged = await merge([{ contact_id: 'a' }, part], {}, { onError: 'continueRegularOutput' });
		expect(merged.map(({ json, pairedItem }) => [Object.keys(json), pairedItem])).toEqual([
			[['call_uuid', 'contact_id'], [{ item: 1 }]],
			[['error'], { item: 0 }],
		]);
	});
});
