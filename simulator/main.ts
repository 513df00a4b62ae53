/** `npm run simulator -- --port 4010 --webhook http://127.0.0.1:5678/webhook/… --time-scale 10` */
import { parseArgs } from 'node:util';
import type { GivenOptions } from './options';
import { startSimulator } from './startSimulator';

const FLAGS = {
	port: { type: 'string' },
	webhook: { type: 'string' },
	'time-scale': { type: 'string' },
	'access-token': { type: 'string' },
	'signing-secret': { type: 'string' },
	'signature-header': { type: 'string' },
	duplicates: { type: 'string' },
	'shuffle-seed': { type: 'string' },
	echo: { type: 'boolean' },
} as const;

/** A number that the option makes sense with, or a sentence on standard error and the end. */
function readNumber(name: string, value: string | undefined, min: number): number | undefined {
	if (value === undefined) return undefined;
	const number = Number(value);
	if (Number.isFinite(number) && number >= min) return number;
	return fail(`--${name} must be a number from ${min} upwards.`);
}

function fail(sentence: string): never {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}

function readOptions(): GivenOptions {
	const { values } = parseArgs({ options: FLAGS });
	const given: GivenOptions = {
		port: readNumber('port', values.port, 0),
		webhook: values.webhook,
		timeScale: readNumber('time-scale', values['time-scale'], 0.001),
		accessToken: values['access-token'],
		signingSecret: values['signing-secret'],
		signatureHeader: values['signature-header'],
		duplicates: readNumber('duplicates', values.duplicates, 1),
		shuffleSeed: readNumber('shuffle-seed', values['shuffle-seed'], 0),
		echo: values.echo,
	};
	return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

async function main(): Promise<void> {
	const options = readOptions();
	const simulator = await startSimulator(options).catch((error: { code?: string; message: string }) =>
		fail(error.code === 'EADDRINUSE' ? `Port ${options.port} is taken: choose another with --port.` : error.message),
	);
	process.stdout.write(
		`${JSON.stringify({ url: simulator.url, baseUrls: simulator.baseUrls, credentials: simulator.credentials })}\n`,
	);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.stop());
}

main().catch((error: Error) => fail(error.message));
