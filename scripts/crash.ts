/**
 * `npm run crash [-- --kills 20] [--seed 1] [--mode regular|queue]`: kills n8n with `kill -9` again and again while
 * events come in, and counts what came of them.
 */
import { parseArgs } from 'node:util';
import { runMain } from '../tooling/process/runMain';
import { UserError } from '../tooling/process/userError';
import { crashCampaign, type LineResult } from '../tooling/testN8n/crashCampaign';
import { CRASH_MODES, type CrashMode } from '../tooling/testN8n/crashModes';
import prepare from '../tooling/testN8n/prepare';

const USAGE = 'npm run crash -- [--kills 20] [--seed 1] [--mode regular|queue]';
const MODES = Object.keys(CRASH_MODES) as CrashMode[];

interface Options {
	kills: number;
	seed: number;
	modes: CrashMode[];
}

function readOptions(args: string[]): Options {
	try {
		const { kills, seed, mode } = parseArgs({
			args,
			options: {
				kills: { type: 'string', default: '20' },
				seed: { type: 'string', default: '1' },
				mode: { type: 'string' },
			},
		}).values;
		const modes = MODES.filter((one) => mode === undefined || one === mode);
		if (modes.length === 0) throw new UserError(`--mode is regular or queue, not "${mode}".`);
		for (const [name, value] of Object.entries({ kills, seed }))
			if (!Number.isInteger(Number(value)) || Number(value) < 1)
				throw new UserError(`--${name} must be a whole number from 1 on, not "${value}".`);
		return { kills: Number(kills), seed: Number(seed), modes };
	} catch (error) {
		throw new UserError(`${(error as Error).message}\n${USAGE}`);
	}
}

const progress = (line: string): void => void process.stderr.write(`${line}\n`);

const describe = ({ name, counts, marked, violations }: LineResult): string =>
	[
		`  ${name}: ${counts.acknowledged} events acknowledged in ${counts.deliveries} deliveries, ${counts.emissions} runs,`,
		`${counts.repeated} repeats (${marked} runs marked), ${counts.lost} lost, ${counts.duplicated} repeated unmarked`,
		...violations.map(({ what, key = '', detail }) => `\n    ${what} ${key}: ${detail}`),
	].join(' ');

/** @returns whether everything is as it must be */
async function crashIn(mode: CrashMode, { kills, seed }: Options): Promise<boolean> {
	const { client, lines, records, processes } = await CRASH_MODES[mode]();
	const startedAt = Date.now();
	const results = await crashCampaign({ client, lines: [...lines, records], processes, kills, seed, progress });
	const written = await records.records();
	const calls = new Set(written).size;
	const expected = results[results.length - 1].counts.acknowledged;
	const isRight = written.length === calls && calls === expected && results.every(({ violations }) => !violations[0]);
	console.log(
		[
			`${mode} mode, seed ${seed}: ${kills} kills of ${Object.keys(processes).join(', ')} in ${Math.round((Date.now() - startedAt) / 1000)} s`,
			...results.map(describe),
			`  records: ${written.length} of ${calls} calls, ${expected} expected`,
			isRight ? '  passed' : '  FAILED',
		].join('\n'),
	);
	return isRight;
}

runMain(async () => {
	const options = readOptions(process.argv.slice(2));
	await prepare();
	let isRight = true;
	for (const mode of options.modes) isRight = (await crashIn(mode, options)) && isRight;
	return isRight ? 0 : 1;
});
