import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallStore } from '../../../nodes/domain/store/callStore';
import { openDatabase, openRedis, REDIS } from '../../support/servers';
import { openStore, type Clocks, type Place } from './openStore';

/** One store as two processes see it, each over connections of its own. */
export interface Subject {
	here: CallStore;
	there: CallStore;
	/** Lets time pass for the store's clock. */
	elapse(ms: number): Promise<void>;
}

/** A store for the tests of one file, with a clock that stands still until it is told. */
export interface OwnSubject extends Subject {
	/** For other processes, by the real clock. */
	place: Place;
	close(): Promise<void>;
}

export const START = 1_800_000_000_000;

function subject(place: Place, clocks: Clocks, elapse: Subject['elapse'], tidyUp: () => unknown): OwnSubject {
	const [here, there] = [openStore(place, clocks), openStore(place, clocks)];
	return {
		here,
		there,
		place,
		elapse,
		async close() {
			await Promise.all([here.close(), there.close()]);
			await tidyUp();
		},
	};
}

export function sqliteSubject(): OwnSubject {
	const folder = mkdtempSync(join(tmpdir(), 'sip-trunk-store-'));
	let time = START;
	const elapse = async (ms: number): Promise<void> => void (time += ms);
	const place: Place = { kind: 'sqlite', file: join(folder, 'store.sqlite') };
	return subject(place, { sqlite: () => time }, elapse, () => rmSync(folder, { recursive: true }));
}

export async function postgresSubject(): Promise<OwnSubject> {
	const database = await openDatabase();
	const pool = database.pool({ max: 1 });
	await pool.query(`CREATE TABLE test_clock AS SELECT ${START}::bigint AS now`);
	const elapse = async (ms: number): Promise<void> =>
		void (await pool.query('UPDATE test_clock SET now = now + $1', [ms]));
	const place: Place = { kind: 'postgres', server: database.config, table: 'call_store' };
	return subject(place, { postgres: '(SELECT now FROM test_clock)' }, elapse, () => database.close());
}

export async function redisSubject(): Promise<OwnSubject> {
	const redis = openRedis();
	const clockKey = `{${redis.prefix}}clock`;
	await redis.client.set(clockKey, START);
	const elapse = async (ms: number): Promise<void> => void (await redis.client.incrby(clockKey, ms));
	const clock = `return tonumber(redis.call('GET', KEYS[1] .. 'clock'))`;
	const place: Place = { kind: 'redis', server: REDIS, prefix: redis.prefix };
	return subject(place, { redis: clock }, elapse, () => redis.close());
}
