/**
 * `npm run test:n8n`: the packed tarball in a real n8n, the pinned one or another (`SIP_TRUNK_N8N=2.40.7`).
 * Arguments go to jest.
 */
import { report } from '../tooling/jest/report';
import { runJest, type FileResult } from '../tooling/jest/runJest';
import { runMain } from '../tooling/process/runMain';
import prepare from '../tooling/testN8n/prepare';

/** These measure how long answers take, or how much memory n8n takes: each has the machine for itself. */
const ALONE = 'trigger/(slowCrm|storeOutage|storm|soak)';
const PARTS = [
	['--maxWorkers=2', `--testPathIgnorePatterns=${ALONE}`],
	['--maxWorkers=1', `--testPathPatterns=${ALONE}`],
];

runMain(async () => {
	const startedAt = Date.now();
	const args = process.argv.slice(2);
	await prepare();
	const files: FileResult[] = [];
	let failed = 0;
	for (const part of args.length > 0 ? [args] : PARTS) {
		const result = await runJest(['--config', 'test/n8n/jest.config.js', ...part]);
		files.push(...result.files);
		failed ||= result.status;
	}
	report('npm run test:n8n', files, startedAt);
	return failed;
});
