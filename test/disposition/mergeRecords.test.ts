import { mergeRecords, readRecord, type StoredRecord } from '../../nodes/domain/disposition';
import { completedCall, unansweredCall } from './completedCall';
import { mapWith } from './mapWith';

const recordOf = (item: object): StoredRecord => mapWith(item).record as StoredRecord;
const { agentDisposition: _none, ...CALL } = completedCall() as Record<string, unknown>;

/** The four events of one call, as the trigger emits them. */
const initiated = () =>
	recordOf({
		...CALL,
		event: 'initiated',
		contactId: 'contact_42',
		answeredAt: undefined,
		endedAt: undefined,
		durationSeconds: undefined,
		ringSeconds: undefined,
		hangupCause: undefined,
		hangupCauseCode: undefined,
	});
const answered = () =>
	recordOf({
		...CALL,
		event: 'answered',
		endedAt: undefined,
		durationSeconds: undefined,
		hangupCause: undefined,
		hangupCauseCode: undefined,
	});
const completed = () => recordOf(CALL);
const agent: StoredRecord = {
	callUuid: CALL.callUuid,
	agentDisposition: 'Interested',
	agentNotes: 'Thursday',
	agentDispositionAt: '2026-06-04T09:19:00.000Z',
};

const permutations = <T>(items: readonly T[]): T[][] =>
	items.length < 2
		? [[...items]]
		: items.flatMap((item, i) =>
				permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]),
			);

describe('one call, told in parts', () => {
	it('gives the same record in all 24 orders', () => {
		const merged = permutations([initiated(), answered(), completed(), agent]).map((records) => mergeRecords(records));
		for (const record of merged) expect(record).toEqual(merged[0]);
		expect(merged[0]).toMatchObject({
			contactId: 'contact_42',
			initiatedAt: '2026-06-04T09:14:22.000Z',
			answeredAt: '2026-06-04T09:14:29.000Z',
			endedAt: '2026-06-04T09:17:45.000Z',
			ringSeconds: 7,
			durationSeconds: 196,
			outcome: 'connected',
			disposition: 'Interested',
			agentNotes: 'Thursday',
			nextAction: 'none',
		});
		expect(merged[0]).not.toHaveProperty('nextActionAt');
	});

	it('a late event erases nothing of a finished record', () => {
		expect(mergeRecords([completed(), initiated()])).toEqual({ ...completed(), contactId: 'contact_42' });
	});

	it('the earliest start and answer and the latest end count', () => {
		const times = (hour: string) => ({
			callUuid: 'a',
			initiatedAt: `2026-06-04T${hour}:00:00.000Z`,
			answeredAt: `2026-06-04T${hour}:00:01.000Z`,
			endedAt: `2026-06-04T${hour}:00:02.000Z`,
		});
		expect(mergeRecords([times('10'), times('09')])).toEqual({
			...times('09'),
			endedAt: '2026-06-04T10:00:02.000Z',
			ringSeconds: 1,
			durationSeconds: 3_601,
		});
	});

	it('times in the wrong order give no duration', () => {
		const merged = mergeRecords([
			{ callUuid: 'a', answeredAt: '2026-06-04T09:00:00.000Z', ringSeconds: 4 },
			{ callUuid: 'a', initiatedAt: '2026-06-04T10:00:00.000Z' },
		]);
		expect(merged).not.toHaveProperty('ringSeconds');
	});

	it('the longer of two durations without times counts, as numbers', () => {
		expect(mergeRecords([{ durationSeconds: 9 }, { durationSeconds: 10 }])).toEqual({ durationSeconds: 10 });
	});

	it('every line of every note is kept once', () => {
		expect(
			mergeRecords([
				{ agentNotes: 'b\na' },
				{ agentNotes: 'a\nc' },
				{ agentNextStep: 'call' },
				{ agentNextStep: 'write' },
			]),
		).toEqual({ agentNotes: 'a\nb\nc', agentNextStep: 'call\nwrite' });
	});

	// An object whose `toString` is no function cannot be made text of: one such row would stop the whole batch.
	it.each(['next_action', 'agent_notes', 'agent_next_step'])('takes a row whose %s is no text', (column) => {
		const rows = [{ [column]: { toString: [] } }, { [column]: 'none' }].map(readRecord);
		expect(mergeRecords([...rows].reverse())).toEqual(mergeRecords(rows));
	});

	it('keeps what is not text among the notes as JSON', () => {
		const rows = [{ agent_notes: ['Thursday'] }, { agent_notes: 5 }, { agent_notes: 'Friday' }];
		expect(mergeRecords(rows.map(readRecord))).toEqual({ agentNotes: '5\nFriday\n["Thursday"]' });
	});

	it('the agent’s later disposition replaces the earlier', () => {
		const first = { agentDisposition: 'Interested', agentDispositionAt: '2026-06-04T09:19:00.000Z' };
		const second = { agentDisposition: 'Hard no', agentDispositionAt: '2026-06-04T10:00:00.000Z' };
		expect(mergeRecords([second, first])).toEqual(second);
		expect(mergeRecords([first, { agentDispositionAt: '2026-06-05T00:00:00.000Z' }])).toEqual(first);
	});

	it.each([
		['a known outcome outweighs an unknown one', { outcome: 'unknown', tag: 'z' }, { outcome: 'busy' }],
		[
			'the agent’s outweighs the machine’s',
			{ outcome: 'voicemail' },
			{ outcome: 'connected', outcomeReason: 'agentDisposition' },
		],
		['a rule’s outweighs the machine’s', { outcome: 'voicemail' }, { outcome: 'connected', outcomeReason: 'userRule' }],
		[
			'any outcome outweighs none',
			{ disposition: 'z', tag: 'z', nextAction: 'suppressRedial' },
			{ outcome: 'unknown' },
		],
	])('%s, as a whole', (_, lighter, heavier) => {
		expect(mergeRecords([lighter, heavier])).toEqual(heavier);
		expect(mergeRecords([heavier, lighter])).toEqual(heavier);
	});

	it('an agent’s disposition ends a pending review, and no other action', () => {
		expect(mergeRecords([completed(), agent])).toMatchObject({ nextAction: 'none', disposition: 'Interested' });
		const noAnswer = recordOf(unansweredCall({ hangupCauseCode: 18 }));
		expect(mergeRecords([noAnswer, agent])).toMatchObject({
			nextAction: 'smsFollowUp',
			nextActionAt: noAnswer.nextActionAt,
		});
	});

	it('an agent’s disposition alone makes no disposition of the call', () => {
		expect(mergeRecords([agent])).toEqual(agent);
	});

	it('columns of any name are merged like any other', () => {
		expect(
			mergeRecords([readRecord({ call_uuid: 'a' }), readRecord({ call_uuid: 'a', constructor: 'x', toString: 'y' })]),
		).toEqual({ callUuid: 'a', constructor: 'x', toString: 'y' });
	});

	it('of nothing is nothing', () => {
		expect(mergeRecords([])).toEqual({});
	});
});

describe('what picked up', () => {
	it.each([
		[['screening', 'human'], 'human'],
		[['screening', 'machine'], 'machine'],
		[['unknown', 'fax'], 'fax'],
		[['unknown', 'screening'], 'screening'],
		[['machine_end_beep', 'unknown'], 'machine_end_beep'],
		[['purple', 'human'], 'human'],
	])('of %j is what knows more, in either order', (verdicts, answeredBy) => {
		const records = verdicts.map((verdict) => ({ callUuid: 'a', answeredBy: verdict }));
		expect(mergeRecords(records).answeredBy).toBe(answeredBy);
		expect(mergeRecords(records.reverse()).answeredBy).toBe(answeredBy);
	});
});
