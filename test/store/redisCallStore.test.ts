import { sleep } from 'n8n-workflow';
import type { Redis } from 'ioredis';
import { redisCallStore, type RedisOptions } from '../../nodes/domain/store/redisCallStore';
import type { RedisClient } from '../../nodes/domain/store/redisClient';
import { timeLimit } from '../../nodes/domain/store/timeLimit';
import { describeWith, openRedis } from '../support/servers';
import { callStoreContract, type Subject } from './callStoreContract';

const asStore = (client: Redis, keyPrefix: string, options: Partial<RedisOptions> = {}) =>
	redisCallStore({
		client: client as unknown as RedisClient,
		subscribe: () => client.duplicate(),
		keyPrefix,
		server: 'test',
		inTime: timeLimit(sleep),
		...options,
	});

describeWith('Redis', 'redisCallStore on a real Redis', () => {
	let redis: ReturnType<typeof openRedis>;
	let subject: Subject;

	beforeAll(async () => {
		redis = openRedis();
		const clockKey = `{${redis.prefix}}clock`;
		await redis.client.set(clockKey, 1_800_000_000_000);
		const clock = `return tonumber(redis.call('GET', KEYS[1] .. 'clock'))`;
		subject = {
			here: asStore(redis.client.duplicate(), redis.prefix, { clock }),
			there: asStore(redis.client.duplicate(), redis.prefix, { clock }),
			async elapse(ms) {
				await redis.client.incrby(clockKey, ms);
			},
		};
	});
	afterAll(async () => {
		await subject.here.close();
		await subject.there.close();
		await redis.close();
	});

	callStoreContract(() => subject, { wakesAcross: true });
});
