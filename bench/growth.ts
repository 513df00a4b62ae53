import Redis from 'ioredis';
import { Client, Pool } from 'pg';
import { postgresStore } from '../nodes/domain/store/postgresStore';
import { redisStore, type RedisClient } from '../nodes/domain/store/redisStore';
import { storeLedger } from '../nodes/domain/inbox/storeLedger';
import type { Ledger } from '../nodes/domain/inbox/ledger';
import { compare, finish, tell } from './measure';

/** What an event costs beside a thousand and beside a million remembered ones, and how much room each takes. */

const MILLION = 1_000_000;
const EVENTS = 500;
const WINDOW_MS = 72 * 3_600_000;
const RECORD = 'q5bXJ9kEw0z4v6c1YtUoLrPiAsDfGhJkZxCvBnM1234 12345';
const DATABASE = 'sip_trunk_bench_growth';
const SERVER = { host: '127.0.0.1', port: 5432, user: 'postgres' };

let counter = 0;
const newKey = (): string => `workflow:node:unlimCall:${(counter += 1).toString(16).padStart(36, 'f')}:completed`;
const admitNew = async (ledger: Ledger): Promise<void> => {
	for (let i = 0; i < EVENTS; i += 1) await ledger.admit(newKey(), 'fingerprint', 'owner');
};

const FILL = `for i = tonumber(ARGV[1]), tonumber(ARGV[2]) do
	redis.call('set', ARGV[3] .. string.format('workflow:node:unlimCall:%036x:completed', i), ARGV[4], 'PX', ARGV[5]) end`;

async function usedMemory(client: Redis): Promise<number> {
	return Number(/used_memory:(\d+)/.exec(await client.info('memory'))?.[1]);
}

/** Databases of its own, flushed before and after: 10 with a thousand keys, 11 with a million. */
async function benchRedis(): Promise<number> {
	const few = new Redis({ db: 10 });
	const many = new Redis({ db: 11 });
	try {
		await Promise.all([few.flushdb(), many.flushdb()]);
		await few.eval(FILL, 0, 1, 1_000, '', RECORD, WINDOW_MS);
		const before = await usedMemory(many);
		for (let from = 1; from <= MILLION; from += 50_000)
			await many.eval(FILL, 0, from, from + 49_999, '', RECORD, WINDOW_MS);
		const bytesPerKey = ((await usedMemory(many)) - before) / MILLION;
		const ledger = (client: Redis) => storeLedger(redisStore(client as unknown as RedisClient, ''), WINDOW_MS);
		await compare('Redis ledger, by keys remembered', [
			{ name: '1,000 keys', per: EVENTS, run: () => admitNew(ledger(few)) },
			{ name: '1,000,000 keys', per: EVENTS, run: () => admitNew(ledger(many)) },
		]);
		return bytesPerKey;
	} finally {
		await Promise.all([few.flushdb(), many.flushdb()]);
		few.disconnect();
		many.disconnect();
	}
}

async function fill(pool: Pool, table: string, rows: number): Promise<void> {
	await storeLedger(
		postgresStore(pool, table, () => performance.now()),
		WINDOW_MS,
	).admit('first', 'fingerprint', 'owner');
	await pool.query(
		`INSERT INTO ${table} SELECT 'workflow:node:unlimCall:' || lpad(to_hex(i), 36, '0') || ':completed', $1, now() + interval '72 hours' FROM generate_series(1, $2) AS i`,
		[RECORD, rows],
	);
	await pool.query(`VACUUM ANALYZE ${table}`);
}

async function benchPostgres(): Promise<number> {
	const admin = new Client({ ...SERVER, database: 'postgres' });
	await admin.connect();
	await admin.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
	await admin.query(`CREATE DATABASE ${DATABASE}`);
	const pool = new Pool({ ...SERVER, database: DATABASE, max: 1 });
	try {
		await fill(pool, 'few', 1_000);
		await fill(pool, 'many', MILLION);
		const { rows } = await pool.query(`SELECT pg_total_relation_size('many') AS size`);
		const ledger = (table: string) =>
			storeLedger(
				postgresStore(pool, table, () => performance.now()),
				WINDOW_MS,
			);
		const [few, many] = [ledger('few'), ledger('many')];
		await compare('Postgres ledger, by rows remembered', [
			{ name: '1,000 rows', per: EVENTS, run: () => admitNew(few) },
			{ name: '1,000,000 rows', per: EVENTS, run: () => admitNew(many) },
		]);
		return Number(rows[0].size) / MILLION;
	} finally {
		await pool.end();
		await admin.query(`DROP DATABASE ${DATABASE}`);
		await admin.end();
	}
}

async function main(): Promise<void> {
	const redis = await benchRedis();
	const postgres = await benchPostgres();
	tell('Room that one remembered event takes', [
		{ name: 'Redis', value: Math.round(redis), unit: 'bytes' },
		{ name: 'Postgres, index included', value: Math.round(postgres), unit: 'bytes' },
	]);
	finish();
}

void main();
