/** `npm test`: everything that needs no n8n server. Arguments go to jest. */
import { report } from '../tooling/jest/report';
import { runJest } from '../tooling/jest/runJest';
import { bin } from '../tooling/process/bin';
import { runMain } from '../tooling/process/runMain';
import { runNode } from '../tooling/process/runNode';
import { STATIC_CHECKS } from '../tooling/staticChecks';

const BUILD = ['build', [bin('gulp/bin/gulp.js'), 'build', '--silent']] as const;

const announce = (title: string): boolean => process.stderr.write(`\n— ${title}\n`);

runMain(async () => {
	const startedAt = Date.now();
	for (const [title, args] of [...STATIC_CHECKS, BUILD]) {
		announce(title);
		const status = await runNode(args);
		if (status !== 0) return status;
	}
	announce('tests');
	const { status, files } = await runJest(process.argv.slice(2));
	report('npm test', files, startedAt);
	return status;
});
