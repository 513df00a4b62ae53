import { spawnSync } from 'node:child_process';

/** Tests that run a program: without it they are skipped aloud on a person's machine, and fail when `CI` is set. */
export function describeWithProgram(program: string, title: string, tests: () => void): void {
	if (spawnSync(program, ['-v']).status === 0) return describe(title, tests);
	if (process.env.CI) {
		return describe(title, () => {
			test(`has ${program}`, () => {
				throw new Error(`${program} is not installed, and CI is set: install it.`);
			});
		});
	}
	process.stderr.write(`\nSKIPPED: ${title}: ${program} is not installed.\n\n`);
	describe.skip(title, tests);
}
