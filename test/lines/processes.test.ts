/** Four processes share the lines of one trunk, on each of the real stores. The trunk counts what it has. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countLines } from '../../nodes/domain/lines/count';
import type { CallStore } from '../../nodes/domain/store/callStore';
import { openStore, type Place } from '../store/support/openStore';
import { describeWith, openDatabase, openRedis, REDIS } from '../support/servers';
import type { Job } from './support/dialer';
import { ACCOUNT } from './support/ends';
import { startLineTrunk, type LineTrunk } from './support/lineTrunk';

const KEY = 'lines:trunk';
const WORKERS = [0, 1, 2, 3];

interface Opened {
	place: Place;
	close(): Promise<unknown> | void;
}

function dial(job: Job): { child: ChildProcess; ended: Promise<unknown> } {
	const args = ['--import', 'tsx', join(__dirname, 'support/dialer.ts'), JSON.stringify(job)];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
	return { child, ended: once(child, 'close') };
}

function sharedLines(open: () => Promise<Opened> | Opened): void {
	let opened: Opened;
	let store: CallStore;
	let trunk: LineTrunk;
	const jobOf = (name: string, atMost: number, leaseMs: number, atOnce: number): Job => ({
		name,
		place: opened.place,
		trunk: trunk.url,
		limits: [{ kind: 'trunk', key: KEY, atMost }],
		leaseMs,
		atOnce,
	});
	const live = async (): Promise<number> => (await countLines(store, [KEY], ACCOUNT))[0].live;
	beforeEach(async () => {
		opened = await open();
		store = openStore(opened.place);
	});
	afterEach(async () => {
		trunk.stop();
		await store.close();
		await opened.close();
	});

	test('no call too many is live, and no line is lost for longer than its lease, whoever dies and whatever event is lost', async () => {
		const leaseMs = 1_500;
		trunk = await startLineTrunk({ store, contacts: 100, lastsMs: (call) => 60 + ((call * 29) % 80), loseEvery: 10 });
		const start = (name: string) => dial(jobOf(name, 4, leaseMs, 2));
		const dialers = WORKERS.map((worker) => start(`w${worker}`));
		for (let kill = 0; kill < 4; kill += 1) {
			const before = trunk.placed;
			for (; trunk.placed < before + 5; await new Promise((resolve) => setTimeout(resolve, 5)));
			const victim = kill % WORKERS.length;
			dialers[victim].child.kill('SIGKILL');
			dialers[victim] = start(`k${kill}`);
		}
		await Promise.all(dialers.map(async ({ ended }) => await ended));
		await trunk.idle();
		const over = performance.now();
		for (; (await live()) > 0; await new Promise((resolve) => setTimeout(resolve, 20)));

		expect(performance.now() - over).toBeLessThan(leaseMs + 500);
		expect(trunk.most).toBeLessThanOrEqual(4);
		// A process that is killed has two contacts in hand.
		expect(trunk.placed).toBeGreaterThanOrEqual(100 - 4 * 2);
	}, 120_000);
}

describe('in an SQLite file', () => {
	sharedLines(() => {
		const folder = mkdtempSync(join(tmpdir(), 'sip-trunk-lines-'));
		return {
			place: { kind: 'sqlite', file: join(folder, 'store.sqlite') },
			close: () => rmSync(folder, { recursive: true }),
		};
	});
});

describeWith('PostgreSQL', 'in PostgreSQL', () => {
	sharedLines(async () => {
		const database = await openDatabase();
		return {
			place: { kind: 'postgres', server: database.config, table: 'call_store' },
			close: async () => await database.close(),
		};
	});
});

describeWith('Redis', 'in Redis', () => {
	sharedLines(() => {
		const redis = openRedis();
		return {
			place: { kind: 'redis', server: REDIS, prefix: redis.prefix },
			close: async () => await redis.close(),
		};
	});
});
