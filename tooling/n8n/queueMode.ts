import { randomBytes } from 'node:crypto';
import Redis from 'ioredis';
import { Client } from 'pg';
import { onRelease } from '../process/release';
import { startN8n, type N8nOptions, type RunningN8n } from './startN8n';

export interface QueueModeOptions extends Pick<N8nOptions, 'install' | 'userFolder' | 'env'> {
	webhooks?: number;
	workers?: number;
	/** Port of the editor and the REST API. */
	port?: number;
	redis?: { host: string; port: number };
	/** A server on which databases may be created. */
	postgres?: { host: string; port: number; user: string; password?: string };
}

export interface QueueModeN8n {
	main: RunningN8n;
	webhooks: RunningN8n[];
	workers: RunningN8n[];
	/** The queue's prefix in Redis and the database's name in PostgreSQL; both go away with `stop()`. */
	name: string;
	stop(): Promise<void>;
}

type Servers = Required<Pick<QueueModeOptions, 'redis' | 'postgres'>>;

/** The machine's own servers, by the variables that their own tools read. */
const serversOf = ({ redis, postgres }: QueueModeOptions, env = process.env): Servers => ({
	redis: redis ?? { host: env.REDIS_HOST ?? '127.0.0.1', port: Number(env.REDIS_PORT ?? 6379) },
	postgres: postgres ?? {
		host: env.PGHOST ?? '127.0.0.1',
		port: Number(env.PGPORT ?? 5432),
		user: env.PGUSER ?? 'postgres',
		password: env.PGPASSWORD,
	},
});

async function inPostgres({ postgres }: Servers, statement: string): Promise<void> {
	const client = new Client({ ...postgres, database: 'postgres' });
	await client.connect();
	await client.query(statement).finally(async () => await client.end());
}

async function forgetQueue({ redis }: Servers, prefix: string): Promise<void> {
	const client = new Redis(redis);
	const keys = await client.keys(`*${prefix}*`);
	if (keys.length > 0) await client.del(keys);
	await client.quit();
}

const queueEnvironment = ({ redis, postgres }: Servers, name: string): NodeJS.ProcessEnv => ({
	EXECUTIONS_MODE: 'queue',
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: postgres.host,
	DB_POSTGRESDB_PORT: String(postgres.port),
	DB_POSTGRESDB_USER: postgres.user,
	DB_POSTGRESDB_PASSWORD: postgres.password ?? '',
	DB_POSTGRESDB_DATABASE: name,
	QUEUE_BULL_REDIS_HOST: redis.host,
	QUEUE_BULL_REDIS_PORT: String(redis.port),
	QUEUE_BULL_PREFIX: name,
	N8N_REDIS_KEY_PREFIX: name,
});

/** Starts n8n as it is run at scale: one main, some webhook processes and some workers on PostgreSQL and Redis. */
export async function startQueueMode(options: QueueModeOptions): Promise<QueueModeN8n> {
	const { install, userFolder, port, webhooks = 2, workers = 1 } = options;
	const servers = serversOf(options);
	const name = `sip_trunk_${randomBytes(4).toString('hex')}`;
	await inPostgres(servers, `CREATE DATABASE ${name}`);
	const release = onRelease(async () => {
		await inPostgres(servers, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
		await forgetQueue(servers, name);
	});
	const env = { ...queueEnvironment(servers, name), ...options.env };
	const start = async (role: N8nOptions['role'], own: { port?: number } = {}): Promise<RunningN8n> =>
		await startN8n({ install, userFolder, env, role, ...own });
	// The main process brings the database up to date; the others would find it half done.
	const main = await start('main', { port });
	const others = await Promise.all(
		[...Array(webhooks).fill('webhook'), ...Array(workers).fill('worker')].map(async (role) => await start(role)),
	);
	const stop = async (): Promise<void> => {
		await Promise.all([main, ...others].map(async (process) => await process.stop()));
		await release();
	};
	return { main, webhooks: others.slice(0, webhooks), workers: others.slice(webhooks), name, stop };
}
