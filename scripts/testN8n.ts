/** `npm run test:n8n`: the packed tarball in the pinned n8n; with `SIP_TRUNK_N8N=1.x`, what runs on the last n8n 1.x. Arguments go to jest. */
import { IS_1X } from '../tooling/n8n/cacheFolder';
import { bin } from '../tooling/process/bin';
import { runMain } from '../tooling/process/runMain';
import { runNode } from '../tooling/process/runNode';

/** These mostly wait, for the pace of the services they write to: three at a time. Others measure time, and run alone. */
const WAITING = 'workflows/callRecords';
const EVERYTHING = [['--maxWorkers=3', WAITING], [`--testPathIgnorePatterns=${WAITING}`]];
/** The nodes, without what only n8n 2.x has: published versions, and Data Tables that a node makes or finds by name. */
const CORE = [
	[
		'sixCases',
		'refusals',
		'trunks/',
		...['storm', 'crash', 'databaseRefuses', 'lateAnswer', 'slowCrm', 'storeOutage', 'queueMode'].map(
			(name) => `trigger/${name}`,
		),
	],
];

runMain(async () => {
	const args = process.argv.slice(2);
	let failed = 0;
	for (const part of args.length > 0 ? [args] : IS_1X ? CORE : EVERYTHING) {
		const status = await runNode([bin('jest/bin/jest.js'), '--config', 'test/n8n/jest.config.js', ...part]);
		failed ||= status;
	}
	return failed;
});
