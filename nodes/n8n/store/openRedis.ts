import { UserError } from 'n8n-workflow';
import type { Backend } from '../../domain/store/backend';
import type { RedisSettings } from '../../domain/store/readStoreSettings';
import { redisCallStore } from '../../domain/store/redisCallStore';
import type { RedisClient } from '../../domain/store/redisClient';
import { COMMAND_TIMEOUT_MS, inTime } from './limits';

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 1_000;

/** n8n's own copy, loaded only when this store is chosen: the package ships without dependencies. */
function loadIoredis(): typeof import('ioredis') | undefined {
	try {
		return require('ioredis') as typeof import('ioredis');
	} catch {
		return undefined;
	}
}

/** Connects in the background. */
export function openRedis({ host, port, database, user, password, tls, keyPrefix }: RedisSettings): Backend {
	const ioredis = loadIoredis();
	if (!ioredis)
		throw new UserError(
			'This n8n installation does not include a Redis client (ioredis): choose another call store in the SIP Trunk API credential.',
		);
	const client = new ioredis.Redis({
		host,
		port,
		db: database,
		username: user || undefined,
		password: password || undefined,
		tls: tls ? {} : undefined,
		connectTimeout: COMMAND_TIMEOUT_MS,
		commandTimeout: COMMAND_TIMEOUT_MS,
		// A command waits for the first connection, but is given up when that one fails: the caller's patience is ours.
		maxRetriesPerRequest: 0,
		retryStrategy: (attempt) => Math.min(attempt * FIRST_RETRY_MS, LAST_RETRY_MS),
	});
	return redisCallStore({
		client: client as unknown as RedisClient,
		// It waits as long as it takes: nobody waits for it.
		subscribe: () => client.duplicate({ commandTimeout: undefined, maxRetriesPerRequest: null }),
		database,
		keyPrefix,
		server: `${host}:${port}/${database}`,
		inTime,
	});
}
