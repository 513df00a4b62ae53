import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { UserError } from '../../tooling/process/userError';

export interface DemoOptions {
	/** End after the campaign, with an exit status that says whether every figure was right. */
	once: boolean;
	/** Print one JSON object on standard output instead of the table. */
	json: boolean;
	/** Call through an Asterisk to SIPp's phones in the place of the simulated trunk. */
	pbx: boolean;
	n8nPort: number;
	simulatorPort: number;
	/** Simulated seconds per real one: 40 makes a call of three minutes last five seconds. */
	timeScale: number;
	/** A packed package to run instead of this source's. */
	tarball?: string;
}

const FLAGS = {
	once: { type: 'boolean', default: false },
	json: { type: 'boolean', default: false },
	pbx: { type: 'boolean', default: false },
	'n8n-port': { type: 'string', default: '5680' },
	'simulator-port': { type: 'string', default: '4010' },
	'time-scale': { type: 'string', default: '40' },
	tarball: { type: 'string' },
} as const;

const USAGE = `npm run demo -- [--once] [--json] [--pbx] [--n8n-port 5680] [--simulator-port 4010] [--time-scale 40] [--tarball file.tgz]`;

function readNumber(option: string, text: string, [least, most]: readonly [number, number]): number {
	const number = Number(text);
	if (number >= least && number <= most) return number;
	throw new UserError(`${option} must be a number from ${least} to ${most}, not "${text}".`);
}

function readFlags(args: string[]) {
	try {
		return parseArgs({ args, options: FLAGS }).values;
	} catch (error) {
		throw new UserError(`${(error as Error).message}\n${USAGE}`);
	}
}

/** @throws UserError naming the option that cannot be used */
export function readOptions(args: string[]): DemoOptions {
	const flags = readFlags(args);
	return {
		once: flags.once,
		json: flags.json,
		pbx: flags.pbx,
		n8nPort: readNumber('--n8n-port', flags['n8n-port'], [1, 65_535]),
		simulatorPort: readNumber('--simulator-port', flags['simulator-port'], [1, 65_535]),
		timeScale: readNumber('--time-scale', flags['time-scale'], [1, 1_000]),
		tarball: flags.tarball && resolve(flags.tarball),
	};
}
