import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../../tooling/process/freePort';
import { answers } from '../../support/servers';

const started = new Set<ChildProcess>();
process.once('exit', () => {
	for (const server of started) server.kill('SIGKILL');
});

/**
 * A Redis server of the test's own, to be stopped and started at will.
 * @param options of its command line, e.g. `--maxmemory 10mb`
 */
export async function privateRedis(
	...options: string[]
): Promise<{ port: number; start: () => Promise<void>; stop: () => Promise<void> }> {
	const port = await freePort();
	let server: ChildProcess | undefined;
	const start = async (): Promise<void> => {
		server = spawn(
			'redis-server',
			['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...options],
			{ stdio: 'ignore' },
		);
		started.add(server);
		for (let tries = 0; !answers({ host: '127.0.0.1', port }); tries += 1) {
			if (tries === 50) throw new Error('The private redis-server does not start.');
			await pause(50);
		}
	};
	await start();
	return {
		port,
		start,
		async stop() {
			if (!server || server.exitCode !== null || server.signalCode !== null) return;
			const gone = once(server, 'exit');
			server.kill('SIGKILL');
			await gone;
		},
	};
}
