import Redis from 'ioredis';
import { Client } from 'pg';
import type { N8nClient } from '../../tooling/n8n/n8nClient';
import type { Credential, Workflow } from '../../tooling/n8n/types';
import { onRelease } from '../../tooling/process/release';
import type { Flow, Store } from './flows';
import { SIGNING_SECRET } from './load';

const PREFIX = 'sip-trunk-bench';
const TABLE = 'sip_trunk_bench';
const REDIS = { host: '127.0.0.1', port: 6379 };
const DATABASE = 9;
const POSTGRES = { host: '127.0.0.1', port: 5432, user: 'postgres', database: 'postgres' };

/** The call stores on the machine's own servers. */
export const STORE_FIELDS: Readonly<Record<Store, Record<string, unknown>>> = {
	embedded: {},
	redis: {
		callStore: 'redis',
		storeHost: REDIS.host,
		storeRedisPort: REDIS.port,
		storeDatabaseNumber: DATABASE,
		storeKeyPrefix: PREFIX,
	},
	postgres: {
		callStore: 'postgres',
		storeHost: POSTGRES.host,
		storePostgresPort: POSTGRES.port,
		storeUser: POSTGRES.user,
		storeDatabase: POSTGRES.database,
		storeTable: TABLE,
	},
};

async function forgetStores(): Promise<void> {
	const redis = new Redis({ ...REDIS, db: DATABASE });
	const keys = await redis.keys(`*${PREFIX}*`);
	if (keys.length > 0) await redis.del(keys);
	redis.disconnect();
	const postgres = new Client(POSTGRES);
	await postgres.connect();
	const { rows } = await postgres.query<{ tablename: string }>(
		`SELECT tablename FROM pg_tables WHERE tablename LIKE '${TABLE}%'`,
	);
	for (const { tablename } of rows) await postgres.query(`DROP TABLE IF EXISTS ${tablename}`);
	await postgres.end();
}

export type BenchCredentials = Readonly<Record<Store, Credential>>;

/** A trunk that signs, with each call store; what is written there goes when the command ends. */
export async function createCredentials(client: N8nClient): Promise<BenchCredentials> {
	onRelease(forgetStores);
	const trunk = async (store: Store): Promise<Credential> =>
		await client.createCredential('sipTrunkApi', `Trunk, ${store}`, {
			provider: 'unlimCall',
			accessToken: 'unused',
			signingSecret: SIGNING_SECRET,
			...STORE_FIELDS[store],
		});
	return { embedded: await trunk('embedded'), redis: await trunk('redis'), postgres: await trunk('postgres') };
}

/** Imports a flow with the credential of its call store, and publishes it. */
export async function openFlow(
	client: N8nClient,
	{ file, store = 'embedded' }: Flow,
	credentials: BenchCredentials,
	servers?: string[],
): Promise<Workflow> {
	const workflow = await client.importWorkflow(file, [credentials[store]]);
	await client.activate(workflow, servers);
	return workflow;
}
