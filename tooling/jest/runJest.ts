import { existsSync, readFileSync } from 'node:fs';
import { relative, join } from 'node:path';
import { bin } from '../process/bin';
import { runNode } from '../process/runNode';
import { temporaryFolder } from '../process/temporaryFolder';

/** What one test file took and how its tests ended. */
export interface FileResult {
	/** From the repository's root, e.g. `test/phone/digits.test.ts`. */
	file: string;
	seconds: number;
	passed: number;
	failed: number;
	skipped: number;
}

/** The parts of the results file of `jest --json` that are read here: https://jestjs.io/docs/cli#--json */
interface JestResults {
	testResults: Array<{
		name: string;
		status: 'passed' | 'failed' | 'skipped' | 'focused';
		startTime: number;
		endTime: number;
		assertionResults: Array<{ status: string }>;
	}>;
}

const ROOT = join(__dirname, '../..');

const toFileResult = ({
	name,
	status,
	startTime,
	endTime,
	assertionResults: tests,
}: JestResults['testResults'][number]): FileResult => {
	const passed = tests.filter((test) => test.status === 'passed').length;
	const failed = tests.filter((test) => test.status === 'failed').length;
	return {
		file: relative(ROOT, name),
		seconds: (endTime - startTime) / 1000,
		passed,
		// A file that does not even load has no tests.
		failed: failed === 0 && status === 'failed' ? 1 : failed,
		skipped: tests.length - passed - failed,
	};
};

/** Runs jest at this terminal. @returns its exit status, and what it says of each file */
export async function runJest(args: readonly string[]): Promise<{ status: number; files: FileResult[] }> {
	const results = join(temporaryFolder('jest'), 'results.json');
	const status = await runNode([bin('jest/bin/jest.js'), '--json', `--outputFile=${results}`, ...args]);
	if (!existsSync(results)) {
		process.stderr.write('jest ended before it had results.\n');
		return { status: status || 1, files: [] };
	}
	const { testResults } = JSON.parse(readFileSync(results, 'utf8')) as JestResults;
	return { status, files: testResults.map(toFileResult) };
}
