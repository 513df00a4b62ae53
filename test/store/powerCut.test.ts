/**
 * The power fails right after a commit was acknowledged: everything that was not synced is cut off, the store starts
 * on what is left, and nothing that was acknowledged is missing.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Client } from 'pg';
import { waitUntil } from '../../tooling/process/pause';
import { freePort } from '../../tooling/process/freePort';
import { describeWithPrograms } from '../support/servers';
import { powerCuts, STRACE, type PowerCut } from './support/lastSynced';
import { openStore, type Place } from './support/openStore';

const COMMITS = 30;
const ACKNOWLEDGED = /^\d+ \d+$/;
const COUNT = join(__dirname, 'support/countProcess.ts');
const folder = mkdtempSync(join(tmpdir(), 'sip-trunk-power-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const countIn = (place: Place): string[] => [
	...[process.execPath, '--import', 'tsx', COUNT],
	...[JSON.stringify(place), '0', String(COMMITS)],
];

/** Runs a command to its end. @returns the log of its system calls */
async function trace(name: string, command: readonly string[]): Promise<string> {
	const log = join(folder, `${name}.strace`);
	const [strace, ...args] = [...STRACE, log, ...command];
	const child = spawn(strace, args, { stdio: ['ignore', 'pipe', 'inherit'] });
	child.stdout.resume();
	const [status] = (await once(child, 'close')) as [number];
	expect(status).toBe(0);
	return log;
}

/** What was acknowledged before a cut and is not there after it. */
async function missingAfter({ printed }: PowerCut, place: Place): Promise<string[]> {
	const store = openStore(place);
	const kept = new Set((await store.find('own ', { limit: 1_000 })).map(({ key }) => key));
	await store.close();
	return printed.map((line) => `own ${line}`).filter((key) => !kept.has(key));
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describeWithPrograms(['strace'], 'the embedded call store', () => {
	/** Writes into the store's file as SQLite does by default in this journal mode: synced at checkpoints only. */
	const CARELESS = `const { Database } = require('sqlite3');
		const database = new Database(process.argv[1]);
		database.serialize(() => {
			database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
			for (let done = 0; done < ${COMMITS}; done += 1)
				database.run("INSERT INTO entries (key, version, value, written_at) VALUES (?, 1, '1', 1)", ['own 0 ' + done], (error) =>
					process.stdout.write(error ? error.message : '0 ' + done + '\\n'));
		});`;

	/** @returns for each cut how many of the acknowledged commits are missing after it */
	async function missing(name: string, command: (file: string) => string[]): Promise<number[]> {
		const [own, before] = [join(folder, name), join(folder, `${name}-before`)];
		mkdirSync(own);
		const store = openStore({ kind: 'sqlite', file: join(own, 'store.sqlite') });
		await store.check();
		await store.close();
		cpSync(own, before, { recursive: true });
		const log = await trace(name, command(join(own, 'store.sqlite')));
		const cuts = powerCuts(log, ACKNOWLEDGED, own, (path) => {
			const file = join(before, relative(own, path));
			return existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined;
		});
		expect(cuts.map(({ printed }) => printed.length)).toEqual(upTo(COMMITS));
		const counts: number[] = [];
		for (const [index, cut] of cuts.entries()) {
			const after = join(folder, `${name}-${index}`);
			cpSync(before, after, { recursive: true });
			cut.writeTo(after);
			counts.push((await missingAfter(cut, { kind: 'sqlite', file: join(after, 'store.sqlite') })).length);
		}
		return counts;
	}

	it('has everything that it acknowledged', async () => {
		expect(await missing('embedded', (file) => countIn({ kind: 'sqlite', file }))).toEqual(upTo(COMMITS).map(() => 0));
	}, 120_000);

	it('would not have it if it did not sync', async () => {
		expect(await missing('careless', (file) => [process.execPath, '-e', CARELESS, file])).toEqual(upTo(COMMITS));
	}, 120_000);
});

describeWithPrograms(['strace', 'postgres'], 'PostgreSQL', () => {
	// It refuses to run as root; the account that its package made is then used.
	const asPostgres =
		process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];
	const own = join(folder, 'postgres');

	/** A server on a folder, and the store in it. */
	async function serverOf(data: string): Promise<{ command: string[]; place: Place; isUp(): Promise<true> }> {
		const port = await freePort();
		const command = [...asPostgres, 'postgres', '-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', data];
		const server = { host: '127.0.0.1', port, user: 'postgres', database: 'postgres' };
		const isUp = async (): Promise<true> =>
			await waitUntil('The start of PostgreSQL', async () => {
				const client = new Client(server);
				client.on('error', () => undefined);
				return await client.connect().then(
					async () => await client.end().then(() => true as const),
					() => undefined,
				);
			});
		return { command, place: { kind: 'postgres', server, table: 'calls' }, isUp };
	}

	/** Starts a server, does something, and stops it in an order that leaves everything synced. */
	async function withServer<T>(data: string, work: (place: Place) => Promise<T>): Promise<T> {
		const { command, place, isUp } = await serverOf(data);
		const [program, ...args] = command;
		const child = spawn(program, args, { stdio: 'ignore' });
		await isUp();
		return await work(place).finally(async () => {
			child.kill('SIGINT');
			await once(child, 'close');
		});
	}

	beforeAll(async () => {
		mkdirSync(own);
		// Others may look into it, or PostgreSQL, another user, could not.
		chmodSync(folder, 0o755);
		if (asPostgres.length > 0) spawnSync('chown', ['postgres:postgres', own]);
		const [program, ...args] = [...asPostgres, 'initdb', '-D', own, '-U', 'postgres', '-A', 'trust', '-N'];
		expect(spawnSync(program, args).status).toBe(0);
		await withServer(own, async (place) => {
			const store = openStore(place);
			await store.check();
			await store.close();
		});
	}, 60_000);

	/** @returns how many of the acknowledged commits are missing when the power fails after the last one */
	async function missing(name: string, ...settings: string[]): Promise<number> {
		const [data, after] = [join(folder, name), join(folder, `${name}-after`)];
		for (const copy of [data, after]) cpSync(own, copy, { recursive: true, preserveTimestamps: true });
		if (asPostgres.length > 0) spawnSync('chown', ['-R', 'postgres:postgres', data, after]);
		const { command, place } = await serverOf(data);
		// In one log, so that the order of what the server syncs and what the store acknowledges is known.
		const log = await trace(name, [
			'sh',
			'-c',
			`"$0" "$@" >/dev/null 2>&1 & until pg_isready -q -h 127.0.0.1 -p ${place.kind === 'postgres' && place.server.port}; do sleep 0.1; done
			${countIn(place)
				.map((word) => `'${word}'`)
				.join(' ')}
			kill -QUIT $(head -1 ${data}/postmaster.pid)`,
			...[...command, ...settings.flatMap((setting) => ['-c', setting])],
		]);
		const cuts = powerCuts(log, ACKNOWLEDGED, data, (path) => {
			const file = join(own, relative(data, path));
			return existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined;
		});
		const last = cuts[cuts.length - 1];
		expect(last.printed).toHaveLength(COMMITS);
		last.writeTo(after);
		rmSync(join(after, 'postmaster.pid'), { force: true });
		return await withServer(after, async (again) => (await missingAfter(last, again)).length);
	}

	it('has everything that it acknowledged', async () => {
		expect(await missing('postgres-synced')).toBe(0);
	}, 120_000);

	it('would not have it if it did not sync', async () => {
		expect(await missing('postgres-careless', 'synchronous_commit=off', 'wal_writer_delay=10000')).toBeGreaterThan(0);
	}, 120_000);
});
