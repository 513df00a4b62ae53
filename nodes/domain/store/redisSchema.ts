import { StoreUnusable } from './callStore';
import type { RedisClient } from './redisClient';

/** Each brings the data from the version before it (at first none) to the next one, as Lua. Never change one. */
const MIGRATIONS: readonly string[] = [''];

/** Scripts that ask for the time and write need it. https://redis.io/docs/latest/develop/programmability/eval-intro/ */
const OLDEST_MAJOR = 5;

/** Brings data of any earlier version up to date; several processes may try at the same time. */
export async function prepareRedis(client: RedisClient, base: string, migrations = MIGRATIONS): Promise<void> {
	refuseServer(await readInfo(client));
	const version = Number(await client.eval(migration(migrations), 1, base));
	if (version > migrations.length)
		throw new StoreUnusable(
			`The call store in Redis was written by a newer version of this package (its schema is ${version}, and this version knows ${migrations.length}): update the package.`,
		);
}

const migration = (migrations: readonly string[]): string => `local base = KEYS[1]
	local version = tonumber(redis.call('GET', base .. 'schema') or '0')
	${migrations
		.map(
			(lua, from) => `if version == ${from} then
		${lua}
		version = ${from + 1}
		redis.call('SET', base .. 'schema', version)
	end`,
		)
		.join('\n\t')}
	return version`;

/** @returns one sentence if a power cut loses more than Redis's append-only file would */
export async function describeDurability(client: RedisClient): Promise<string[]> {
	return (await readInfo(client)).get('aof_enabled') === '0'
		? [
				'Redis keeps no append-only file: if it stops, events that were acknowledged since its last snapshot are lost. Set appendonly to yes.',
			]
		: [];
}

/** The lines `name:value` of Redis's INFO; none for a user who may not ask. */
async function readInfo(client: RedisClient): Promise<Map<string, string>> {
	const info = await client.info().catch((error: Error) => {
		if (!error.message.startsWith('NOPERM')) throw error;
		return '';
	});
	return new Map(info.split(/\r?\n/).map((line) => line.split(':', 2) as [string, string]));
}

/** @throws StoreUnusable for a server that is too old, or that may drop entries when its memory is full */
export function refuseServer(info: ReadonlyMap<string, string>): void {
	const version = info.get('redis_version');
	if (version && Number(version.split('.')[0]) < OLDEST_MAJOR)
		throw new StoreUnusable(
			`The call store needs Redis ${OLDEST_MAJOR} or newer, and this server is ${version}: update it.`,
		);
	// The other policies drop keys with a time to live only, and the store's keys have none.
	const policy = info.get('maxmemory_policy') ?? '';
	if (policy.startsWith('allkeys-') && Number(info.get('maxmemory')) > 0)
		throw new StoreUnusable(
			`Redis may drop entries of the call store when its memory is full (maxmemory-policy ${policy}): set maxmemory-policy to noeviction.`,
		);
}
