/**
 * Runs a command as long as the process that asked for it lives: when that process is gone, however it ended,
 * our standard input closes and the whole process group is ended. Plain JavaScript, so that any Node runs it as it is.
 */
import { spawn } from 'node:child_process';

/** How long a server may take to end its running work before it is ended by force. */
const GRACE_MILLISECONDS = 8_000;

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
const endGroup = (signal) => process.kill(-process.pid, signal);
let orphaned = false;

process.on('SIGTERM', () => setTimeout(() => endGroup('SIGKILL'), GRACE_MILLISECONDS).unref());
process.stdin.resume().on('close', () => {
	orphaned = true;
	endGroup('SIGTERM');
});
child.on('error', (error) => {
	process.stderr.write(`${error.message}\n`);
	process.exit(127);
});
child.on('exit', (status) => {
	if (orphaned) endGroup('SIGKILL');
	process.exit(status ?? 1);
});
