/** Four processes share the lines of one trunk, on each of the real stores. The trunk counts what it has. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setAgentState } from '../../nodes/domain/lines/agent';
import { countLines } from '../../nodes/domain/lines/count';
import { scopeKey } from '../../nodes/domain/lines/record';
import type { CallStore } from '../../nodes/domain/store/callStore';
import { openStore, type Place } from '../store/support/openStore';
import { describeWith, openDatabase, openRedis, REDIS } from '../support/servers';
import type { Job } from './support/dialer';
import { ACCOUNT } from './support/ends';
import { startLineTrunk, type LineTrunk } from './support/lineTrunk';

const LINES = 10;
const KEY = scopeKey(ACCOUNT, 'trunk');
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

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms));

/** @param isServer what n8n's queue mode can have: the embedded store is for one process */
function sharedLines(open: () => Promise<Opened> | Opened, isServer = true): void {
	let opened: Opened;
	let store: CallStore;
	let trunk: LineTrunk;
	const start = (job: Omit<Job, 'place' | 'trunk' | 'atMost'>) =>
		dial({ place: opened.place, trunk: trunk.url, atMost: LINES, ...job });
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
		const [leaseMs, kills, atOnce] = [1_500, 6, 6];
		trunk = await startLineTrunk({ store, contacts: 200, lastsMs: (call) => 300 + ((call * 29) % 300), loseEvery: 40 });
		const dialers = WORKERS.map((worker) => start({ name: `w${worker}`, leaseMs, atOnce }));
		for (let kill = 0; kill < kills; kill += 1) {
			const before = trunk.placed;
			while (trunk.placed < before + 20) await pause(5);
			await pause(Math.random() * 50);
			const victim = kill % WORKERS.length;
			dialers[victim].child.kill('SIGKILL');
			dialers[victim] = start({ name: `k${kill}`, leaseMs, atOnce });
		}
		await Promise.all(dialers.map(async ({ ended }) => await ended));
		await trunk.idle();
		const over = performance.now();
		while ((await live()) > 0) await pause(20);

		expect(performance.now() - over).toBeLessThan(leaseMs + 500);
		expect(trunk.most).toBe(LINES);
		// A process that is killed has some contacts in hand.
		expect(trunk.placed).toBeGreaterThanOrEqual(200 - kills * atOnce);
	}, 120_000);

	if (!isServer) return;

	test('no call too many is live, and nearly as many as may be while contacts wait', async () => {
		trunk = await startLineTrunk({ store, contacts: 200, lastsMs: (call) => 2_000 + ((call * 29) % 1_000) });
		await Promise.all(
			WORKERS.map(async (worker) => await start({ name: `w${worker}`, leaseMs: 60_000, atOnce: 4 }).ended),
		);
		await trunk.idle();
		expect([trunk.placed, trunk.most]).toEqual([200, LINES]);
		expect(trunk.average()).toBeGreaterThanOrEqual(9.5);
	}, 240_000);

	test('an agent on a call, wrapping up or paused is not called by any process', async () => {
		const [wrapUpMs, seats, away] = [150, ['s1', 's2', 's3', 's4'], ['paused', 'onCall', 'wrappingUp'] as const];
		for (const state of away) await setAgentState(store, scopeKey(ACCOUNT, 'seat', state), state);
		trunk = await startLineTrunk({ store, contacts: 60, lastsMs: (call) => 40 + ((call * 29) % 80), wrapUpMs, away });
		const job = { seats: [...seats, ...away], leaseMs: 60_000, wrapUpMs, atOnce: 3 };
		await Promise.all(WORKERS.map(async (worker) => await start({ name: `w${worker}`, ...job }).ended));
		await trunk.idle();
		expect(trunk.wronglyCalled).toEqual([]);
		expect(trunk.placed).toBe(60);
	}, 120_000);
}

describe('in an SQLite file', () => {
	sharedLines(() => {
		const folder = mkdtempSync(join(tmpdir(), 'sip-trunk-lines-'));
		return {
			place: { kind: 'sqlite', file: join(folder, 'store.sqlite') },
			close: () => rmSync(folder, { recursive: true }),
		};
	}, false);
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
