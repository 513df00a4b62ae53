import { writeAndRemove, type Backend } from './backend';
import type { CallStore, Entry, ListSize } from './callStore';
import { keyRange } from './keyRange';
import { openOnce } from './openOnce';
import { prepareUnits, type PreparedWrite } from './prepareUnits';
import type { RedisClient, RedisSubscriber } from './redisClient';
import { toRedisError } from './redisErrors';
import { describeDurability, prepareRedis } from './redisSchema';
import { REDIS_CLOCK, redisScripts, type RedisOperation } from './redisScripts';
import { toEntry } from './row';
import type { TimeLimit } from './timeLimit';
import { createWatchers } from './watchers';

export interface RedisOptions {
	client: RedisClient;
	/** Makes a connection of its own, when somebody watches for the first time. */
	subscribe: () => RedisSubscriber;
	database: number;
	/** Without braces. */
	keyPrefix: string;
	/** For messages, e.g. `redis:6379/0`. */
	server: string;
	inTime: TimeLimit;
	/** The body of a Lua function that returns the time in milliseconds since 1970, instead of the server's. */
	clock?: string;
}

type Commands = Record<string, (base: string, ...args: Array<string | number>) => Promise<unknown>>;
/** Key, version, time of the last write, JSON text. */
type Fields = [key: string, version: string, writtenAt: string, value: string];

/** Keys of a Redis, for any number of processes and machines. */
export function redisCallStore(options: RedisOptions): Backend {
	const { client, server, inTime } = options;
	const base = `{${options.keyPrefix}}`;
	const prepared = openOnce(async () => {
		// The client has asked for it, too, but goes on with database 0 when there is no such one.
		await client.select(options.database);
		await prepareRedis(client, base);
	});
	const watchers = createWatchers();
	const sentence = `The call store's Redis (${server}) did not answer within two seconds: check its load and the network.`;
	let subscriber: RedisSubscriber | undefined;
	let connectionError: Error | undefined;

	// Without a listener ioredis prints every attempt to reconnect.
	client.on('error', (error) => (connectionError = error));
	for (const [name, lua] of Object.entries(redisScripts(options.clock ?? REDIS_CLOCK)))
		client.defineCommand(commandOf(name), { numberOfKeys: 1, lua });

	const call = async <T>(work: () => Promise<T>): Promise<T> =>
		await inTime(sentence, async () => {
			const answer = prepared.get().then(work);
			return await answer.catch((error) => {
				throw toRedisError(error, server, connectionError);
			});
		});
	const run = async <Reply>(operation: RedisOperation, ...args: Array<string | number>): Promise<Reply> =>
		(await call(async () => await (client as unknown as Commands)[commandOf(operation)](base, ...args))) as Reply;

	const store: CallStore = {
		async commit(units) {
			const args = prepareUnits(units).flatMap((unit) => [unit.length, ...unit.flatMap(toArguments)]);
			const answers = await run<number[]>('commit', ...args);
			return answers.map((answer) => answer === 1);
		},
		async read(keys) {
			const [now, ...rows] = await run<[number, ...Array<Fields | null>]>('read', ...keys);
			return { now, entries: rows.map((row) => (row ? fromFields(row) : undefined)) };
		},
		async due(list, limit) {
			const [now, ...rows] = await run<[number, ...Fields[]]>('due', list, limit);
			return { now, entries: rows.map(fromFields) };
		},
		async find(prefix, { after, limit }) {
			const [, ...rows] = await run<[number, ...Fields[]]>('find', ...lexRange(prefix, after), limit);
			return rows.map(fromFields);
		},
		async sizes(prefix) {
			const [now, ...rows] = await run<[number, ...Array<[string, number, string]>]>('sizes', ...lexRange(prefix));
			return {
				now,
				entries: rows.map(([list, size, oldest]): ListSize => ({ list, size, oldestDueAt: Number(oldest) })),
			};
		},
		sweep: async (limit) => await run<number>('sweep', limit),
		scrub: async () => undefined,
		watch(list, wake) {
			subscriber ??= listen(options.subscribe(), `${base}wake`, watchers);
			return watchers.add(list, wake);
		},
		async close() {
			subscriber?.disconnect();
			await prepared.close(async () => undefined);
			client.disconnect();
		},
	};
	return {
		...store,
		async check() {
			prepared.forget();
			await writeAndRemove(store);
			return await call(async () => await describeDurability(client));
		},
	};
}

const commandOf = (operation: string): string => `callStore_${operation}`;

const toArguments = ({ key, expected, value, list, keepMs, wake }: PreparedWrite): Array<string | number> => [
	key,
	expected ?? '',
	value === undefined ? '' : `=${value}`,
	list?.name ?? '',
	list?.dueInMs ?? '',
	keepMs ?? '',
	wake ?? '',
];

const fromFields = ([key, version, writtenAt, value]: Fields): Entry =>
	toEntry({ key, version, value, written_at: writtenAt });

/** https://redis.io/docs/latest/commands/zrangebylex/ */
function lexRange(prefix: string, after?: string): [string, string] {
	const { from, exclusive, to } = keyRange(prefix, after);
	return [`${exclusive ? '(' : '['}${from}`, `(${to}`];
}

function listen(
	subscriber: RedisSubscriber,
	channel: string,
	watchers: ReturnType<typeof createWatchers>,
): RedisSubscriber {
	subscriber.on('error', () => undefined);
	subscriber.on('message', (_, list) => watchers.wake(list));
	subscriber.on('ready', () => watchers.wakeAll());
	subscriber.subscribe(channel).catch(() => undefined);
	return subscriber;
}
