import { releaseAll } from './release';
import { UserError } from './userError';

/** Exit statuses that a shell gives a command ended by these signals: 128 + signal number. */
const signalStatus = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

let ending = false;

/** The first reason to end decides the status; a second Ctrl-C does not cut the clean-up short. */
async function end(status: number): Promise<void> {
	if (ending) return;
	ending = true;
	await releaseAll();
	process.exit(status);
}

/**
 * Runs a command's main function and gives back all it started, whether it ends, fails or is interrupted.
 * @param main resolves to the exit status
 */
export function runMain(main: () => Promise<number>): void {
	for (const signal of Object.keys(signalStatus) as Array<keyof typeof signalStatus>)
		process.on(signal, () => void end(signalStatus[signal]));
	main().then(end, async (error: Error) => {
		// What is still at work when the clean-up begins is bound to fail, and is nobody's business.
		if (!ending) process.stderr.write(`${error instanceof UserError ? error.message : error.stack}\n`);
		await end(1);
	});
}

/** Stays until Ctrl-C, which is then the normal end of the command. */
export async function holdUntilInterrupted(status: number): Promise<never> {
	signalStatus.SIGINT = status;
	return await new Promise<never>(() => undefined);
}
