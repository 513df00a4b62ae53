import { withDurations } from '../../nodes/domain/trunk/event/callTimes';
import { fillTemplate } from '../../nodes/domain/trunk/request/fillTemplate';
import { readNumber } from '../../nodes/domain/time/readSeconds';
import { asCauseCode, asCauseName, asInstant, asText } from '../../nodes/domain/trunk/event/payload';
import { redact } from '../../nodes/domain/trunk/response/redact';
import { retryAfterMs } from '../../nodes/domain/trunk/response/refusal';
import { fillRequestLine } from '../../nodes/domain/trunk/request/requestLine';

describe('a moment', () => {
	test.each([
		['ISO 8601', '2026-06-04T09:14:22.000Z', '2026-06-04T09:14:22.000Z'],
		['with an offset', '2026-06-04T11:14:22+02:00', '2026-06-04T09:14:22.000Z'],
		['without a zone: UTC', '2026-06-04T09:14:22', '2026-06-04T09:14:22.000Z'],
		['with a space: UTC', '2026-06-04 09:14:22.5', '2026-06-04T09:14:22.500Z'],
		['with microseconds', '2026-06-04T09:14:22.123456Z', '2026-06-04T09:14:22.123Z'],
		['Unix seconds', 1780564462, '2026-06-04T09:14:22.000Z'],
		['Unix seconds as digits', '1780564462', '2026-06-04T09:14:22.000Z'],
		['Unix milliseconds', 1780564462000, '2026-06-04T09:14:22.000Z'],
		['Unix microseconds', 1780564462000000, '2026-06-04T09:14:22.000Z'],
	])('%s', (_what, given, expected) => {
		expect(asInstant(given)).toBe(expected);
	});

	test.each([undefined, null, '', 'yesterday', '2026', NaN, Infinity, -1e20, {}, [], true, '2026-13-45T99:99:99Z'])(
		'%p is none',
		(given) => {
			expect(asInstant(given)).toBeUndefined();
		},
	);
});

describe('seconds', () => {
	test.each([
		[0, 0],
		[196, 196],
		['196', 196],
		['1.5', 1.5],
		[' 7 ', 7],
	])('%p', (given, expected) => {
		expect(readNumber(given)).toBe(expected);
	});

	test.each([-1, '-1', '1e3', '0x10', 'abc', '', null, undefined, NaN, Infinity, '9'.repeat(40), {}])(
		'%p are none',
		(given) => {
			expect(readNumber(given)).toBeUndefined();
		},
	);
});

describe('a cause', () => {
	test.each([
		['NORMAL_CLEARING', 'normal_clearing'],
		['Normal Clearing', 'normal_clearing'],
		['normal-clearing', 'normal_clearing'],
		['  user_busy ', 'user_busy'],
		[17, '17'],
	])('%p', (given, expected) => {
		expect(asCauseName(given)).toBe(expected);
	});

	test.each(['', '---', null, {}, []])('%p is none', (given) => {
		expect(asCauseName(given)).toBeUndefined();
	});

	test.each([
		[16, { hangupCauseCode: 16 }],
		['17', { hangupCauseCode: 17 }],
		[0, { hangupCauseCode: 0 }],
		[127, { hangupCauseCode: 127 }],
		[486, { sipStatus: 486 }],
		[128, {}],
		[199, {}],
		[142, { hangupCauseCode: 142 }],
		[699, { sipStatus: 699 }],
		[700, { hangupCauseCode: 700 }],
		[825, { hangupCauseCode: 825 }],
		[826, {}],
		[-5, {}],
		[16.5, {}],
		['busy', {}],
		[null, {}],
	])('code %p', (given, expected) => {
		expect(asCauseCode(given)).toEqual(expected);
	});
});

describe('durations', () => {
	const [initiatedAt, answeredAt, endedAt] = [
		'2026-06-04T09:14:22.000Z',
		'2026-06-04T09:14:29.250Z',
		'2026-06-04T09:17:45.000Z',
	];

	test("come from the timestamps, to the millisecond, before the provider's rounded figure", () => {
		expect(withDurations({ initiatedAt, answeredAt, endedAt, durationSeconds: 196 })).toMatchObject({
			ringSeconds: 7.25,
			durationSeconds: 195.75,
		});
	});

	test('a call that nobody answered rang until its end', () => {
		expect(withDurations({ initiatedAt, endedAt, durationSeconds: 0 })).toMatchObject({
			ringSeconds: 203,
			durationSeconds: 0,
		});
	});

	test('a missing answer time alone does not say that nobody answered', () => {
		expect(withDurations({ initiatedAt, endedAt })).toEqual({ initiatedAt, endedAt });
	});

	test('an answered call whose answer is not dated has no ring time', () => {
		expect(withDurations({ initiatedAt, endedAt, durationSeconds: 196 })).toEqual({
			initiatedAt,
			endedAt,
			durationSeconds: 196,
		});
	});

	test('timestamps that run backwards tell nothing', () => {
		expect(withDurations({ initiatedAt: endedAt, answeredAt, endedAt: initiatedAt, durationSeconds: 5 })).toMatchObject(
			{ durationSeconds: 5 },
		);
		expect(withDurations({ initiatedAt: endedAt, answeredAt }).ringSeconds).toBeUndefined();
	});

	test('a call under way has no talk time yet', () => {
		expect(withDurations({ initiatedAt, answeredAt }).durationSeconds).toBeUndefined();
	});
});

describe('a request line', () => {
	test('is filled with encoded values', () => {
		expect(
			fillRequestLine('DELETE /calls/{callUuid}?by={who}', { callUuid: 'a/b', who: 'x&y' }, 'Hang Up Request'),
		).toEqual({ method: 'DELETE', path: '/calls/a%2Fb?by=x%26y' });
	});

	test.each([
		['', /do not say how to do this: enter Hang Up Request/],
		['calls/{callUuid}', /must be a method and a path/],
		['FETCH /calls', /must be a method and a path/],
		['DELETE //evil.example/calls\\', /must be a method and a path/],
		['DELETE /calls/{callUuid} HTTP/1.1', /must be a method and a path/],
		['DELETE /calls/{nothing}', /asks for \{nothing\}/],
		['DELETE /calls/{constructor}', /asks for \{constructor\}/],
	])('%p is refused', (line, rule) => {
		expect(fillRequestLine(line, { callUuid: 'a' }, 'Hang Up Request')).toMatchObject({
			kind: 'invalid',
			rule: expect.stringMatching(rule),
		});
	});
});

describe('a body template', () => {
	const filled = (template: string, values: Record<string, unknown>) => fillTemplate(template, values, 'Place Body');

	test('keeps types, drops what has no value and inserts into text', () => {
		expect(
			filled(
				'{"to": "{to}", "n": "{n}", "none": "{none}", "note": "for {to}", "list": ["{to}", "{none}"], "fixed": 1}',
				{ to: '+49', n: 5 },
			),
		).toEqual({
			kind: 'filled',
			body: { to: '+49', n: 5, note: 'for +49', list: ['+49'], fixed: 1 },
		});
	});

	test('cannot be broken out of', () => {
		const nasty = '"}, "admin": true, "x": {"y": "{secret}';
		expect(filled('{"to": "{to}", "note": "about {to}"}', { to: nasty, secret: 's' })).toEqual({
			kind: 'filled',
			body: { to: nasty, note: `about ${nasty}` },
		});
		expect(filled('{"a": "{constructor}", "b": "x{toString}"}', {})).toEqual({ kind: 'filled', body: { b: 'x' } });
	});

	test.each(['{', '[]', '"text"', '42', 'null'])('%s is refused', (template) => {
		expect(filled(template, {})).toMatchObject({ kind: 'invalid', rule: expect.stringContaining('Place Body') });
	});
});

describe('what a message must not repeat', () => {
	const settings = {
		provider: 'unlimCall',
		baseUrl: 'https://app.unlimcall.com/api/v1',
		accessToken: ' unl_live_secret\n',
		signingSecret: 'a+b/c=',
		short: 'abc',
	};

	test('secrets, also percent-encoded, and whatever follows Basic or Bearer', () => {
		expect(redact('unl_live_secret a%2Bb%2Fc%3D Basic QUM6eA== bearer xyz', settings)).toBe(
			'[redacted] [redacted] Basic [redacted] bearer [redacted]',
		);
	});

	test('leaves words and public settings alone', () => {
		const sentence = 'abc: unlimCall at https://app.unlimcall.com/api/v1 says no.';
		expect(redact(sentence, settings)).toBe(sentence);
	});
});

test.each([
	['7', 7000],
	[7, 7000],
	['Thu, 04 Jun 2026 09:14:32 GMT', 10_000],
	['Thu, 04 Jun 2026 09:00:00 GMT', 0],
	['soon', undefined],
	[undefined, undefined],
])('Retry-After: %p', (value, expected) => {
	expect(retryAfterMs(value, Date.parse('2026-06-04T09:14:22Z'))).toBe(expected);
});

test.each([
	['text', 'text'],
	['  text ', 'text'],
	[7, '7'],
	['', undefined],
	[' ', undefined],
	[1.5, undefined],
	[2 ** 53, undefined],
	[true, undefined],
	[null, undefined],
])('text of %p', (given, expected) => {
	expect(asText(given)).toBe(expected);
});
