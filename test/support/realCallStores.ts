import type { CallStore } from '../../nodes/domain/store/callStore';
import { openStore, type Place } from '../store/support/openStore';
import { openDatabase, openRedis, REDIS } from './servers';

/** A store as two processes see it. */
export interface TwoProcesses {
	here: CallStore;
	there: CallStore;
	close(): Promise<void>;
}

function twoProcesses(place: Place, tidyUp: () => Promise<void>): TwoProcesses {
	const [here, there] = [openStore(place), openStore(place)];
	return {
		here,
		there,
		async close() {
			await Promise.all([here.close(), there.close()]);
			await tidyUp();
		},
	};
}

export function inRedis(): TwoProcesses {
	const redis = openRedis();
	return twoProcesses({ kind: 'redis', server: REDIS, prefix: redis.prefix }, () => redis.close());
}

export async function inPostgres(): Promise<TwoProcesses> {
	const database = await openDatabase();
	return twoProcesses({ kind: 'postgres', server: database.config, table: 'call_store' }, () => database.close());
}
