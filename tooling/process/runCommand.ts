import { lastLines, startProcess } from './startProcess';
import { UserError } from './userError';

export interface RunOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	logFile: string;
	/** What the command does, e.g. `Installing n8n 2.41.1`: the subject of its progress lines and of its error. */
	title: string;
	progress: (line: string) => void;
}

const HEARTBEAT_MILLISECONDS = 15_000;

/**
 * Runs a command that may take minutes, saying every now and then that it still does.
 * @throws UserError with the last lines of its log when it fails
 */
export async function runCommand(command: string, args: string[], options: RunOptions): Promise<void> {
	const started = Date.now();
	const seconds = (): number => Math.round((Date.now() - started) / 1000);
	options.progress(`${options.title} …`);
	const heartbeat = setInterval(() => options.progress(`${options.title} … ${seconds()} s`), HEARTBEAT_MILLISECONDS);
	const child = startProcess(command, args, options);
	const status = await child.ended;
	clearInterval(heartbeat);
	if (status !== 0) {
		throw new UserError(
			`${options.title} did not succeed (${[command, ...args].join(' ')}); the end of ${options.logFile}:\n${lastLines(options.logFile)}`,
		);
	}
}
