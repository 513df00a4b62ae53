import { answeredCall, completedCall, unansweredCall } from './completedCall';
import { mapWith, settingsWith } from './mapWith';

describe('no answer: SMS follow-up', () => {
	it('calls back two business days later at the same time of day, and tags the attempt', () => {
		// Thursday 4 June 2026, 05:14:52 in New York.
		expect(mapWith(unansweredCall({ hangupCauseCode: 18 }))).toMatchObject({
			nextAction: 'smsFollowUp',
			callbackAt: '2026-06-08T09:14:52.000Z',
			nextActionAt: '2026-06-08T09:14:52.000Z',
			tag: 'call-attempt-1',
			record: { nextAction: 'smsFollowUp', nextActionAt: '2026-06-08T09:14:52.000Z', tag: 'call-attempt-1' },
		});
	});

	it.each([
		['the item', { attempt: 3 }],
		['the item, as text', { attempt: '3' }],
		['its metadata', { metadata: { attempt: 3 } }],
	])('takes the attempt from %s', (_, changes) => {
		expect(mapWith(unansweredCall({ hangupCauseCode: 18, ...changes }))).toMatchObject({
			tag: 'call-attempt-3',
			record: { attempt: 3 },
		});
	});

	it.each([0, -1, 1.5, 'second', null, {}])('takes %p for the first attempt', (attempt) => {
		const mapped = mapWith(unansweredCall({ hangupCauseCode: 18, attempt }));
		expect(mapped.tag).toBe('call-attempt-1');
		expect(mapped.record).not.toHaveProperty('attempt');
	});

	it('counts days as set', () => {
		const call = unansweredCall({ hangupCauseCode: 18 });
		expect(mapWith(call, settingsWith({ callbackBusinessDays: 0 })).callbackAt).toBe('2026-06-04T09:14:52.000Z');
		expect(mapWith(call, settingsWith({ callbackBusinessDays: 1, callbackTime: '9:30' })).callbackAt).toBe(
			'2026-06-05T13:30:00.000Z',
		);
	});
});

describe('voicemail: suppress redial', () => {
	it('for 48 hours from the end', () => {
		expect(mapWith(answeredCall(8, 30))).toMatchObject({
			nextAction: 'suppressRedial',
			suppressUntil: '2026-06-06T09:15:00.000Z',
			nextActionAt: '2026-06-06T09:15:00.000Z',
			tag: 'voicemail-left',
		});
	});

	it('for as long as set', () => {
		expect(mapWith(answeredCall(8, 30), settingsWith({ suppressHours: 0.5 })).suppressUntil).toBe(
			'2026-06-04T09:45:00.000Z',
		);
	});
});

describe('screened: redial with a new caller ID', () => {
	const screened = answeredCall(2, 2, { usedCallerIds: ['+12025550100', '+12025550100'] });

	it('after a delay, from a number not used before', () => {
		expect(mapWith(screened)).toMatchObject({
			nextAction: 'redial',
			redialAt: '2026-06-04T09:29:26.000Z',
			nextActionAt: '2026-06-04T09:29:26.000Z',
			excludeCallerIds: ['+12025550100', '+12025551234'],
			nextAttempt: 2,
		});
	});

	it.each([
		['an array in metadata', { metadata: { usedCallerIds: ['+1'] } }, ['+1', '+12025551234']],
		['text', { usedCallerIds: '+1, +2 ,+1' }, ['+1', '+2', '+12025551234']],
		['nothing', {}, ['+12025551234']],
		['rubbish', { usedCallerIds: { a: 1 } }, ['+12025551234']],
		['an array with rubbish', { usedCallerIds: [null, 7, ' ', '+1'] }, ['+1', '+12025551234']],
	])('reads used caller IDs from %s', (_, changes, numbers) => {
		expect(mapWith(answeredCall(2, 2, changes)).excludeCallerIds).toEqual(numbers);
	});

	it.each([
		[1, 'redial', undefined],
		[2, 'redial', undefined],
		[3, 'stopDialing', 'attemptsUsedUp'],
		[4, 'stopDialing', 'attemptsUsedUp'],
	])('after attempt %d of three: %s', (attempt, nextAction, nextActionReason) => {
		const mapped = mapWith(answeredCall(2, 2, { attempt }));
		expect([mapped.nextAction, mapped.nextActionReason]).toEqual([nextAction, nextActionReason]);
	});

	it('has a delay and a number of attempts that are settings', () => {
		expect(mapWith(screened, settingsWith({ redialDelayMinutes: 60 })).redialAt).toBe('2026-06-04T10:14:26.000Z');
		expect(mapWith(screened, settingsWith({ maxAttempts: 1 })).nextAction).toBe('stopDialing');
	});

	it.each([607, 608, 603])('not after %i, which says outright that the call is not wanted', (sipStatus) => {
		expect(mapWith(unansweredCall({ sipStatus, sipReason: '603 Network Blocked' }))).toMatchObject({
			outcome: 'screened',
			nextAction: 'none',
		});
	});

	it('after a cause that only hints at screening', () => {
		expect(mapWith(unansweredCall({ hangupCauseCode: 24 }))).toMatchObject({
			outcome: 'screened',
			nextAction: 'redial',
		});
	});
});

describe('connected: manager review', () => {
	it.each([
		[30, 'none'],
		[30.001, 'managerReview'],
		[31, 'managerReview'],
	])('talk time %d s, which the provider says was with a person', (talk, nextAction) => {
		expect(mapWith(answeredCall(7, talk, { answeredBy: 'human' })).nextAction).toBe(nextAction);
	});

	it('five minutes after the end', () => {
		expect(mapWith(completedCall())).toMatchObject({
			nextAction: 'managerReview',
			reviewAt: '2026-06-04T09:22:45.000Z',
			nextActionAt: '2026-06-04T09:22:45.000Z',
		});
	});

	it('not when the agent has entered a disposition', () => {
		const mapped = mapWith(completedCall({ agentDisposition: 'Interested' }));
		expect(mapped).toMatchObject({ outcome: 'connected', nextAction: 'none' });
		expect(mapped.nextActionAt).toBeUndefined();
	});

	it('a call of 31–45 s is voicemail first, unless the provider or the agent says otherwise', () => {
		expect(mapWith(answeredCall(7, 40)).nextAction).toBe('suppressRedial');
		expect(mapWith(answeredCall(7, 40, { answeredBy: 'human' })).nextAction).toBe('managerReview');
		expect(mapWith(answeredCall(7, 40, { agentDisposition: 'Interested' })).nextAction).toBe('none');
	});

	it('has limits that are settings', () => {
		const settings = settingsWith({ reviewOverSeconds: 100, reviewAfterMinutes: 1 });
		expect(mapWith(answeredCall(7, 100), settings).nextAction).toBe('none');
		expect(mapWith(answeredCall(8, 112), settings)).toMatchObject({
			nextAction: 'managerReview',
			reviewAt: '2026-06-04T09:17:22.000Z',
		});
	});
});

describe('what follows an outcome', () => {
	it.each([
		[1, 'stopDialing'],
		[17, 'none'],
		[21, 'none'],
		[20, 'none'],
		[34, 'none'],
		[16, 'none'],
		[0, 'none'],
	])('by default, for cause %i: %s', (hangupCauseCode, nextAction) => {
		const mapped = mapWith(unansweredCall({ hangupCauseCode }));
		expect(mapped.nextAction).toBe(nextAction);
		expect(mapped).not.toHaveProperty('nextActionReason');
	});

	it('is a setting', () => {
		const settings = settingsWith({
			nextActions: {
				values: [
					{ outcome: 'busy', nextAction: 'redial' },
					{ outcome: 'noAnswer', nextAction: 'managerReview' },
				],
			},
		});
		expect(mapWith(unansweredCall({ hangupCauseCode: 17 }), settings)).toMatchObject({
			nextAction: 'redial',
			nextAttempt: 2,
		});
		expect(mapWith(unansweredCall({ hangupCauseCode: 18 }), settings)).toMatchObject({
			nextAction: 'managerReview',
			reviewAt: '2026-06-04T09:19:52.000Z',
		});
	});

	it('is tagged as set', () => {
		const settings = settingsWith({
			tags: {
				values: [
					{ outcome: 'busy', tag: 'busy-{attempt}' },
					{ outcome: 'noAnswer', tag: '' },
				],
			},
		});
		expect(mapWith(unansweredCall({ hangupCauseCode: 17 }), settings).tag).toBe('busy-1');
		expect(mapWith(unansweredCall({ hangupCauseCode: 18 }), settings)).not.toHaveProperty('tag');
	});
});

describe('times count from the event', () => {
	it.each([
		['the end', { endedAt: '2026-06-04T09:00:00.000Z' }, '2026-06-04T09:00:00.000Z'],
		[
			'the event, without an end',
			{ endedAt: undefined, occurredAt: '2026-06-04T09:01:00.000Z' },
			'2026-06-04T09:01:00.000Z',
		],
		[
			'its receipt, without either',
			{ endedAt: undefined, occurredAt: undefined, receivedAt: '2026-06-04T09:02:00.000Z' },
			'2026-06-04T09:02:00.000Z',
		],
		['an end with an offset', { endedAt: '2026-06-04T11:00:00+02:00' }, '2026-06-04T09:00:00.000Z'],
		['an end without an offset, as UTC', { endedAt: '2026-06-04T09:00:00' }, '2026-06-04T09:00:00.000Z'],
		['an end with a space', { endedAt: '2026-06-04 09:00:00' }, '2026-06-04T09:00:00.000Z'],
		['an end in seconds', { endedAt: 1780563600 }, '2026-06-04T09:00:00.000Z'],
		['an end in milliseconds', { endedAt: 1780563600000 }, '2026-06-04T09:00:00.000Z'],
	])('%s', (_, changes, from) => {
		const initiatedAt = '2026-06-04T08:59:30.000Z';
		const call = unansweredCall({ hangupCauseCode: 18, initiatedAt, ...changes });
		const mapped = mapWith(call, settingsWith({ callbackBusinessDays: 0 }));
		expect(mapped.callbackAt).toBe(from);
		expect(mapped.record.endedAt).toBe(from);
	});

	it.each([
		['none', {}],
		['unreadable ones', { endedAt: 'yesterday', occurredAt: '', receivedAt: '2026-99-99T00:00:00Z' }],
		['ones beyond the calendar', { endedAt: 1e300, occurredAt: -1e300, receivedAt: Infinity }],
	])('with %s there is an action without a time', (_, times) => {
		for (const call of [
			unansweredCall({ hangupCauseCode: 18 }),
			unansweredCall({ hangupCauseCode: 24 }),
			unansweredCall({ answeredBy: 'machine' }),
		]) {
			const bare = { ...call, endedAt: undefined, occurredAt: undefined, receivedAt: undefined, ...times };
			const mapped = mapWith(bare);
			expect(mapped.nextAction).not.toBe('none');
			expect(mapped.nextActionAt).toBeUndefined();
			expect(mapped.record).not.toHaveProperty('nextActionAt');
		}
	});

	it('are missing when the calendar has no business day', () => {
		const holidays = Array.from({ length: 366 }, (_, day) =>
			new Date(Date.UTC(2028, 0, 1 + day)).toISOString().slice(5, 10),
		);
		expect(mapWith(unansweredCall({ hangupCauseCode: 18 }), settingsWith({ holidays })).callbackAt).toBeUndefined();
	});
});
