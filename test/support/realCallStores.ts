import { sleep } from 'n8n-workflow';
import type { CallStore } from '../../nodes/domain/store/callStore';
import { postgresCallStore } from '../../nodes/domain/store/postgresCallStore';
import type { PostgresPool } from '../../nodes/domain/store/postgresPool';
import { redisCallStore } from '../../nodes/domain/store/redisCallStore';
import type { RedisClient } from '../../nodes/domain/store/redisClient';
import { timeLimit } from '../../nodes/domain/store/timeLimit';
import { openDatabase, openRedis } from './servers';

/** A store as two processes see it. */
export interface TwoProcesses {
	here: CallStore;
	there: CallStore;
	close(): Promise<void>;
}

const inTime = timeLimit(sleep);

export function inRedis(): TwoProcesses {
	const first = openRedis();
	const second = openRedis(first.prefix);
	const [here, there] = [first, second].map(({ client, prefix }) =>
		redisCallStore({
			client: client as unknown as RedisClient,
			subscribe: () => client.duplicate(),
			keyPrefix: prefix,
			server: 'test',
			inTime,
		}),
	);
	return {
		here,
		there,
		async close() {
			await second.client.quit();
			await first.close();
		},
	};
}

export async function inPostgres(): Promise<TwoProcesses> {
	const database = await openDatabase();
	const open = (): CallStore =>
		postgresCallStore({
			pool: database.pool({ max: 4 }) as unknown as PostgresPool,
			table: 'call_store',
			server: 'test',
			inTime,
			sleep,
		});
	const [here, there] = [open(), open()];
	return {
		here,
		there,
		async close() {
			await Promise.all([here.close(), there.close()]);
			await database.close();
		},
	};
}
