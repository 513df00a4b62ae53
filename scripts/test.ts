/** `npm test`: everything that needs no n8n server. */
import { spawnSync } from 'node:child_process';
import { bin } from './support/bin';

const steps: Array<[string, string[]]> = [
	['lint', [bin('eslint/bin/eslint.js'), '--max-warnings=0', 'package.json', 'nodes', 'credentials']],
	['types', [bin('typescript/bin/tsc'), '-p', 'test/tsconfig.json']],
	['build', [bin('gulp/bin/gulp.js'), 'build', '--silent']],
	['tests', [bin('jest/bin/jest.js'), ...process.argv.slice(2)]],
];

for (const [title, args] of steps) {
	process.stderr.write(`\n— ${title}\n`);
	const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
	if (status !== 0) process.exit(status ?? 1);
}
