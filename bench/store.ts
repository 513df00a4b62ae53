/**
 * The call store in each of its backends, as durable as it is meant to be: commits, reads and what is due, with few and
 * with many entries. `npm run bench -- store [--entries=1000,1000000]`
 */
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { median } from 'simple-statistics';
import { Database } from 'sqlite3';
import type { CallStore, Write } from '../nodes/domain/store/callStore';
import { sqliteCallStore } from '../nodes/domain/store/sqliteCallStore';
import { inTime } from '../nodes/n8n/store/limits';
import { openPostgres } from '../nodes/n8n/store/openPostgres';
import { openRedis } from '../nodes/n8n/store/openRedis';
import { releaseAll } from '../tooling/process/release';
import { temporaryFolder } from '../tooling/process/temporaryFolder';
import { buildSqlite } from '../tooling/sqlite/buildSqlite';
import { startPrivatePostgres, startPrivateRedis } from '../tooling/testN8n/privateServer';
import { finish, tell, type Quantity } from './measure';

const SIZES = (process.argv.find((arg) => arg.startsWith('--entries=')) ?? '--entries=1000,100000')
	.replace('--entries=', '')
	.split(',')
	.map(Number);
const PARALLEL = 64;
const FILLED_AT_ONCE = 500;
const ROUNDS = 5;
const DAY_MS = 86_400_000;

/** What an event and its call take, in characters. */
const VALUE = { payload: 'x'.repeat(600) };
let counter = 0;
const newKey = (): string => `event/${(counter += 1).toString(16).padStart(32, '0')}`;
const event = (list?: Write['list']): Write[] => [{ key: newKey(), expected: 0, value: VALUE, list, keepMs: DAY_MS }];

const servers = async (): Promise<Record<string, () => CallStore>> => {
	const [redis, postgres] = [await startPrivateRedis(), await startPrivatePostgres()];
	const login = { password: '', tls: false };
	return {
		Embedded: () => {
			const file = join(temporaryFolder('bench'), 'store.sqlite');
			return sqliteCallStore({ open: (done) => new Database(file, done), file, now: Date.now, inTime });
		},
		PostgreSQL: () =>
			openPostgres({ kind: 'postgres', ...postgres, ...login, user: 'postgres', database: 'postgres', table: 'bench' }),
		'Redis, append-only file': () =>
			openRedis({ kind: 'redis', ...redis, ...login, user: '', database: 0, keyPrefix: 'bench' }),
	};
};

/** @returns how many there are per second, the median of some rounds */
async function perSecond(count: number, run: () => Promise<unknown>): Promise<number> {
	const rates: number[] = [];
	for (let round = 0; round <= ROUNDS; round += 1) {
		const start = performance.now();
		await run();
		// The first one warms up.
		if (round > 0) rates.push((count * 1_000) / (performance.now() - start));
	}
	return Math.round(median(rates));
}

const repeat = async (times: number, work: () => Promise<unknown>): Promise<void> => {
	for (let done = 0; done < times; done += 1) await work();
};

async function fill(store: CallStore, from: number, to: number): Promise<void> {
	for (let size = from; size < to; size += FILLED_AT_ONCE)
		await store.commit(Array.from({ length: Math.min(FILLED_AT_ONCE, to - size) }, () => event()));
}

async function measure(store: CallStore): Promise<Quantity[]> {
	const waiting = { name: 'waiting', dueInMs: 0 };
	const known = newKey();
	await store.commit([[{ key: known, value: VALUE }]]);
	const rates: Array<[string, number]> = [
		['commits, one after the other', await perSecond(100, () => repeat(100, () => store.commit([event()])))],
		[
			`commits, ${PARALLEL} at a time`,
			await perSecond(PARALLEL * 20, () =>
				Promise.all(Array.from({ length: PARALLEL }, () => repeat(20, () => store.commit([event(waiting)])))),
			),
		],
		['reads of one entry', await perSecond(300, () => repeat(300, () => store.read([known])))],
		['due, 50 entries of those that wait', await perSecond(100, () => repeat(100, () => store.due('waiting', 50)))],
	];
	return rates.map(([name, value]) => ({ name, value, unit: '/s' }));
}

async function main(): Promise<void> {
	await buildSqlite((line) => process.stderr.write(`${line}\n`));
	for (const [name, open] of Object.entries(await servers())) {
		const store = open();
		for (const [index, size] of SIZES.entries()) {
			await fill(store, index === 0 ? 0 : SIZES[index - 1], size);
			tell(`${name}, ${size.toLocaleString('en')} entries and more`, await measure(store));
		}
		await store.close();
	}
	finish();
	await releaseAll();
}

void main();
