import { answeredCall, completedCall, unansweredCall } from './completedCall';
import { mapWith, settingsWith } from './mapWith';

const verdictOf = (item: object, settings = settingsWith()): string => {
	const { outcome, outcomeReason } = mapWith(item, settings);
	return `${outcome} by ${outcomeReason}`;
};

describe('voicemail: answered and 20–45 s', () => {
	it.each([
		[19, 'connected by answered'],
		[19.999, 'connected by answered'],
		[20, 'voicemail by voicemailWindow'],
		[31, 'voicemail by voicemailWindow'],
		[45, 'voicemail by voicemailWindow'],
		[45.001, 'connected by answered'],
		[46, 'connected by answered'],
	])('talk time %d s', (talk, verdict) => {
		expect(verdictOf(answeredCall(7, talk))).toBe(verdict);
	});

	it.each([
		['timestamps alone', { durationSeconds: undefined }],
		['a rounded duration beside exact timestamps', { durationSeconds: 46 }],
		['milliseconds beside exact timestamps', { durationSeconds: 45_000 }],
	])('reads %s', (_, changes) => {
		expect(verdictOf(answeredCall(7, 45, changes))).toBe('voicemail by voicemailWindow');
	});

	it.each([
		['a number', 45, 'seconds'],
		['digits', '45', 'seconds'],
		['digits with a unit', '45 s', 'seconds'],
		['milliseconds with a unit', '45000ms', 'seconds'],
		['milliseconds as set', 45_000, 'milliseconds'],
		['digits in milliseconds as set', '45000', 'milliseconds'],
		['seconds with a unit where milliseconds are set', '45s', 'milliseconds'],
	] as const)('reads a duration without timestamps: %s', (_, durationSeconds, durationUnit) => {
		const item = completedCall({ answeredAt: undefined, durationSeconds });
		expect(mapWith(item, settingsWith({ durationUnit }))).toMatchObject({
			outcome: 'voicemail',
			record: { durationSeconds: 45 },
		});
	});

	it('has limits that are settings', () => {
		const settings = settingsWith({ voicemailFromSeconds: 10, voicemailToSeconds: 12 });
		expect([9, 10, 12, 13, 30].map((talk) => verdictOf(answeredCall(7, talk), settings).split(' ')[0])).toEqual([
			'connected',
			'voicemail',
			'voicemail',
			'connected',
			'connected',
		]);
	});

	it('does not concern calls that came in to us', () => {
		expect(verdictOf(answeredCall(7, 30, { direction: 'inbound' }))).toBe('connected by answered');
	});
});

describe('fast disconnect: answered within 3 s, gone within 5 s', () => {
	it.each([
		[2.9, 5, 'screened by fastDisconnect'],
		[2.999, 5, 'screened by fastDisconnect'],
		[3, 5, 'connected by answered'],
		[0, 0, 'screened by fastDisconnect'],
		[2.9, 5.001, 'connected by answered'],
		[2.9, 6, 'connected by answered'],
	])('ring %d s, talk %d s', (ring, talk, verdict) => {
		expect(verdictOf(answeredCall(ring, talk))).toBe(verdict);
	});

	it('needs the ring time', () => {
		expect(verdictOf(answeredCall(1, 2, { initiatedAt: undefined, ringSeconds: undefined }))).toBe(
			'connected by answered',
		);
	});

	it('does not believe a ring time that ends before it begins', () => {
		const item = answeredCall(7, 2, { initiatedAt: '2026-06-04T09:20:00.000Z', ringSeconds: undefined });
		expect(mapWith(item)).toMatchObject({
			outcome: 'connected',
			record: expect.not.objectContaining({ ringSeconds: expect.anything() }),
		});
	});

	it('has limits that are settings', () => {
		const settings = settingsWith({ fastAnswerSeconds: 1, fastTalkSeconds: 2 });
		expect(verdictOf(answeredCall(0.9, 2), settings)).toBe('screened by fastDisconnect');
		expect(verdictOf(answeredCall(1, 2), settings)).toBe('connected by answered');
		expect(verdictOf(answeredCall(0.9, 3), settings)).toBe('connected by answered');
	});

	it('does not concern calls that came in to us', () => {
		expect(verdictOf(answeredCall(1, 2, { direction: 'inbound' }))).toBe('connected by answered');
	});
});

describe('the provider’s answering-machine verdict wins over durations', () => {
	it.each([
		[2, 1, 'machine', 'voicemail by answeringMachine'],
		[7, 200, 'machine', 'voicemail by answeringMachine'],
		[2, 1, 'human', 'connected by answeringMachine'],
		[7, 30, 'human', 'connected by answeringMachine'],
		[7, 30, 'unknown', 'voicemail by voicemailWindow'],
		[7, 200, 'fax', 'invalidNumber by answeringMachine'],
		[7, 12, 'screening', 'screenedByAssistant by answeringMachine'],
	])('ring %d s, talk %d s, %s', (ring, talk, answeredBy, verdict) => {
		expect(verdictOf(answeredCall(ring, talk, { answeredBy }))).toBe(verdict);
	});

	it('tells that the call was answered when nothing else does', () => {
		expect(verdictOf(unansweredCall({ answeredBy: 'machine' }))).toBe('voicemail by answeringMachine');
	});
});

describe('was it answered?', () => {
	it.each([
		['an answer time', { answeredAt: '2026-06-04T09:14:40.000Z', durationSeconds: undefined }, 'connected'],
		[
			'an answer time and no talk time',
			{ answeredAt: '2026-06-04T09:14:29.000Z', endedAt: undefined, durationSeconds: 0 },
			'connected',
		],
		['a talk time', { durationSeconds: 60 }, 'connected'],
		['talk time 0', { durationSeconds: 0 }, 'canceled'],
		['neither', { durationSeconds: undefined }, 'unknown'],
		['a negative talk time', { durationSeconds: -3 }, 'unknown'],
		['a talk time of more than a day', { durationSeconds: 1_780_564_462 }, 'unknown'],
	])('%s, with cause 16', (_, changes, outcome) => {
		expect(mapWith(unansweredCall({ hangupCauseCode: 16, ...changes })).outcome).toBe(outcome);
	});

	it('takes the duration when the end is before the answer', () => {
		const item = answeredCall(7, 30, { endedAt: '2026-06-04T09:00:00.000Z', durationSeconds: 60 });
		expect(mapWith(item)).toMatchObject({ outcome: 'connected', record: { durationSeconds: 60 } });
	});
});

describe('the agent was there', () => {
	it.each([
		[
			'any word on an answered call tells of a person',
			answeredCall(7, 35, { agentDisposition: 'Interested' }),
			'connected',
			'Interested',
		],
		[
			'a word of the vocabulary says the outcome',
			answeredCall(7, 200, { agentDisposition: 'voicemail' }),
			'voicemail',
			'voicemail',
		],
		[
			'HubSpot’s words are understood',
			answeredCall(7, 200, { agentDisposition: 'Wrong number' }),
			'invalidNumber',
			'Wrong number',
		],
		[
			'even against the trunk',
			unansweredCall({ hangupCauseCode: 17, agentDisposition: 'Connected' }),
			'connected',
			'Connected',
		],
	])('%s', (_, item, outcome, disposition) => {
		expect(mapWith(item)).toMatchObject({
			outcome,
			outcomeReason: 'agentDisposition',
			disposition,
			record: { outcome, disposition, agentDisposition: disposition },
		});
	});

	it('any other word on an unanswered call is joined, and tells nothing of its outcome', () => {
		const item = unansweredCall({ hangupCauseCode: 17, agentDisposition: 'Try again' });
		expect(mapWith(item)).toMatchObject({ outcome: 'busy', outcomeReason: 'hangupCause', disposition: 'Try again' });
	});

	it.each(['', '   ', null, 7])('%p is no disposition', (agentDisposition) => {
		expect(mapWith(answeredCall(7, 35, { agentDisposition })).disposition).toBe('Voicemail');
	});

	it.each(['Unknown', 'In progress'])('“%s” tells no more than any other word', (agentDisposition) => {
		expect(mapWith(answeredCall(7, 35, { agentDisposition })).outcome).toBe('connected');
	});
});

describe('a call that is not over', () => {
	it.each(['initiated', 'ringing', 'answered'])(
		'%s is in progress, with nothing to do and no verdict in its record',
		(event) => {
			const mapped = mapWith(
				completedCall({
					event,
					endedAt: undefined,
					durationSeconds: undefined,
					hangupCause: undefined,
					hangupCauseCode: undefined,
				}),
			);
			expect(mapped).toMatchObject({
				outcome: 'inProgress',
				outcomeReason: 'notCompleted',
				disposition: 'In Progress',
				nextAction: 'none',
			});
			expect(Object.keys(mapped.record)).not.toEqual(
				expect.arrayContaining([expect.stringMatching(/^(outcome|disposition|nextAction|tag|endedAt)/)]),
			);
		},
	);

	it('an item without an event is about a finished call', () => {
		for (const event of [undefined, null, '']) expect(mapWith(completedCall({ event })).outcome).toBe('connected');
	});
});

describe('own rules come first', () => {
	const rule = { name: 'Test numbers' };

	it('decide the outcome, before the agent', () => {
		expect(
			mapWith(completedCall({ agentDisposition: 'Busy' }), settingsWith(), { ...rule, outcome: 'canceled' }),
		).toMatchObject({
			outcome: 'canceled',
			outcomeReason: 'userRule',
			outcomeDetail: 'Rule “Test numbers”',
			nextAction: 'none',
		});
	});

	it('leave as usual what they do not name', () => {
		expect(
			mapWith(unansweredCall({ hangupCauseCode: 18 }), settingsWith(), { ...rule, disposition: '', tag: '' }),
		).toMatchObject({
			outcome: 'noAnswer',
			outcomeReason: 'hangupCause',
			disposition: 'No Answer',
			nextAction: 'smsFollowUp',
			tag: 'call-attempt-1',
		});
	});

	it('decide disposition, next action and tag on their own', () => {
		const own = { ...rule, disposition: 'Do not call', nextAction: 'stopDialing' as const, tag: 'dnc-{attempt}' };
		expect(mapWith(completedCall({ agentDisposition: 'hard no', attempt: 2 }), settingsWith(), own)).toMatchObject({
			outcome: 'connected',
			disposition: 'Do not call',
			nextAction: 'stopDialing',
			tag: 'dnc-2',
			record: { disposition: 'Do not call', agentDisposition: 'hard no' },
		});
	});

	it('review whatever they say is to be reviewed', () => {
		expect(
			mapWith(unansweredCall({ hangupCauseCode: 17 }), settingsWith(), { ...rule, nextAction: 'managerReview' })
				.nextAction,
		).toBe('managerReview');
	});
});
