import { UserError, type ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Redis, RedisOptions } from 'ioredis';
import { redisStore, type RedisClient } from '../../domain/store/redisStore';
import { COMMAND_TIMEOUT_MS, type Connection } from './connection';

/** n8n's own copy, loaded only when this store is chosen: the package ships without dependencies. */
function loadIoredis(): (new (options: RedisOptions) => Redis) | undefined {
	try {
		return (require('ioredis') as typeof import('ioredis')).Redis;
	} catch {
		return undefined;
	}
}

export function connectRedis(credential: ICredentialDataDecryptedObject): Connection {
	const Redis = loadIoredis();
	if (!Redis)
		throw new UserError('This n8n brings no Redis client (ioredis): the Redis ledger needs n8n 1.123 or newer.');
	const client = new Redis({
		host: String(credential.host),
		port: Number(credential.port),
		username: credential.user ? String(credential.user) : undefined,
		password: credential.password ? String(credential.password) : undefined,
		db: Number(credential.database ?? 0),
		tls: credential.tls ? {} : undefined,
		connectTimeout: COMMAND_TIMEOUT_MS,
		commandTimeout: COMMAND_TIMEOUT_MS,
		// A command waits for the first connection, but is given up when that one fails: the caller's patience is ours.
		maxRetriesPerRequest: 0,
		retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
	});
	// Without a listener ioredis prints every failed reconnection; the commands themselves report them to us.
	client.on('error', () => undefined);
	return {
		store: redisStore(client as unknown as RedisClient, String(credential.keyPrefix ?? '')),
		async ping() {
			await client.ping();
		},
		async close() {
			client.disconnect();
		},
	};
}
