import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onRelease } from './release';

export interface StartOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Receives standard output and standard error. */
	logFile: string;
}

export interface StartedProcess {
	/** Also the id of its process group. */
	pid: number;
	logFile: string;
	/** Resolves with the exit status when it has ended, for whatever reason. */
	ended: Promise<number>;
	/** Ends it and everything it started. */
	stop(): Promise<void>;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

/** Starts a command in a process group of its own that cannot outlive this process (see `leash.mjs`). */
export function startProcess(command: string, args: string[], options: StartOptions): StartedProcess {
	const log = openSync(options.logFile, 'a');
	const child = spawn(process.execPath, [join(__dirname, 'leash.mjs'), command, ...args], {
		cwd: options.cwd,
		env: options.env,
		detached: true,
		stdio: ['pipe', log, log],
	});
	closeSync(log);
	const pid = child.pid as number;
	const ended = new Promise<number>((resolve) => child.once('exit', (status) => resolve(status ?? 1))).finally(() => {
		// What the command left behind in its group ends with it.
		signalGroup(pid, 'SIGKILL');
	});
	const stop = onRelease(async () => {
		signalGroup(pid, 'SIGTERM');
		await ended;
	});
	void ended.then(stop);
	return { pid, logFile: options.logFile, ended, stop };
}

/** @returns the last lines of a log, for a message that says why something did not start */
export function lastLines(logFile: string, count = 8): string {
	return readFileSync(logFile, 'utf8').trim().split('\n').slice(-count).join('\n');
}
