import Redis from 'ioredis';
import { Client } from 'pg';
import type { N8nClient } from '../../tooling/n8n/n8nClient';
import type { Credential } from '../../tooling/n8n/types';
import { onRelease } from '../../tooling/process/release';
import { SIGNING_SECRET } from './load';

const PREFIX = 'sip-trunk-bench:';
const TABLE = 'sip_trunk_bench_ledger';
const REDIS = { host: '127.0.0.1', port: 6379 };
const DATABASE = 9;
const POSTGRES = { host: '127.0.0.1', port: 5432, user: 'postgres', database: 'postgres' };

async function forgetLedgers(): Promise<void> {
	const redis = new Redis({ ...REDIS, db: DATABASE });
	const keys = await redis.keys(`${PREFIX}*`);
	if (keys.length > 0) await redis.del(keys);
	redis.disconnect();
	const postgres = new Client(POSTGRES);
	await postgres.connect();
	await postgres.query(`DROP TABLE IF EXISTS ${TABLE}`);
	await postgres.end();
}

/** The shared ledgers on the machine's own servers; what is written there goes when the command ends. */
export async function createLedgerCredentials(client: N8nClient): Promise<Credential[]> {
	onRelease(forgetLedgers);
	return [
		await client.createCredential('ledgerRedisApi', 'Redis', { ...REDIS, database: DATABASE, keyPrefix: PREFIX }),
		await client.createCredential('ledgerPostgresApi', 'Postgres', { ...POSTGRES, table: TABLE }),
	];
}

/** Signed deliveries, and both shared ledgers. */
export async function createTriggerCredentials(client: N8nClient): Promise<Credential[]> {
	const trunk = await client.createCredential('sipTrunkApi', 'Trunk', {
		provider: 'unlimCall',
		accessToken: 'unused',
		signingSecret: SIGNING_SECRET,
	});
	return [trunk, ...(await createLedgerCredentials(client))];
}
