import { setTimeout as pause } from 'node:timers/promises';
import { redisStore, type RedisClient } from '../../nodes/domain/store/redisStore';
import { describeWith, openRedis } from '../support/servers';
import { storeContract, type Subject } from './storeContract';

const asStore = (client: unknown, prefix: string) => redisStore(client as RedisClient, prefix);

describeWith('Redis', 'redisStore on a real Redis', () => {
	let redis: ReturnType<typeof openRedis>;
	let other: ReturnType<typeof openRedis>;
	let subject: Subject;

	beforeAll(() => {
		redis = openRedis();
		other = openRedis(redis.prefix);
		subject = {
			here: asStore(redis.client, redis.prefix),
			there: asStore(other.client, redis.prefix),
			elapse: (ms) => pause(ms + 20),
		};
	});
	afterAll(async () => {
		await other.close();
		await redis.close();
	});

	storeContract(() => subject);

	test('every key has the prefix and a time to live', async () => {
		await subject.here.claim('claimed', 'x', 60_000);
		await subject.here.put('put', 'x', 60_000);
		await subject.here.add({ counted: 1 }, 60_000);
		await subject.here.add({ counted: 1 }, 1_000);
		for (const key of ['claimed', 'put', 'counted']) {
			const ttl = await other.client.pttl(redis.prefix + key);
			expect(ttl).toBeGreaterThan(50_000);
			expect(ttl).toBeLessThanOrEqual(60_000);
		}
	});
	test('adding to what is no counter rejects', async () => {
		await subject.here.put('text', 'x', 60_000);
		await expect(subject.here.add({ text: 1 }, 60_000)).rejects.toThrow('not an integer');
	});
});

describe('answers that only a race brings', () => {
	/** A Redis that answers what it is told; the commands it was sent. */
	function scripted(answers: unknown[]): { client: RedisClient; sent: unknown[][] } {
		const sent: unknown[][] = [];
		const command =
			(name: string) =>
			async (...args: unknown[]) => {
				sent.push([name, ...args]);
				return answers.shift();
			};
		return { client: { set: command('set'), get: command('get') } as unknown as RedisClient, sent };
	}

	test('a key that expires between the two commands is claimed in the second round', async () => {
		const { client, sent } = scripted([null, null, 'OK']);
		expect(await redisStore(client, 'p:').claim('k', 'v', 5)).toBeUndefined();
		expect(sent).toEqual([
			['set', 'p:k', 'v', 'PX', 5, 'NX'],
			['get', 'p:k'],
			['set', 'p:k', 'v', 'PX', 5, 'NX'],
		]);
	});
	test('a key that keeps expiring rejects rather than goes on for ever', async () => {
		await expect(redisStore(scripted([null, null, null, null]).client, '').claim('k', 'v', 5)).rejects.toThrow(
			'expired twice',
		);
	});
	test('a discarded transaction rejects', async () => {
		const client = { multi: () => ({ exec: async () => null }) } as unknown as RedisClient;
		await expect(redisStore(client, '').add({ a: 1 }, 5)).rejects.toThrow('discarded');
	});
});
