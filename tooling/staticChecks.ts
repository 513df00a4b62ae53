import { join } from 'node:path';
import { bin } from './process/bin';

/** What a tool found is kept here, so that it reads only changed files the next time; `npm ci` removes it. */
const CACHE = join(__dirname, '../node_modules/.cache/checks');
const cachedAs = (name: string): string[] => ['--cache', `--cache-location=${join(CACHE, name)}`];

/** What can be said of the code without running it: titles, and Node scripts with their arguments. */
export const STATIC_CHECKS: ReadonlyArray<readonly [title: string, args: readonly string[]]> = [
	['format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', ...cachedAs('prettier'), '.']],
	['lint', [bin('eslint/bin/eslint.js'), '--max-warnings=0', ...cachedAs('eslint'), '.']],
	['unused', [bin('knip/bin/knip.js')]],
	[
		'types',
		[bin('typescript/bin/tsc'), '-p', 'test/tsconfig.json', '--incremental', '--tsBuildInfoFile', join(CACHE, 'types')],
	],
];
