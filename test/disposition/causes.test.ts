import { CAUSES, findCauses, findSipStatus } from '../../nodes/domain/disposition/causes/findCauses';
import { SOURCES } from '../../nodes/domain/disposition/causes/sources';
import { OUTCOMES, type Outcome } from '../../nodes/domain/disposition';
import { answeredCall, unansweredCall } from './completedCall';
import { mapWith, settingsWith } from './mapWith';
import { PUBLISHED_FREESWITCH, PUBLISHED_Q850, PUBLISHED_SIP } from './publishedCauses';

const outcomeOf = (changes: object): Outcome => mapWith(unansweredCall({ ...changes })).outcome;

/** `NO_USER_RESPONSE` in the spellings that trunks, switches and people use. */
function spellings(name: string): string[] {
	const words = name.toLowerCase().split('_');
	const capitalized = words.map((word) => word[0].toUpperCase() + word.slice(1));
	const camel = capitalized.join('').replace(/^./, (letter) => letter.toLowerCase());
	return [name, words.join('_'), words.join(' '), words.join('-'), capitalized.join(' '), ` ${name} `, camel];
}

describe('Q.850', () => {
	describe.each(PUBLISHED_Q850)('%i %s %s: %s', (code, freeswitch, asterisk, expected) => {
		it.each([
			code,
			String(code),
			` ${code} `,
			`Q.850;cause=${code}`,
			`Q.850 ;cause=${code} ;text="any"`,
			`q_850_cause_${code}_text_any`,
			`Q850;cause=${code}`,
			`cause=${code}`,
		])('as %p', (cause) => {
			expect(outcomeOf({ hangupCauseCode: cause })).toBe(expected);
			expect(outcomeOf({ hangupCause: cause })).toBe(expected);
		});

		it('by name', () => {
			for (const name of [freeswitch, `SWITCH_CAUSE_${freeswitch}`, asterisk, `AST_CAUSE_${asterisk}`].filter(
				(name) => /[A-Z]$/.test(name) && !/CAUSE_$/.test(name),
			)) {
				for (const spelling of spellings(name))
					expect([spelling, outcomeOf({ hangupCause: spelling })]).toEqual([spelling, expected]);
			}
		});

		it('is overruled by an answer', () => {
			expect(mapWith(answeredCall(7, 60, { hangupCause: undefined, hangupCauseCode: code })).outcome).toBe('connected');
		});
	});

	it('leaves the values that are not assigned unknown, and keeps them', () => {
		const assigned = new Set(PUBLISHED_Q850.map(([code]) => code));
		const free = Array.from({ length: 128 }, (_, code) => code).filter((code) => !assigned.has(code));
		expect(free).toHaveLength(128 - PUBLISHED_Q850.length);
		for (const code of free) {
			const { outcome, outcomeReason, record, outcomeDetail } = mapWith(unansweredCall({ hangupCauseCode: code }));
			expect({ outcome, outcomeReason, kept: record.hangupCauseCode }).toEqual({
				outcome: 'unknown',
				outcomeReason: 'noCause',
				kept: code,
			});
			expect(outcomeDetail).toContain(String(code));
		}
	});

	it.each([
		[16, 'unknown'],
		[31, 'unknown'],
		[802, 'noAnswer'],
	])('%i, when the payload does not say whether anyone answered', (hangupCauseCode, outcome) => {
		expect(outcomeOf({ hangupCauseCode, durationSeconds: undefined })).toBe(outcome);
	});

	it('masks the extension bit of a Reason header as Asterisk does', () => {
		expect(outcomeOf({ hangupCause: 'Q.850;cause=145' })).toBe('busy');
	});
});

describe('FreeSWITCH’s own causes', () => {
	it.each(PUBLISHED_FREESWITCH)('%i %s: %s', (code, name, expected) => {
		expect(outcomeOf({ hangupCauseCode: code })).toBe(expected);
		expect(outcomeOf({ hangupCause: String(code) })).toBe(expected);
		for (const spelling of [...spellings(name), `SWITCH_CAUSE_${name}`])
			expect([spelling, outcomeOf({ hangupCause: spelling })]).toEqual([spelling, expected]);
	});
});

describe('SIP status', () => {
	describe.each(PUBLISHED_SIP)('%i: %s', (status, expected) => {
		it('as sipStatus', () => {
			for (const sipStatus of [status, String(status)]) expect(outcomeOf({ sipStatus })).toBe(expected);
		});

		it('as a hangup cause', () => {
			const phrase = findSipStatus(status)?.meaning;
			for (const hangupCause of [
				`SIP;cause=${status}`,
				`sip:${status}`,
				`SIP/2.0 ${status} ${phrase}`,
				`${status} ${phrase}`,
				`sip_${status}`,
			]) {
				expect([hangupCause, outcomeOf({ hangupCause })]).toEqual([hangupCause, expected]);
			}
		});

		it('as the published table has it, where a cause code is expected', () => {
			expect(outcomeOf({ hangupCauseCode: status })).toBe(expected);
		});
	});

	it('covers IANA’s final responses', () => {
		const registered = [
			300, 301, 302, 305, 380, 400, 401, 402, 403, 404, 405, 406, 407, 408, 410, 412, 413, 414, 415, 416, 417, 420, 421,
			422, 423, 424, 425, 428, 429, 430, 433, 436, 437, 438, 439, 440, 469, 470, 480, 481, 482, 483, 484, 485, 486, 487,
			488, 489, 491, 493, 494, 500, 501, 502, 503, 504, 505, 513, 555, 580, 600, 603, 604, 606, 607, 608,
		];
		expect(registered.filter((status) => !findSipStatus(status))).toEqual([]);
	});

	it.each([408, 'Q.850;cause=102'])('%p is unreachable when the call did not ring for long', (cause) => {
		expect(
			outcomeOf({
				hangupCause: String(cause),
				hangupCauseCode: cause,
				endedAt: '2026-06-04T09:14:31.999Z',
				ringSeconds: 9.999,
			}),
		).toBe('unreachable');
		expect(
			outcomeOf({
				hangupCause: String(cause),
				hangupCauseCode: cause,
				endedAt: '2026-06-04T09:14:32.000Z',
				ringSeconds: 10,
			}),
		).toBe('noAnswer');
	});
});

describe('603+ (ATIS-1000099)', () => {
	it.each([
		'603 Network Blocked',
		'SIP/2.0 603 Network Blocked',
		'network_blocked',
		'SIP;cause=603;text="v=analytics1;url=https://example.com/redress";location=RLN',
		'Q.850;cause=21;text="v=analytics1;tel=+12025550100";location=LN',
	])('%s is screened', (reason) => {
		for (const field of ['hangupCause', 'sipReason', 'providerStatus']) {
			const { outcome, outcomeReason } = mapWith(
				unansweredCall({ sipStatus: 603, hangupCauseCode: 21, [field]: reason }),
			);
			expect({ outcome, outcomeReason }).toEqual({ outcome: 'screened', outcomeReason: 'blockingMarker' });
		}
	});

	it('is not a plain 603', () => {
		expect(outcomeOf({ sipStatus: 603, sipReason: 'SIP;cause=603;text="Decline"' })).toBe('rejected');
	});
});

describe('provider words', () => {
	it.each([
		['Telnyx call_rejected', { hangupCause: 'call_rejected' }, 'rejected'],
		['Telnyx normal_clearing', { hangupCause: 'normal_clearing' }, 'canceled'],
		['Telnyx originator_cancel', { hangupCause: 'originator_cancel', sipStatus: 487 }, 'canceled'],
		['Telnyx timeout, whose INVITE ends with 487', { hangupCause: 'timeout', sipStatus: 487 }, 'noAnswer'],
		['Telnyx user_busy', { hangupCause: 'user_busy', sipStatus: 486 }, 'busy'],
		['Telnyx not_found', { hangupCause: 'not_found', sipStatus: 404 }, 'invalidNumber'],
		['Telnyx no_answer', { hangupCause: 'no_answer' }, 'noAnswer'],
		['Telnyx unspecified with a SIP status', { hangupCause: 'unspecified', sipStatus: 503 }, 'congestion'],
		['Telnyx unspecified', { hangupCause: 'unspecified' }, 'unknown'],
		['Twilio busy', { providerStatus: 'busy' }, 'busy'],
		['Twilio no-answer', { providerStatus: 'no-answer' }, 'noAnswer'],
		['Twilio no-answer, whose INVITE ends with 487', { providerStatus: 'no-answer', sipStatus: 487 }, 'noAnswer'],
		['Twilio canceled', { providerStatus: 'canceled' }, 'canceled'],
		['Twilio failed', { providerStatus: 'failed' }, 'unreachable'],
		['Twilio failed with a SIP status', { providerStatus: 'failed', sipStatus: 404 }, 'invalidNumber'],
		['Twilio completed without talk time', { providerStatus: 'completed' }, 'unknown'],
		['Intellicall ANSWER', { providerStatus: 'ANSWER' }, 'connected'],
		['Intellicall NO_ANSWER', { providerStatus: 'NO_ANSWER' }, 'noAnswer'],
		['Intellicall BUSY', { providerStatus: 'BUSY' }, 'busy'],
		['Intellicall FAILED', { providerStatus: 'FAILED' }, 'unreachable'],
		['Intellicall CANCELED', { providerStatus: 'CANCELED' }, 'canceled'],
		['CAMARA calleeBusy', { hangupCause: 'calleeBusy' }, 'busy'],
		['CAMARA calleeNoAnswer', { hangupCause: 'callee_no_answer' }, 'noAnswer'],
		['CAMARA calleeFailure', { hangupCause: 'calleeFailure' }, 'unreachable'],
		['CAMARA callerBusy', { hangupCause: 'callerBusy' }, 'canceled'],
		['CAMARA callerNoAnswer', { hangupCause: 'callerNoAnswer' }, 'canceled'],
		['CAMARA callerFailure', { hangupCause: 'callerFailure' }, 'canceled'],
		['CAMARA callerAbandon', { hangupCause: 'callerAbandon' }, 'canceled'],
		['CAMARA hangUp', { hangupCause: 'hangUp' }, 'unknown'],
		['CAMARA other', { hangupCause: 'other' }, 'unknown'],
		['Bandwidth timeout', { hangupCause: 'timeout' }, 'noAnswer'],
		['Bandwidth node-capacity-exceeded', { hangupCause: 'node-capacity-exceeded' }, 'congestion'],
		['Sinch USERNOTFOUND', { hangupCause: 'USERNOTFOUND' }, 'invalidNumber'],
		['Sinch NOANSWER', { providerStatus: 'NOANSWER' }, 'noAnswer'],
		['Sinch BLOCKED', { hangupCause: 'BLOCKED' }, 'rejected'],
		['Sinch GENERALERROR', { hangupCause: 'GENERALERROR' }, 'unreachable'],
		['Sinch CANCEL', { hangupCause: 'CANCEL' }, 'canceled'],
	])('%s', (_, changes, expected) => {
		expect(outcomeOf(changes)).toBe(expected);
	});

	it('count an answer that only the word tells', () => {
		for (const providerStatus of ['completed', 'ANSWER'])
			expect(outcomeOf({ providerStatus, durationSeconds: undefined })).toBe('connected');
	});
});

describe('the order of evidence', () => {
	it.each([
		['a blocking marker before Q.850', { sipStatus: 608, hangupCauseCode: 17 }, 'screened', 'blockingMarker'],
		['Q.850 before SIP', { hangupCauseCode: 19, sipStatus: 486 }, 'noAnswer', 'hangupCause'],
		['SIP 486 before Q.850 16', { hangupCauseCode: 16, sipStatus: 486 }, 'busy', 'sipStatus'],
		[
			'Q.850 in a Reason header before its SIP cause',
			{ sipReason: 'SIP;cause=486;text="x",Q.850;cause=20' },
			'unreachable',
			'hangupCause',
		],
		['the code before the name', { hangupCauseCode: 17, hangupCause: 'no_answer' }, 'busy', 'hangupCause'],
		['the name when the code says nothing', { hangupCauseCode: 31, hangupCause: 'user_busy' }, 'busy', 'hangupCause'],
		['SIP when Q.850 says nothing', { hangupCauseCode: 31, sipStatus: 404 }, 'invalidNumber', 'sipStatus'],
		['the provider’s word before SIP', { sipStatus: 404, providerStatus: 'busy' }, 'busy', 'providerStatus'],
		['SIP before a vague word', { sipStatus: 404, providerStatus: 'failed' }, 'invalidNumber', 'sipStatus'],
		['our own side before the word', { hangupCauseCode: 52, providerStatus: 'rejected' }, 'unreachable', 'ownSide'],
		[
			'the provider’s word last',
			{ hangupCauseCode: 0, sipStatus: 302, providerStatus: 'busy' },
			'busy',
			'providerStatus',
		],
		['487 when nothing tells why', { sipStatus: 487, providerStatus: 'completed' }, 'canceled', 'sipStatus'],
	])('%s', (_, changes, outcome, outcomeReason) => {
		const mapped = mapWith(unansweredCall(changes));
		expect({ outcome: mapped.outcome, outcomeReason: mapped.outcomeReason }).toEqual({ outcome, outcomeReason });
	});
});

describe('what no table knows', () => {
	it.each([
		['an unknown code', { hangupCauseCode: 999 }],
		['a negative code', { hangupCauseCode: -17 }],
		['a negative code as text', { hangupCauseCode: '-17' }],
		['a fraction', { hangupCauseCode: 17.5 }],
		['a word of nobody', { hangupCause: 'gremlins' }],
		['a status outside SIP', { sipStatus: 42 }],
		['an object', { hangupCause: { code: 17 } }],
		['an object’s property', { hangupCause: 'constructor', providerStatus: '__proto__' }],
	])('%s is unknown, and kept', (_, changes) => {
		const { outcome, outcomeReason, record } = mapWith(unansweredCall(changes));
		expect({ outcome, outcomeReason }).toEqual({ outcome: 'unknown', outcomeReason: 'noCause' });
		expect(record).toMatchObject(changes);
	});

	it('nothing at all is unknown too', () => {
		expect(mapWith(unansweredCall())).toMatchObject({
			outcome: 'unknown',
			outcomeReason: 'noCause',
			outcomeDetail: 'The event names no cause',
		});
	});
});

describe('a user’s own reading', () => {
	const reading = (cause: string, outcome: Outcome) =>
		settingsWith({ causeOutcomes: { values: [{ cause, outcome }] } });

	it.each([
		['480', { sipStatus: 480 }],
		['SIP 480', { sipStatus: '480' }],
		['480 Temporarily Unavailable', { hangupCause: 'sip:480' }],
		['18', { hangupCauseCode: 18 }],
		['NO_USER_RESPONSE', { hangupCauseCode: 18 }],
		['Q.850;cause=18', { hangupCause: 'no_user_response' }],
		['487', { sipStatus: 487, providerStatus: 'busy' }],
		['ORIGINATOR_CANCEL', { hangupCauseCode: 487 }],
		['failed', { providerStatus: 'FAILED' }],
		['gremlins', { hangupCause: 'Gremlins' }],
		['не дозвонились', { providerStatus: 'Не дозвонились' }],
		['608', { sipStatus: 608 }],
	])('of %s', (cause, changes) => {
		expect(mapWith(unansweredCall(changes), reading(cause, 'congestion')).outcome).toBe('congestion');
	});

	it('says that it decided', () => {
		expect(mapWith(unansweredCall({ hangupCause: 'gremlins' }), reading('gremlins', 'busy')).outcomeDetail).toContain(
			'gremlins',
		);
	});

	it('leaves other causes alone', () => {
		expect(mapWith(unansweredCall({ sipStatus: 486 }), reading('480', 'unreachable')).outcome).toBe('busy');
		expect(mapWith(unansweredCall({ providerStatus: 'error' }), reading('failed', 'busy')).outcome).toBe('unreachable');
	});
});

describe('the tables', () => {
	it('name a source that exists in every row', () => {
		for (const { sources, meaning } of CAUSES) {
			expect([meaning, sources.split(' ').filter((key) => !(key in SOURCES))]).toEqual([meaning, []]);
		}
	});

	it('name an outcome that exists in every row', () => {
		for (const { outcome, notAnswered = outcome, afterRinging = outcome } of CAUSES)
			expect(OUTCOMES).toEqual(expect.arrayContaining([outcome, notAnswered, afterRinging]));
	});

	it('are frozen', () => {
		expect(Object.isFrozen(CAUSES)).toBe(true);
		expect(CAUSES.every((row) => Object.isFrozen(row))).toBe(true);
	});

	it('say nothing about what they do not know', () => {
		for (const cause of [undefined, null, true, {}, [], '', '   ', NaN]) expect(findCauses(cause)).toEqual([]);
	});
});
