import { failuresOf, timesOf, totalsOf } from '../../tooling/jest/summary';

const FILES = [
	{ file: 'test/phone/digits.test.ts', seconds: 0.52, passed: 12, failed: 0, skipped: 0, failures: [] },
	{
		file: 'test/store/redisStore.test.ts',
		seconds: 101.3,
		passed: 3,
		failed: 1,
		skipped: 2,
		failures: [`a list is kept\nError: \u001b[31mlost\u001b[39m${'\n    at'.repeat(50)}`],
	},
];

it('lists the slowest file first, with what did not pass', () => {
	expect(timesOf(FILES)).toBe(
		'   101.3  test/store/redisStore.test.ts  1 failed  2 skipped\n     0.5  test/phone/digits.test.ts',
	);
});

it('names what failed, and why', () => {
	const [name, why, ...at] = failuresOf(FILES).split('\n');
	expect([name, why]).toEqual(['test/store/redisStore.test.ts › a list is kept', 'Error: lost']);
	expect(at).toHaveLength(13);
});

it('counts what passed, failed and was skipped', () => {
	expect(totalsOf('npm test', FILES, 61.4)).toBe('npm test: 2 files, 15 tests passed, 1 failed, 2 skipped, 61 s');
});
