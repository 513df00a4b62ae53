/**
 * `npm run bench:n8n [-- name …] [--json]`: the package beside what n8n itself offers, in a real n8n on loopback; the
 * comparisons of bench/n8n, or those named. Every rate is a ratio to a reference of the same run.
 */
import { comparisons } from '../bench/n8n';
import { finish } from '../bench/measure';
import { installN8n } from '../tooling/n8n/installN8n';
import { packTarball } from '../tooling/packTarball';
import { runMain } from '../tooling/process/runMain';
import { temporaryFolder } from '../tooling/process/temporaryFolder';
import { UserError } from '../tooling/process/userError';

const progress = (line: string): void => void process.stderr.write(`${line}\n`);

/** @throws UserError for a name that is none */
function readNames(args: readonly string[]): string[] {
	const names = args.filter((arg) => !arg.startsWith('--'));
	const unknown = names.find((name) => !(name in comparisons));
	if (unknown)
		throw new UserError(`There is no comparison ${unknown}; there are ${Object.keys(comparisons).join(', ')}.`);
	return names.length > 0 ? names : Object.keys(comparisons);
}

runMain(async () => {
	const names = readNames(process.argv.slice(2));
	const install = await installN8n(progress);
	const tarball = packTarball(temporaryFolder('bench'));
	for (const name of names) {
		const start = performance.now();
		progress(`Comparing: ${name} …`);
		await comparisons[name]({ install, tarball, progress });
		progress(`Compared ${name} in ${Math.round((performance.now() - start) / 1000)} s.`);
	}
	finish();
	return 0;
});
