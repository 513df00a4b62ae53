import type { Store } from './store';

/** The part of an ioredis client that the store uses; the client bounds each command in time. */
export interface RedisClient {
	set(key: string, value: string, px: 'PX', ttlMs: number): Promise<unknown>;
	set(key: string, value: string, px: 'PX', ttlMs: number, nx: 'NX'): Promise<unknown>;
	mget(...keys: string[]): Promise<Array<string | null>>;
	get(key: string): Promise<string | null>;
	del(key: string): Promise<unknown>;
	multi(commands: Array<[string, ...Array<string | number>]>): {
		exec(): Promise<Array<[Error | null, unknown]> | null>;
	};
}

/** A `Store` in Redis. Run it with `maxmemory-policy noeviction`: an evicted key lets a duplicate through. */
export function redisStore(client: RedisClient, keyPrefix: string): Store {
	const named = (key: string): string => keyPrefix + key;

	return {
		async claim(key, value, ttlMs) {
			// `SET … NX GET` would do in one step, but only from Redis 7 on. The key may expire between the two
			// commands; then it is free, and the second round claims it.
			for (let round = 0; round < 2; round += 1) {
				if ((await client.set(named(key), value, 'PX', ttlMs, 'NX')) !== null) return undefined;
				const standing = await client.get(named(key));
				if (standing !== null) return standing;
			}
			throw new Error('The key expired twice while it was being claimed.');
		},
		async get(keys) {
			if (keys.length === 0) return [];
			const values = await client.mget(...keys.map(named));
			return values.map((value) => value ?? undefined);
		},
		async put(key, value, ttlMs) {
			await client.set(named(key), value, 'PX', ttlMs);
		},
		async remove(key) {
			await client.del(named(key));
		},
		async add(increments, ttlMs) {
			const counters = Object.entries(increments);
			if (counters.length === 0) return [];
			const commands = counters.flatMap(([key, by]): Array<[string, ...Array<string | number>]> => [
				['set', named(key), 0, 'PX', ttlMs, 'NX'],
				['incrby', named(key), by],
			]);
			const replies = (await client.multi(commands).exec()) ?? [];
			return counters.map((_, index) => {
				const [error, total] = replies[index * 2 + 1] ?? [new Error('Redis discarded the transaction.'), 0];
				if (error) throw error;
				return Number(total);
			});
		},
	};
}
