import { spawnSync } from 'node:child_process';
import Redis from 'ioredis';
import { Client, Pool, type PoolConfig } from 'pg';

/** The real servers that tests use; the variables are the ones that the servers' own tools read. */
export const REDIS = { host: process.env.REDIS_HOST ?? '127.0.0.1', port: Number(process.env.REDIS_PORT ?? 6379) };
export const POSTGRES = {
	host: process.env.PGHOST ?? '127.0.0.1',
	port: Number(process.env.PGPORT ?? 5432),
	user: process.env.PGUSER ?? 'postgres',
	password: process.env.PGPASSWORD,
	database: process.env.PGDATABASE ?? 'postgres',
};

const servers = { Redis: REDIS, PostgreSQL: POSTGRES } as const;

const CONNECT =
	'require("net").connect(+process.argv[2], process.argv[1]).on("error", () => process.exit(1)).on("connect", () => process.exit(0))';

/** Synchronous, because jest wants to know which tests there are before it runs any. */
export const answers = ({ host, port }: { host: string; port: number }): boolean =>
	spawnSync(process.execPath, ['-e', CONNECT, host, String(port)], { timeout: 5_000 }).status === 0;

/** Tests against a real server: without it they are skipped aloud on a person's machine, and fail when `CI` is set. */
export function describeWith(server: keyof typeof servers, title: string, tests: () => void): void {
	const { host, port } = servers[server];
	if (answers(servers[server])) return describe(title, tests);
	describeWithout(`${server} does not answer on ${host}:${port}`, title, tests);
}

/** Tests that need programs of the machine: as with `describeWith`. */
export function describeWithPrograms(programs: readonly string[], title: string, tests: () => void): void {
	const missing = programs.find((program) => spawnSync('which', [program]).status !== 0);
	if (missing === undefined) return describe(title, tests);
	describeWithout(`the program ${missing} is not installed`, title, tests);
}

function describeWithout(missing: string, title: string, tests: () => void): void {
	if (process.env.CI) {
		return describe(title, () => {
			test('has what it needs', () => {
				throw new Error(`CI is set, and ${missing}.`);
			});
		});
	}
	process.stderr.write(`\nSKIPPED: ${title}: ${missing}.\n\n`);
	describe.skip(title, tests);
}

const unique = (): string => `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;

/** A client with a key prefix of its own; `close` removes the keys. */
export function openRedis(prefix = `${unique()}:`): { client: Redis; prefix: string; close: () => Promise<void> } {
	const client = new Redis(REDIS);
	return {
		client,
		prefix,
		async close() {
			const keys = await client.keys(`*${prefix}*`);
			if (keys.length > 0) await client.del(keys);
			await client.quit();
		},
	};
}

/** A database of its own; `close` ends the pools made with `pool` and drops it. */
export async function openDatabase(): Promise<{
	config: PoolConfig;
	pool: (more?: PoolConfig) => Pool;
	close: () => Promise<void>;
}> {
	const database = unique();
	const asAdmin = async (sql: string): Promise<void> => {
		const admin = new Client(POSTGRES);
		await admin.connect();
		await admin.query(sql).finally(() => admin.end());
	};
	await asAdmin(`CREATE DATABASE ${database}`);
	const config = { ...POSTGRES, database };
	const pools: Pool[] = [];
	return {
		config,
		pool(more) {
			const pool = new Pool({ ...config, ...more });
			pool.on('error', () => undefined);
			pools.push(pool);
			return pool;
		},
		async close() {
			await Promise.all(pools.filter(({ ending }) => !ending).map((pool) => pool.end()));
			await asAdmin(`DROP DATABASE ${database} WITH (FORCE)`);
		},
	};
}
