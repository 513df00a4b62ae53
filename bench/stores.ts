import Redis from 'ioredis';
import { Client, Pool } from 'pg';
import { postgresStore } from '../nodes/domain/store/postgresStore';
import { redisStore, type RedisClient } from '../nodes/domain/store/redisStore';
import { storeLedger } from '../nodes/domain/inbox/storeLedger';
import { compare, finish } from './measure';

/** The shared ledgers against the bare command that they are made of, on the same connection, with new keys. */

const EVENTS = 500;
const WINDOW_MS = 72 * 3_600_000;
const DATABASE = 'sip_trunk_bench';
const SERVER = { host: '127.0.0.1', port: 5432, user: 'postgres' };

let counter = 0;
const newKey = (): string => `workflow:node:unlimCall:${(counter += 1).toString(16).padStart(32, '0')}:completed`;
const inTurn = async (task: (key: string) => Promise<unknown>): Promise<void> => {
	for (let i = 0; i < EVENTS; i += 1) await task(newKey());
};

async function benchRedis(): Promise<void> {
	const client = new Redis({ db: 9 });
	const prefix = 'sip-trunk-bench:';
	const ledger = storeLedger(redisStore(client as unknown as RedisClient, prefix), WINDOW_MS);
	try {
		await compare('Redis ledger, new events', [
			{
				name: 'raw SET NX',
				per: EVENTS,
				run: () => inTurn((key) => client.set(prefix + key, 'fingerprint owner', 'PX', WINDOW_MS, 'NX')),
			},
			{ name: 'ledger', per: EVENTS, run: () => inTurn((key) => ledger.admit(key, 'fingerprint', 'owner')) },
		]);
	} finally {
		const keys = await client.keys(`${prefix}*`);
		for (let i = 0; i < keys.length; i += 1_000) await client.del(keys.slice(i, i + 1_000));
		client.disconnect();
	}
}

async function benchPostgres(): Promise<void> {
	const admin = new Client({ ...SERVER, database: 'postgres' });
	await admin.connect();
	await admin.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
	await admin.query(`CREATE DATABASE ${DATABASE}`);
	const pool = new Pool({ ...SERVER, database: DATABASE, max: 1 });
	try {
		await pool.query('CREATE TABLE raw (key text PRIMARY KEY, value text NOT NULL, expires_at timestamptz NOT NULL)');
		const insert = `INSERT INTO raw VALUES ($1, $2, now() + $3::double precision * interval '1 millisecond') ON CONFLICT DO NOTHING`;
		const ledger = storeLedger(
			postgresStore(pool, 'ledger', () => performance.now()),
			WINDOW_MS,
		);
		await compare('Postgres ledger, new events', [
			{
				name: 'raw INSERT',
				per: EVENTS,
				run: () => inTurn((key) => pool.query(insert, [key, 'fingerprint owner', WINDOW_MS])),
			},
			{ name: 'ledger', per: EVENTS, run: () => inTurn((key) => ledger.admit(key, 'fingerprint', 'owner')) },
		]);
	} finally {
		await pool.end();
		await admin.query(`DROP DATABASE ${DATABASE}`);
		await admin.end();
	}
}

async function main(): Promise<void> {
	await benchRedis();
	await benchPostgres();
	finish();
}

void main();
