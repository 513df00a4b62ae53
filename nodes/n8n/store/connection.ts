import { sleep } from 'n8n-workflow';
import type { Store } from '../../domain/store/store';

/** A store with the connection behind it. */
export interface Connection {
	store: Store;
	/** Resolves when the server answered; rejects with one sentence for the user. */
	ping(): Promise<void>;
	close(): Promise<void>;
}

/** Kept well below the two seconds that a trunk's delivery may wait for us in all. */
export const COMMAND_TIMEOUT_MS = 1_500;

/** Rejects when `work` takes longer than `ms`; the work itself goes on. */
async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
	const late = sleep(ms).then(() => Promise.reject(new Error(`The store did not answer within ${ms} ms.`)));
	return await Promise.race([work, late]);
}

/** The clients bound each command; this bounds what the store does with them, reconnecting included. */
export function bounded(store: Store): Store {
	const bound = async <T>(work: Promise<T>): Promise<T> => await inTime(work, COMMAND_TIMEOUT_MS);
	return {
		claim: async (key, value, ttlMs) => await bound(store.claim(key, value, ttlMs)),
		get: async (keys) => await bound(store.get(keys)),
		put: async (key, value, ttlMs) => await bound(store.put(key, value, ttlMs)),
		remove: async (key) => await bound(store.remove(key)),
		add: async (increments, ttlMs) => await bound(store.add(increments, ttlMs)),
	};
}
