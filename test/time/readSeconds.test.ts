import { readSeconds, secondsBetween } from '../../nodes/domain/time/readSeconds';

test.each([
	[196, 'seconds', 196],
	['196', 'seconds', 196],
	['196.5', 'seconds', 196.5],
	[196_000, 'milliseconds', 196],
	['196000', 'milliseconds', 196],
	['196 s', 'milliseconds', 196],
	['196000 ms', 'seconds', 196],
	[0, 'milliseconds', 0],
] as const)('%p in %s', (value, unit, expected) => {
	expect(readSeconds(value, unit)).toBe(expected);
});

test.each([-1, '-1', '1e3', '3:16', 's', ' ms', '', null, undefined, NaN, Infinity, {}, [196], '9'.repeat(13)])(
	'%p is no duration',
	(value) => {
		expect(readSeconds(value)).toBeUndefined();
	},
);

test('moments that are missing or run backwards have nothing between them', () => {
	expect(secondsBetween(1000, 2500)).toBe(1.5);
	expect(secondsBetween(1000, 1000)).toBe(0);
	expect(secondsBetween(2500, 1000)).toBeUndefined();
	expect(secondsBetween(undefined, 1000)).toBeUndefined();
	expect(secondsBetween(1000, NaN)).toBeUndefined();
});
