import { timesOf, totalsOf } from '../../tooling/jest/summary';

const FILES = [
	{ file: 'test/phone/digits.test.ts', seconds: 0.52, passed: 12, failed: 0, skipped: 0 },
	{ file: 'test/store/redisStore.test.ts', seconds: 101.3, passed: 3, failed: 1, skipped: 2 },
];

it('lists the slowest file first, with what did not pass', () => {
	expect(timesOf(FILES)).toBe(
		'   101.3  test/store/redisStore.test.ts  1 failed  2 skipped\n     0.5  test/phone/digits.test.ts',
	);
});

it('counts what passed, failed and was skipped', () => {
	expect(totalsOf('npm test', FILES, 61.4)).toBe('npm test: 2 files, 15 tests passed, 1 failed, 2 skipped, 61 s');
});
