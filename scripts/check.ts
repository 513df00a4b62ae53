/** `npm run check`: in under a minute, what needs no build and nothing but Node. `npm test` is the whole of it. */
import { serverlessTests } from '../tooling/jest/serverless';
import { bin } from '../tooling/process/bin';
import { runMain } from '../tooling/process/runMain';
import { runNodeQuietly } from '../tooling/process/runNode';
import { STATIC_CHECKS } from '../tooling/staticChecks';

const startedAt = Date.now();

/** @returns whether it succeeded; what it prints is of interest only if it did not */
async function step(title: string, args: readonly string[]): Promise<boolean> {
	const { status, output } = await runNodeQuietly(args);
	const seconds = ((Date.now() - startedAt) / 1000).toFixed(0).padStart(3);
	process.stderr.write(
		`${status === 0 ? '' : `${output}\n`}${seconds} s  ${title} ${status === 0 ? 'ok' : 'FAILED'}\n`,
	);
	return status === 0;
}

async function checkStatically(): Promise<boolean> {
	let ok = true;
	for (const [title, args] of STATIC_CHECKS) ok = (await step(title, args)) && ok;
	return ok;
}

runMain(async () => {
	const jest = [bin('jest/bin/jest.js'), '--silent', '--maxWorkers=2', ...(await serverlessTests())];
	const results = await Promise.all([checkStatically(), step('tests', jest)]);
	return results.every(Boolean) ? 0 : 1;
});
