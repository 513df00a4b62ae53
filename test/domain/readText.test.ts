import { DateTime } from 'luxon';
import { readText } from '../../nodes/domain/readText';

test.each([
	['text', ' seat_1 ', 'seat_1'],
	['a number', 42, '42'],
	['no', false, 'false'],
	['nothing', undefined, undefined],
	['null', null, undefined],
	['blanks', ' \n', undefined],
	['a lookup of Airtable', ['seat_1'], 'seat_1'],
	['several', ['a', 'b', null], 'a,b,'],
	['an empty list', [], undefined],
	['a date', new Date('2026-06-04T09:00:00Z'), '2026-06-04T09:00:00.000Z'],
	[
		'what $now gives',
		DateTime.fromISO('2026-06-04T09:00:00', { zone: 'Europe/Berlin' }),
		'2026-06-04T09:00:00.000+02:00',
	],
])('reads %s', (_, value, text) => expect(readText(value, 'Seat')).toBe(text));

test.each([
	['an object', { id: 1 }],
	['an object that cannot be made text of', { toString: [] }],
	['an object in a list', ['a', { id: 1 }]],
	['a list in a list', [['a']]],
])('refuses %s', (_, value) =>
	expect(readText(value, 'Seat')).toEqual({
		kind: 'invalid',
		rule: 'Seat must be text, not an object: choose one of its fields.',
	}),
);
