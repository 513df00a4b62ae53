import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync } from 'node:fs';
import { join } from 'node:path';
import Redis from 'ioredis';
import { Client } from 'pg';
import { freePort } from '../../../scripts/support/freePort';
import { waitUntil } from '../../../scripts/support/pause';
import { onRelease } from '../../../scripts/support/release';
import { temporaryFolder } from '../../../scripts/support/temporaryFolder';

/** A server of the test's own, to be ended, frozen and brought back with its data; the machine's own is left as it is. */
export interface PrivateServer {
	host: string;
	port: number;
	/** Ends it as a power cut does: connections break, new ones are refused. */
	kill(): Promise<void>;
	start(): Promise<void>;
	/** It still holds its connections and takes new ones, and answers nothing. */
	freeze(): void;
	thaw(): void;
}

const HOST = '127.0.0.1';

/** PostgreSQL serves each connection with a process, which leads a group of its own. */
function childrenOf(parent: number): number[] {
	const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
	const pairs = stdout.trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
	return pairs.filter(([, ppid]) => ppid === parent).map(([pid]) => pid);
}

function serve(command: string, args: string[], port: number, isUp: () => Promise<unknown>, account: { uid?: number; gid?: number } = {}): PrivateServer {
	let child: ChildProcess | undefined;
	const signal = (name: NodeJS.Signals): void => {
		const pid = child?.pid as number;
		for (const one of [pid, ...childrenOf(pid)]) process.kill(one, name);
	};
	const server: PrivateServer = {
		host: HOST,
		port,
		async start() {
			child = spawn(command, args, { stdio: 'ignore', ...account });
			await waitUntil(`The start of ${command}`, async () => await isUp().then(() => true, () => undefined));
		},
		async kill() {
			if (!child || child.exitCode !== null || child.signalCode !== null) return;
			const gone = once(child, 'exit');
			signal('SIGKILL');
			await gone;
		},
		freeze: () => signal('SIGSTOP'),
		thaw: () => signal('SIGCONT'),
	};
	onRelease(async () => await server.kill());
	return server;
}

/** Keeps its data over a restart, as a ledger's Redis must. */
export async function startPrivateRedis(): Promise<PrivateServer> {
	const port = await freePort();
	const args = ['--port', String(port), '--bind', HOST, '--dir', temporaryFolder('redis'), '--appendonly', 'yes', '--save', ''];
	const server = serve('redis-server', args, port, async () => {
		const client = new Redis({ host: HOST, port, lazyConnect: true, retryStrategy: () => null });
		client.on('error', () => undefined);
		await client.ping().finally(() => client.disconnect());
	});
	await server.start();
	return server;
}

/** PostgreSQL refuses to run as root; its own account is then used. */
function postgresAccount(): { uid?: number; gid?: number } {
	if (process.getuid?.() !== 0) return {};
	const id = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
	return { uid: id('-u'), gid: id('-g') };
}

/** Trusts every connection from this machine, as user `postgres`. */
export async function startPrivatePostgres(): Promise<PrivateServer> {
	const port = await freePort();
	const account = postgresAccount();
	const folder = temporaryFolder('postgres');
	if (account.uid !== undefined) chownSync(folder, account.uid, account.gid as number);
	const data = join(folder, 'data');
	const { status, stderr } = spawnSync('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-N'], { encoding: 'utf8', ...account });
	if (status !== 0) throw new Error(`initdb did not succeed: ${stderr}`);
	const server = serve('postgres', ['-D', data, '-p', String(port), '-h', HOST, '-k', folder], port, async () => {
		const client = new Client({ host: HOST, port, user: 'postgres', database: 'postgres' });
		client.on('error', () => undefined);
		await client.connect();
		await client.query('SELECT 1').finally(async () => await client.end());
	}, account);
	await server.start();
	return server;
}
