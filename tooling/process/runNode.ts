import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onRelease } from './release';

/**
 * Runs a Node script at this terminal, and ends it when this command is ended.
 * @returns its exit status
 */
export async function runNode(args: string[]): Promise<number> {
	const child = spawn(process.execPath, args, { stdio: 'inherit' });
	const ended = once(child, 'exit') as Promise<[number | null]>;
	onRelease(async () => {
		child.kill();
		await ended;
	});
	const [status] = await ended;
	return status ?? 1;
}
