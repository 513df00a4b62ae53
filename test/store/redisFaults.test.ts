import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Backend } from '../../nodes/domain/store/backend';
import { StoreUnavailable, StoreUnusable, type Write } from '../../nodes/domain/store/callStore';
import type { RedisClient } from '../../nodes/domain/store/redisClient';
import type { RedisSettings } from '../../nodes/domain/store/readStoreSettings';
import { prepareRedis, refuseServer } from '../../nodes/domain/store/redisSchema';
import { openRedis } from '../../nodes/n8n/store/openRedis';
import { freePort } from '../../tooling/process/freePort';
import { describeWith, openRedis as openClient, REDIS } from '../support/servers';
import { unreliableProxy, type UnreliableProxy } from './support/unreliableProxy';
import { failure } from './support/failure';
import { privateRedis } from './support/privateRedis';

const opened: Backend[] = [];
const login = {
	kind: 'redis',
	host: '127.0.0.1',
	user: '',
	password: '',
	tls: false,
	database: 0,
	keyPrefix: 'f',
} as const;
const open = (port: number, changes: Partial<RedisSettings> = {}): Backend => {
	const store = openRedis({ ...login, port, ...changes });
	opened.push(store);
	return store;
};
const one = (key: string, value: unknown = 1): Write[][] => [[{ key, expected: 0, value }]];
/** A client may not know yet that its connection is broken. */
async function untilItWorks<T>(work: () => Promise<T>): Promise<T> {
	for (let tries = 0; tries < 20; tries += 1) {
		const result = await work().catch(() => undefined);
		if (result) return result;
		await pause(100);
	}
	throw new Error('It does not work again.');
}
afterAll(async () => await Promise.all(opened.map(async (store) => await store.close())));

describeWith('Redis', 'redisCallStore and a Redis that fails', () => {
	let redis: ReturnType<typeof openClient>;
	let proxy: UnreliableProxy;
	let prefixes = 0;
	const newPrefix = (): string => `${redis.prefix}${(prefixes += 1)}`;
	beforeAll(async () => {
		redis = openClient();
		proxy = await unreliableProxy(REDIS);
	});
	afterAll(async () => {
		await proxy.close();
		await redis.close();
	});

	test('a server that does not answer is told within two seconds, by every operation', async () => {
		const store = open(proxy.port, { keyPrefix: newPrefix() });
		await store.commit(one('a'));
		proxy.hang();
		const start = performance.now();
		const failures = await Promise.all(
			[
				store.commit(one('b')),
				store.read(['a']),
				store.due('list', 1),
				store.find('', { limit: 1 }),
				store.sizes(''),
				store.sweep(1),
				store.check(),
			].map(failure),
		);
		expect(performance.now() - start).toBeLessThan(2_300);
		for (const { message } of failures) expect(message).toMatch(/did not answer within two seconds/);
		proxy.restore();
		expect(await untilItWorks(async () => await store.read(['a']))).toMatchObject({ entries: [{ value: 1 }] });
	});
	test('a commit whose answer is lost fails, and its caller finds by reading that it was written', async () => {
		const store = open(proxy.port, { keyPrefix: newPrefix() });
		await store.commit(one('a'));
		proxy.loseAnswerTo('lost value');
		expect(await failure(store.commit(one('b', 'lost value')))).toBeInstanceOf(StoreUnavailable);
		expect((await store.read(['b'])).entries).toMatchObject([{ value: 'lost value', version: 1 }]);
		expect(await store.commit(one('b', 'lost value'))).toEqual([false]);
	});
	test('the time is that of the server', async () => {
		const store = open(REDIS.port, { host: REDIS.host, keyPrefix: newPrefix() });
		await store.commit(one('a'));
		const time = async (): Promise<number> => {
			const [seconds, micros] = (await redis.client.time()) as unknown as [string, string];
			return Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000);
		};
		const before = await time();
		const { now } = await store.read([]);
		expect(now).toBeGreaterThanOrEqual(before);
		expect(now).toBeLessThanOrEqual(await time());
	});
	test('all of its keys have the prefix, and none a time to live', async () => {
		const prefix = newPrefix();
		const store = open(REDIS.port, { host: REDIS.host, keyPrefix: prefix });
		await store.commit([[{ key: 'a', value: 1, keepMs: 1_000, list: { name: 'l', dueInMs: 0 } }]]);
		const keys = await redis.client.keys(`*${prefix}*`);
		const names = ['e:a', 'keep', 'keys', 'l:l', 'lists', 'schema'];
		expect(keys.sort()).toEqual(names.map((name) => `{${prefix}}${name}`));
		for (const key of keys) expect(await redis.client.pttl(key)).toBe(-1);
		await store.commit([[{ key: 'a' }]]);
		expect(await redis.client.keys(`*${prefix}*`)).toEqual([`{${prefix}}schema`]);
	});
	test('that does not know its scripts any more is given them again', async () => {
		const store = open(REDIS.port, { host: REDIS.host, keyPrefix: newPrefix() });
		await store.commit(one('a'));
		await redis.client.script('FLUSH');
		expect(await store.commit(one('b'))).toEqual([true]);
	});

	describe('the schema', () => {
		test('newer than this version knows is refused', async () => {
			const prefix = newPrefix();
			await open(REDIS.port, { host: REDIS.host, keyPrefix: prefix }).commit(one('a'));
			await redis.client.set(`{${prefix}}schema`, 5);
			const error = await failure(open(REDIS.port, { host: REDIS.host, keyPrefix: prefix }).check());
			expect(error).toBeInstanceOf(StoreUnusable);
			expect(error.message).toMatch(
				/written by a newer version of this package \(its schema is 5, and this version knows 1\)/,
			);
		});
		test('is brought up to date once by ten that try at the same time', async () => {
			const prefix = newPrefix();
			await open(REDIS.port, { host: REDIS.host, keyPrefix: prefix }).commit(one('a'));
			const migrations = [
				`error('never')`,
				`redis.call('INCR', base .. 'tries')`,
				`redis.call('INCR', base .. 'tries')`,
			];
			const clients = Array.from({ length: 10 }, () => redis.client.duplicate() as unknown as RedisClient);
			await Promise.all(clients.map(async (client) => await prepareRedis(client, `{${prefix}}`, migrations)));
			for (const client of clients) client.disconnect();
			expect(await redis.client.mget(`{${prefix}}schema`, `{${prefix}}tries`)).toEqual(['3', '2']);
		});
	});

	describe('of its own', () => {
		const started: Array<{ stop: () => Promise<void> }> = [];
		const start = async (...options: string[]): ReturnType<typeof privateRedis> => {
			const server = await privateRedis(...options);
			started.push(server);
			return server;
		};
		afterAll(async () => await Promise.all(started.map(async (server) => await server.stop())));

		test('that is away is told, and used again when it is back', async () => {
			const server = await start();
			const store = open(server.port);
			await store.commit(one('a'));
			await server.stop();
			expect((await failure(store.commit(one('b')))).message).toMatch(
				/refused the connection: check host and port|closed the connection/,
			);
			await server.start();
			expect(await untilItWorks(async () => await store.commit(one('b')))).toEqual([true]);
		});
		test.each([
			['allkeys-lru', '100mb', 'allkeys-lru'],
			['allkeys-lfu', '1gb', 'allkeys-lfu'],
			['noeviction', '100mb', undefined],
			['volatile-lru', '100mb', undefined],
			['allkeys-lru', '0', undefined],
		])('with maxmemory-policy %s and maxmemory %s', async (policy, memory, refused) => {
			const { port } = await start('--maxmemory-policy', policy, '--maxmemory', memory);
			if (!refused) return expect(await open(port).commit(one('a'))).toEqual([true]);
			const error = await failure(open(port).commit(one('a')));
			expect(error).toBeInstanceOf(StoreUnusable);
			expect(error.message).toBe(
				`Redis may drop entries of the call store when its memory is full (maxmemory-policy ${refused}): set maxmemory-policy to noeviction.`,
			);
		});
		test('without an append-only file says what that may cost', async () => {
			expect(await open((await start()).port).check()).toEqual([
				expect.stringMatching(/^Redis keeps no append-only file: .* Set appendonly to yes\.$/),
			]);
		});
		test('with an append-only file has nothing to say', async () => {
			const { port } = await start('--appendonly', 'yes', '--appenddirname', `aof-${process.pid}`, '--dir', '/tmp');
			expect(await open(port).check()).toEqual([]);
		});
		test('whose memory is full writes whole units or none, and removes', async () => {
			const { port } = await start('--maxmemory-policy', 'noeviction', '--maxmemory', '3mb');
			const store = open(port);
			const value = 'x'.repeat(50_000);
			const units: string[] = [];
			let error: Error | undefined;
			for (let index = 0; !error && index < 200; index += 1) {
				const unit = ['a', 'b'].map((part) => ({ key: `${index} ${part}`, value, list: { name: 'l', dueInMs: 0 } }));
				await store.commit([unit]).then(
					() => units.push(...unit.map(({ key }) => key)),
					(caught: Error) => (error = caught),
				);
			}
			expect(error).toBeInstanceOf(StoreUnavailable);
			expect(error?.message).toMatch(/is out of memory: raise maxmemory, or remove other data\.$/);
			const found = await store.find('', { limit: 500 });
			expect(found.map(({ key }) => key)).toEqual([...units].sort());
			expect((await store.sizes('')).entries).toMatchObject([{ size: units.length }]);
			expect(await store.commit([units.slice(0, 10).map((key) => ({ key }))])).toEqual([true]);
			expect(await store.commit(one('again'))).toEqual([true]);
		});
		test('that wants a password', async () => {
			const { port } = await start('--requirepass', 'hunter2');
			const [without, wrong] = [
				await failure(open(port).check()),
				await failure(open(port, { password: 'hunter3' }).check()),
			];
			expect(without.message).toMatch(/wants a password: enter it in the SIP Trunk API credential\.$/);
			expect(wrong.message).toMatch(/refused the user or the password: enter them again/);
			expect(wrong.message).not.toContain('hunter');
			for (const error of [without, wrong]) expect(error).toBeInstanceOf(StoreUnusable);
			expect(await open(port, { password: 'hunter2' }).commit(one('a'))).toEqual([true]);
		});
		test('with users who may not do everything', async () => {
			const { port } = await start();
			const admin = new Redis(port);
			const setUser = async (rules: string): Promise<unknown> =>
				await admin.call('ACL', 'SETUSER', ...rules.split(' '));
			await setUser('reader on >secret ~* &* +@read +info +eval +evalsha +time +@connection');
			await setUser('writer on >secret ~{f}* resetchannels +@all -info -publish');
			admin.disconnect();
			const error = await failure(open(port, { user: 'reader', password: 'secret' }).check());
			expect(error).toBeInstanceOf(StoreUnusable);
			expect(error.message).toMatch(/does not let this user run the commands or use the keys of the call store/);
			expect(error.message).not.toContain('secret');
			const writer = open(port, { user: 'writer', password: 'secret' });
			expect(await writer.commit([[{ key: 'a', value: 1, list: { name: 'l', dueInMs: 0 } }]])).toEqual([true]);
			expect(await writer.check()).toEqual([]);
		});
		test('that is a replica', async () => {
			const { port } = await start('--replicaof', '127.0.0.1', String(await freePort()));
			const error = await failure(open(port).check());
			expect(error).toBeInstanceOf(StoreUnusable);
			expect(error.message).toMatch(/is a read-only replica: enter the primary server/);
		});
		test('without the database', async () => {
			const { port } = await start('--databases', '2');
			const store = open(port, { database: 7 });
			expect((await failure(store.check())).message).toMatch(/has no such database: enter a smaller Database Number/);
			const client = new Redis(port);
			expect(await client.dbsize()).toBe(0);
			client.disconnect();
		});
		test('that speaks no TLS', async () => {
			expect((await failure(open((await start()).port, { tls: true }).check())).message).toMatch(
				/does not speak TLS on this port|did not answer within two seconds|closed the connection/,
			);
		});
	});
});

describe('the server as it describes itself', () => {
	// https://redis.io/docs/latest/commands/info/
	const described = (lines: Record<string, string>): Map<string, string> => new Map(Object.entries(lines));

	test.each(['4.0.14', '3.2.12'])(
		'Redis %s is refused, since its scripts cannot ask for the time and write',
		(version) => {
			expect(() => refuseServer(described({ redis_version: version }))).toThrow(
				`The call store needs Redis 5 or newer, and this server is ${version}: update it.`,
			);
		},
	);
	test.each(['5.0.0', '6.2.14', '7.2.4', '8.0.0'])('Redis %s is not', (version) => {
		expect(() => refuseServer(described({ redis_version: version }))).not.toThrow();
	});
	test('one that may not say is not', () => expect(() => refuseServer(described({}))).not.toThrow());
});
