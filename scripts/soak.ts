/** `npm run soak [-- --minutes 30] [--json]`: calls for half an hour, and every restart that there is. See docs/soak.md. */
import { parseArgs } from 'node:util';
import { formatReport } from '../bench/soak/formatReport';
import { soak } from '../bench/soak/soak';
import prepare from '../tooling/testN8n/prepare';
import { runMain } from '../tooling/process/runMain';
import { UserError } from '../tooling/process/userError';

const USAGE = 'npm run soak -- [--minutes 30] [--json]';
/** The restarts alone take about that long. */
const LEAST_MINUTES = 2;

function readOptions(args: string[]): { minutes: number; json: boolean } {
	try {
		const { minutes, json } = parseArgs({
			args,
			options: { minutes: { type: 'string', default: '30' }, json: { type: 'boolean', default: false } },
		}).values;
		if (!(Number(minutes) >= LEAST_MINUTES))
			throw new UserError(`--minutes must be a number from ${LEAST_MINUTES} on, not "${minutes}".`);
		return { minutes: Number(minutes), json };
	} catch (error) {
		throw new UserError(`${(error as Error).message}\n${USAGE}`);
	}
}

runMain(async () => {
	const { minutes, json } = readOptions(process.argv.slice(2));
	await prepare();
	const report = await soak({ minutes, progress: (line) => void process.stderr.write(`${line}\n`) });
	process.stdout.write(json ? `${JSON.stringify(report)}\n` : formatReport(report));
	return report.ok ? 0 : 1;
});
