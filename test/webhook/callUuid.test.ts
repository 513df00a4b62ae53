import { normalizeCallUuid } from '../../nodes/domain/call/callUuid';

const UUID = '7f2c7a1e-3d5b-4a8e-9c64-0f6f0f1f9d10';

test.each([UUID, UUID.toUpperCase(), `{${UUID}}`, `urn:uuid:${UUID}`, `URN:UUID:${UUID.toUpperCase()}`, ` ${UUID}\n`])(
	'%j is one spelling of one UUID',
	(spelling) => expect(normalizeCallUuid(spelling)).toBe(UUID),
);

test.each([
	'CA0123456789abcdefABCDEF0123456789',
	'v3:Tn-_xYz',
	`${UUID}x`,
	`x${UUID}`,
	'__proto__',
	'a',
	'nullable',
	'xnull',
	'!a~',
	'x'.repeat(256),
])('%s is kept to the letter', (text) => expect(normalizeCallUuid(text)).toBe(text));
test('space around an identifier is no part of it', () => expect(normalizeCallUuid('\t CA1 ')).toBe('CA1'));
test.each([
	[1_700_000_000_123, '1700000000123'],
	[1, '1'],
])('the number %d is its digits', (number, text) => expect(normalizeCallUuid(number)).toBe(text));

test.each([
	...[undefined, null, true, {}, [], ['CA1'], [UUID], Number.NaN, Infinity, 1.5, 2 ** 53, 1n, Symbol('x')],
	...['', '  ', '\n', 'a b', 'a\0b', 'a\nb', 'naïve', '☎', '\uFEFF', 'x'.repeat(257), 'x'.repeat(10_000)],
	...['0', 0, '-', '--', '000', '-1', 'unknown', 'UNKNOWN', '(null)', '<unknown>', '?', 'unavailable'],
	...['undefined', 'null', 'NULL', 'None', 'nil', 'NaN', 'N/A', ' null '],
	...['00000000-0000-0000-0000-000000000000', '{00000000-0000-0000-0000-000000000000}'],
])('%p belongs to no call', (value) => expect(normalizeCallUuid(value)).toBeUndefined());
