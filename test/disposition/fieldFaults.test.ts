/** Calls that were read wrongly in the field: what each payload says, and what it must become. */
import { answeredCall, unansweredCall } from './completedCall';
import { mapWith } from './mapWith';

/** A finished outbound call of which the trunk says nothing but its start and end. */
const call = (facts: object): object =>
	unansweredCall({ durationSeconds: undefined, ringSeconds: undefined, ...facts });
const outcomeOf = (facts: object): string => mapWith(call(facts)).outcome;

describe('a vague cause does not outrank a precise one', () => {
	it.each([
		['16 with SIP 480 and no talk time', { hangupCauseCode: 16, sipStatus: 480, durationSeconds: 0 }, 'noAnswer'],
		['16 with SIP 480', { hangupCauseCode: 16, sipStatus: 480 }, 'noAnswer'],
		['normal_clearing with SIP 480', { hangupCause: 'normal_clearing', sipStatus: 480 }, 'noAnswer'],
		['normal_clearing with SIP 404', { hangupCause: 'normal_clearing', sipStatus: 404 }, 'invalidNumber'],
		['normal_clearing with SIP 487', { hangupCause: 'normal_clearing', sipStatus: 487 }, 'canceled'],
		['normal_clearing with SIP 503', { hangupCause: 'normal_clearing', sipStatus: 503 }, 'congestion'],
		['16 with SIP 486', { hangupCauseCode: 16, sipStatus: 486 }, 'busy'],
		['16 with SIP 603', { hangupCauseCode: 16, sipStatus: 603 }, 'rejected'],
		['no-answer with SIP 408', { providerStatus: 'no-answer', sipStatus: 408 }, 'noAnswer'],
		['no-answer with SIP 487', { providerStatus: 'no-answer', sipStatus: 487 }, 'noAnswer'],
		['no-answer with Q.850 31', { providerStatus: 'no-answer', hangupCauseCode: 31 }, 'noAnswer'],
		['busy with Q.850 127', { providerStatus: 'busy', hangupCauseCode: 127 }, 'busy'],
		['canceled with Q.850 102', { providerStatus: 'canceled', hangupCauseCode: 102 }, 'canceled'],
		['FreeSWITCH’s 41 with SIP 503', { hangupCauseCode: 41, sipStatus: 503 }, 'congestion'],
		['FreeSWITCH’s 3 with SIP 604', { hangupCauseCode: 3, sipStatus: 604 }, 'invalidNumber'],
		['Asterisk’s 127 with SIP 607', { hangupCauseCode: 127, sipStatus: 607 }, 'screened'],
	])('%s', (_, facts, outcome) => {
		expect(outcomeOf(facts)).toBe(outcome);
	});
});

describe('connected needs evidence of an answer', () => {
	it.each([
		['cause 16 alone', { hangupCauseCode: 16 }, 'unknown'],
		['normal_clearing alone', { hangupCause: 'normal_clearing' }, 'unknown'],
		['a word for any end', { providerStatus: 'disconnected' }, 'unknown'],
		['media that was lost', { hangupCauseCode: 804, durationSeconds: 0 }, 'unreachable'],
		['SIP 200', { hangupCause: 'normal_clearing', sipStatus: 200 }, 'connected'],
		['a talk time', { hangupCauseCode: 16, durationSeconds: 60 }, 'connected'],
		['a word', { providerStatus: 'ANSWER' }, 'connected'],
		['an answer time', { answeredAt: '2026-06-04T09:14:50.000Z', hangupCauseCode: 38 }, 'connected'],
	])('%s', (_, facts, outcome) => {
		expect(outcomeOf(facts)).toBe(outcome);
	});
});

describe('a number does not overrule an explicit word', () => {
	it.each([
		['cause 19', { hangupCauseCode: 19 }, 'noAnswer'],
		['cause 17', { hangupCauseCode: 17 }, 'busy'],
		['no-answer', { providerStatus: 'no-answer' }, 'noAnswer'],
		['SIP 603', { sipStatus: 603 }, 'rejected'],
		['SIP 487', { sipStatus: 487 }, 'canceled'],
		['User alerting, no answer', { hangupCause: 'User alerting, no answer' }, 'noAnswer'],
	])('a duration of 30 s beside %s is not a talk time', (_, facts, outcome) => {
		const mapped = mapWith(call({ ...facts, durationSeconds: 30 }));
		expect(mapped).toMatchObject({ outcome, record: { durationSeconds: 0 } });
		expect(mapped.suppressUntil).toBeUndefined();
	});
});

describe('times that cannot be are absent', () => {
	it.each([
		['0', 0],
		['0 as text', '0'],
		['the start of Unix time', '1970-01-01T00:00:00.000Z'],
		['year 1', '0001-01-01T00:00:00Z'],
		['1900', '1900-01-01T00:00:00Z'],
		['year 9999', '9999-12-31T23:59:59Z'],
		['a minute before the call was placed', '2026-06-04T09:13:22.000Z'],
		['an hour after its end', '2026-06-04T10:14:22.000Z'],
	])('an answer time of %s is no answer', (_, answeredAt) => {
		const mapped = mapWith(unansweredCall({ answeredAt, hangupCauseCode: 18 }));
		expect(mapped).toMatchObject({ outcome: 'noAnswer', record: { durationSeconds: 0, ringSeconds: 30 } });
		expect(mapped.record).not.toHaveProperty('answeredAt');
	});

	it('a start of 0 gives no ring time', () => {
		const { record } = mapWith(unansweredCall({ initiatedAt: 0, ringSeconds: undefined, hangupCauseCode: 18 }));
		expect(record).not.toHaveProperty('initiatedAt');
		expect(record).not.toHaveProperty('ringSeconds');
	});

	it('an answer that was rounded to the second before the start is an answer', () => {
		const item = answeredCall(0, 60, { initiatedAt: '2026-06-04T09:14:22.700Z' });
		expect(mapWith(item)).toMatchObject({ outcome: 'connected', record: { durationSeconds: 60 } });
	});

	it('a duration of more than a day is none', () => {
		const { record } = mapWith(call({ providerStatus: 'ANSWER', durationSeconds: 1_780_564_462 }));
		expect(record).not.toHaveProperty('durationSeconds');
	});
});

describe('our own side is not the contact’s', () => {
	it.each([
		['Q.850 52', { hangupCauseCode: 52 }, 'unreachable'],
		['Q.850 53', { hangupCauseCode: 53 }, 'unreachable'],
		['OUTGOING_CALL_BARRED', { hangupCause: 'OUTGOING_CALL_BARRED' }, 'unreachable'],
		[
			'a channel limit',
			{ hangupCause: 'call_rejected', sipStatus: 403, sipReason: '403 User channel limit exceeded D1' },
			'congestion',
		],
		['a channel limit in the cause', { hangupCause: '403 OB profile channel limit exceeded D2' }, 'congestion'],
		[
			'a channel limit, its punctuation lost',
			{ hangupCause: '403_channel_limit_exceeded_d22', sipStatus: 403 },
			'congestion',
		],
		[
			'a limit of concurrent calls',
			{ providerStatus: 'rejected', sipReason: 'Concurrent calls limit reached' },
			'congestion',
		],
		['a daily spend limit', { sipStatus: 403, sipReason: 'Daily spend limit reached' }, 'unreachable'],
		['no credit', { sipStatus: 402 }, 'unreachable'],
		[
			'a caller ID that is not ours',
			{ sipStatus: 403, sipReason: '403 Caller Origination Number is Invalid D35' },
			'unreachable',
		],
		['a code alone', { sipStatus: 403, sipReason: 'SIP;cause=403;text="Forbidden D36"' }, 'unreachable'],
	])('%s', (_, facts, outcome) => {
		expect(mapWith(call(facts))).toMatchObject({ outcome, outcomeReason: 'ownSide', nextAction: 'none' });
	});

	it.each([
		['a time limit', { hangupCause: 'time_limit' }, 'connected'],
		['a plain 403', { sipStatus: 403, sipReason: 'Forbidden' }, 'rejected'],
		[
			'a number that Telnyx finds invalid',
			{ sipStatus: 404, sipReason: '404 Dialed number is not valid D14' },
			'invalidNumber',
		],
	])('%s is not ours', (_, facts, outcome) => {
		expect(outcomeOf(facts)).toBe(outcome);
	});
});

describe('what picked up', () => {
	it.each([
		['human', 'connected'],
		['human_residence', 'connected'],
		['machine', 'voicemail'],
		['machine_end_beep', 'voicemail'],
		['MACHINE', 'voicemail'],
		['fax', 'invalidNumber'],
		['fax_detected', 'invalidNumber'],
		['screening', 'screenedByAssistant'],
	])('%s', (answeredBy, outcome) => {
		expect(mapWith(answeredCall(7, 120, { answeredBy })).outcome).toBe(outcome);
	});

	it.each(['unknown', 'not_sure', 'NOTSURE', 'silence', 'purple'])('%s says nothing', (answeredBy) => {
		expect(mapWith(answeredCall(7, 120, { answeredBy })).outcomeReason).toBe('answered');
		expect(outcomeOf({ answeredBy, hangupCauseCode: 18 })).toBe('noAnswer');
	});

	it.each(['voicemail', 'Voicemail', 'machine', 'answering machine', 'answering_machine', 'machine_start'])(
		'the word %s is a voicemail',
		(word) => {
			expect(outcomeOf({ providerStatus: word })).toBe('voicemail');
			expect(outcomeOf({ hangupCause: word })).toBe('voicemail');
		},
	);

	it('a word of detection outweighs the times', () => {
		expect(mapWith(answeredCall(7, 120, { providerStatus: 'voicemail' })).outcome).toBe('voicemail');
	});
});

describe('Asterisk and FreeSWITCH', () => {
	it.each([
		['User alerting, no answer', 'noAnswer'],
		['19 - User alerting, no answer', 'noAnswer'],
		['Circuit/channel congestion', 'congestion'],
		['Unallocated (unassigned) number', 'invalidNumber'],
		['UNREGISTERED', 'unreachable'],
		['NOSUCHDRIVER', 'unreachable'],
		['FAILURE', 'unreachable'],
		['number_incomplete', 'invalidNumber'],
		['DONTCALL', 'rejected'],
	])('%s', (hangupCause, outcome) => {
		expect(outcomeOf({ hangupCause })).toBe(outcome);
	});
});

describe('a SIP status that is not registered is read by its class (RFC 3261 8.1.3.2)', () => {
	it.each([
		[299, 'connected'],
		[399, 'unknown'],
		[431, 'unreachable'],
		[599, 'unreachable'],
		[699, 'busy'],
	])('%i', (sipStatus, outcome) => {
		expect(outcomeOf({ sipStatus })).toBe(outcome);
		expect(outcomeOf({ hangupCause: `SIP/2.0 ${sipStatus} Whatever` })).toBe(outcome);
	});

	it('and is less precise than others', () => {
		expect(outcomeOf({ sipStatus: 499, hangupCauseCode: 17 })).toBe('busy');
	});
});
