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
	/** Each test that failed, and how: `what › it does`, then jest's message. */
	failures: string[];
}

/** The parts of the results file of `jest --json` that are read here: https://jestjs.io/docs/cli#--json */
interface JestResults {
	testResults: Array<{
		name: string;
		status: 'passed' | 'failed' | 'skipped' | 'focused';
		startTime: number;
		endTime: number;
		/** Why the file did not load, and all that failed. */
		message: string;
		assertionResults: Array<{ status: string; fullName: string; failureMessages: string[] }>;
	}>;
}

const ROOT = join(__dirname, '../..');

const toFileResult = ({
	name,
	status,
	startTime,
	endTime,
	message,
	assertionResults: tests,
}: JestResults['testResults'][number]): FileResult => {
	const passed = tests.filter((test) => test.status === 'passed').length;
	const failures = tests
		.filter((test) => test.status === 'failed')
		.map(({ fullName, failureMessages }) => `${fullName}\n${failureMessages.join('\n')}`);
	// A file that does not even load has no tests.
	if (failures.length === 0 && status === 'failed') failures.push(message);
	return {
		file: relative(ROOT, name),
		seconds: (endTime - startTime) / 1000,
		passed,
		failed: failures.length,
		skipped: tests.length - passed - failures.length,
		failures,
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
