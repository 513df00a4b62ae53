import { readTime, toIso } from '../../nodes/domain/time/readTime';
import { zoneOffset, type ZoneOffset } from '../../nodes/domain/time/zone';

const read = (value: unknown, reading?: Parameters<typeof readTime>[1]) => toIso(readTime(value, reading));
const berlin = zoneOffset('Europe/Berlin') as ZoneOffset;

test.each([
	['2026-06-04T09:14:22.000Z', '2026-06-04T09:14:22.000Z'],
	[' 2026-06-04t09:14:22z ', '2026-06-04T09:14:22.000Z'],
	['2026-06-04T09:14', '2026-06-04T09:14:00.000Z'],
	// As PostgreSQL prints a timestamptz.
	['2026-06-04 11:14:22.5+02', '2026-06-04T09:14:22.500Z'],
	['2026-06-04 11:14:22 +0200', '2026-06-04T09:14:22.000Z'],
	[1780564462, '2026-06-04T09:14:22.000Z'],
	['1780564462000', '2026-06-04T09:14:22.000Z'],
	[1780564462000000, '2026-06-04T09:14:22.000Z'],
	[new Date('2026-06-04T09:14:22Z'), '2026-06-04T09:14:22.000Z'],
])('%p is a moment', (value, expected) => {
	expect(read(value)).toBe(expected);
});

test.each([
	'',
	'2026',
	'2026-06',
	'2026-06-04T09',
	'2026-13-01T00:00:00Z',
	// Day or month first: nobody can tell.
	'03/04/2026',
	'04 Jun 2026',
	'soon',
	NaN,
	Infinity,
	-1e20,
	1e18,
	new Date(NaN),
	null,
	undefined,
	true,
	{},
	['2026-06-04T09:14:22Z'],
])('%p is none', (value) => {
	expect(readTime(value, { day: 'start' })).toBeUndefined();
});

test('a date alone is what the reader says', () => {
	expect(read('2026-06-04')).toBeUndefined();
	expect(read('2026-06-04', { day: 'start' })).toBe('2026-06-04T00:00:00.000Z');
	expect(read('2026-06-04', { day: 'end' })).toBe('2026-06-05T00:00:00.000Z');
});

test('a zone counts for what has no offset, and for nothing else', () => {
	expect(read('2026-06-04T09:00:00', { zone: berlin })).toBe('2026-06-04T07:00:00.000Z');
	expect(read('2026-12-04 09:00', { zone: berlin })).toBe('2026-12-04T08:00:00.000Z');
	expect(read('2026-06-04', { day: 'start', zone: berlin })).toBe('2026-06-03T22:00:00.000Z');
	expect(read('2026-06-04T09:00:00Z', { zone: berlin })).toBe('2026-06-04T09:00:00.000Z');
	expect(read('2026-06-04T09:00:00-04:00', { zone: berlin })).toBe('2026-06-04T13:00:00.000Z');
	expect(read(1780564462, { zone: berlin })).toBe('2026-06-04T09:14:22.000Z');
});
