import { ignored, invalid, isIgnored, isInvalid } from '../../nodes/domain/result';

test('bad input is told from every other value', () => {
	expect(isInvalid(invalid('A rule.'))).toBe(true);
	for (const value of [undefined, null, '', 'invalid', 0, [], {}, new Map(), { rule: 'A rule.' }, ignored('No.')])
		expect(isInvalid(value)).toBe(false);
});

test('what is ignored is not invalid', () => {
	expect(isIgnored(ignored('No.'))).toBe(true);
	expect(isIgnored(invalid('A rule.'))).toBe(false);
});
