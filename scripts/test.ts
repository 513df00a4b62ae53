/** `npm test`: everything that needs no n8n server. Arguments go to jest. */
import { bin } from '../tooling/process/bin';
import { runMain } from '../tooling/process/runMain';
import { runNode } from '../tooling/process/runNode';

const STEPS: Array<[string, string[]]> = [
	['format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']],
	['lint', [bin('eslint/bin/eslint.js'), '--max-warnings=0', '.']],
	['unused', [bin('knip/bin/knip.js')]],
	['types', [bin('typescript/bin/tsc'), '-p', 'test/tsconfig.json']],
	['build', [bin('gulp/bin/gulp.js'), 'build', '--silent']],
	['tests', [bin('jest/bin/jest.js'), ...process.argv.slice(2)]],
];

runMain(async () => {
	for (const [title, args] of STEPS) {
		process.stderr.write(`\n— ${title}\n`);
		const status = await runNode(args);
		if (status !== 0) return status;
	}
	return 0;
});
