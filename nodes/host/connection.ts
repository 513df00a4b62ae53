import { sleep } from 'n8n-workflow';
import type { Store } from '../shared/ledger/store';

/** A store with the connection behind it. */
export interface Connection {
	store: Store;
	/** Resolves when the server answered; rejects with one sentence for the user. */
	ping(): Promise<void>;
	close(): Promise<void>;
}

/** Kept well below the two seconds that a trunk's delivery may wait for us in all. */
export const COMMAND_TIMEOUT_MS = 1_500;

/** The clients bound each command; this bounds what the store does with them, reconnecting included. */
export function bounded(store: Store): Store {
	const inTime = async <T>(work: Promise<T>): Promise<T> => {
		const late = sleep(COMMAND_TIMEOUT_MS).then(() => Promise.reject(new Error(`The store did not answer within ${COMMAND_TIMEOUT_MS} ms.`)));
		return await Promise.race([work, late]);
	};
	return {
		claim: async (key, value, ttlMs) => await inTime(store.claim(key, value, ttlMs)),
		get: async (keys) => await inTime(store.get(keys)),
		put: async (key, value, ttlMs) => await inTime(store.put(key, value, ttlMs)),
		remove: async (key) => await inTime(store.remove(key)),
		add: async (increments, ttlMs) => await inTime(store.add(increments, ttlMs)),
	};
}
