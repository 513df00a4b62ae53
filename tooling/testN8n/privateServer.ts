import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import Redis from 'ioredis';
import { Client } from 'pg';
import { freePort } from '../process/freePort';
import { waitUntil } from '../process/pause';
import { startProcess, type StartedProcess } from '../process/startProcess';
import { temporaryFolder } from '../process/temporaryFolder';

/** A server of the test's own, to be ended, frozen and brought back with its data; the machine's own is left as it is. */
export interface PrivateServer {
	host: string;
	port: number;
	/** Ends it as a power cut does: connections break, new ones are refused. */
	kill(): Promise<void>;
	/** Ends it as its service manager does: it closes its connections and writes what it has. */
	stop(): Promise<void>;
	start(): Promise<void>;
	/** It still holds its connections and takes new ones, and answers nothing. */
	freeze(): void;
	thaw(): void;
}

const HOST = '127.0.0.1';

/** All that a process has started, and what that has started: PostgreSQL serves each connection with a process. */
function descendants(of: number): number[] {
	const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
	const pairs = stdout
		.trim()
		.split('\n')
		.map((line) => line.trim().split(/\s+/).map(Number));
	const children = (parent: number): number[] =>
		pairs.filter(([, ppid]) => ppid === parent).flatMap(([pid]) => [pid, ...children(pid)]);
	return children(of);
}

function serve(
	[command, ...args]: string[],
	port: number,
	stopSignal: NodeJS.Signals,
	isUp: () => Promise<unknown>,
): PrivateServer {
	const logFile = join(temporaryFolder('server'), 'log');
	let running: StartedProcess;
	const signal = (name: NodeJS.Signals): void => {
		for (const pid of descendants(running.pid)) process.kill(pid, name);
	};
	return {
		host: HOST,
		port,
		async start() {
			running = startProcess(command, args, { logFile });
			await waitUntil(
				`The start of ${command} (see ${logFile})`,
				async () =>
					await isUp().then(
						() => true,
						() => undefined,
					),
			);
		},
		async kill() {
			signal('SIGKILL');
			await running.ended;
		},
		async stop() {
			process.kill(descendants(running.pid)[0], stopSignal);
			await running.ended;
		},
		freeze: () => signal('SIGSTOP'),
		thaw: () => signal('SIGCONT'),
	};
}

/** Keeps its data over a restart, as a ledger's Redis must. */
export async function startPrivateRedis(): Promise<PrivateServer> {
	const port = await freePort();
	const command = [
		'redis-server',
		'--port',
		String(port),
		'--bind',
		HOST,
		'--dir',
		temporaryFolder('redis'),
		'--appendonly',
		'yes',
		'--save',
		'',
	];
	const server = serve(command, port, 'SIGTERM', async () => {
		const client = new Redis({ host: HOST, port, lazyConnect: true, retryStrategy: () => null });
		client.on('error', () => undefined);
		await client.ping().finally(() => client.disconnect());
	});
	await server.start();
	return server;
}

/** PostgreSQL refuses to run as root; the account that its package made is then used. */
const AS_POSTGRES =
	process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];

/** Makes an empty database cluster in a new folder. */
function initialise(): string {
	const folder = temporaryFolder('postgres');
	if (AS_POSTGRES.length > 0) spawnSync('chown', ['postgres:postgres', folder]);
	const [command, ...args] = [
		...AS_POSTGRES,
		'initdb',
		'-D',
		join(folder, 'data'),
		'-U',
		'postgres',
		'-A',
		'trust',
		'-N',
	];
	const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
	if (status !== 0) throw new Error(`initdb did not succeed: ${stderr}`);
	return folder;
}

/** Trusts every connection from this machine, as user `postgres`. */
export async function startPrivatePostgres(): Promise<PrivateServer> {
	const port = await freePort();
	const folder = initialise();
	const command = [
		...AS_POSTGRES,
		'postgres',
		'-D',
		join(folder, 'data'),
		'-p',
		String(port),
		'-h',
		HOST,
		'-k',
		folder,
	];
	// The fast shutdown: with SIGTERM it would wait for its clients to leave.
	const server = serve(command, port, 'SIGINT', async () => {
		const client = new Client({ host: HOST, port, user: 'postgres', database: 'postgres' });
		client.on('error', () => undefined);
		await client.connect();
		await client.query('SELECT 1').finally(async () => await client.end());
	});
	await server.start();
	return server;
}
