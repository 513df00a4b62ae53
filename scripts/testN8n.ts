/** `npm run test:n8n`: the packed tarball in the pinned n8n. Arguments go to jest. */
import { bin } from './support/bin';
import { runMain } from './support/runMain';
import { runNode } from './support/runNode';

/** These mostly wait, for the pace of the services they write to: three at a time. Others measure time, and run alone. */
const WAITING = 'workflows/callRecords';
const ALL = [['--maxWorkers=3', WAITING], [`--testPathIgnorePatterns=${WAITING}`]];

runMain(async () => {
	const args = process.argv.slice(2);
	let failed = 0;
	for (const part of args.length > 0 ? [args] : ALL) {
		const status = await runNode([bin('jest/bin/jest.js'), '--config', 'test/n8n/jest.config.js', ...part]);
		failed ||= status;
	}
	return failed;
});
