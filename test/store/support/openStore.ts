import Redis, { type RedisOptions as ClientOptions } from 'ioredis';
import { sleep } from 'n8n-workflow';
import { Pool, type PoolConfig } from 'pg';
import { Database } from 'sqlite3';
import type { Backend } from '../../../nodes/domain/store/backend';
import { postgresCallStore } from '../../../nodes/domain/store/postgresCallStore';
import type { PostgresPool } from '../../../nodes/domain/store/postgresPool';
import { redisCallStore } from '../../../nodes/domain/store/redisCallStore';
import type { RedisClient } from '../../../nodes/domain/store/redisClient';
import { sqliteCallStore, type SqliteOptions } from '../../../nodes/domain/store/sqliteCallStore';
import { timeLimit } from '../../../nodes/domain/store/timeLimit';

/** Where a store is: JSON, so that it can be told to another process. */
export type Place =
	| { kind: 'sqlite'; file: string }
	| { kind: 'postgres'; server: PoolConfig; table: string }
	| { kind: 'redis'; server: ClientOptions; prefix: string };

/** The clock instead of the store's own: a function, an SQL expression, or the body of a Lua function. */
export interface Clocks {
	sqlite?: () => number;
	postgres?: string;
	redis?: string;
}

const inTime = timeLimit(sleep);

export function openSqlite(file: string, options: Partial<SqliteOptions> = {}): Backend {
	return sqliteCallStore({ open: (done) => new Database(file, done), file, now: Date.now, inTime, ...options });
}

/** A store as one process has it, over connections of its own. */
export function openStore(place: Place, clocks: Clocks = {}): Backend {
	if (place.kind === 'sqlite') return openSqlite(place.file, { now: clocks.sqlite ?? Date.now });
	if (place.kind === 'postgres') {
		const pool = new Pool({ ...place.server, max: 5 }) as unknown as PostgresPool;
		return postgresCallStore({ pool, table: place.table, server: 'test', inTime, sleep, clock: clocks.postgres });
	}
	const client = new Redis(place.server);
	return redisCallStore({
		client: client as unknown as RedisClient,
		subscribe: () => client.duplicate(),
		database: 0,
		keyPrefix: place.prefix,
		server: 'test',
		inTime,
		clock: clocks.redis,
	});
}
