import type { Backend } from '../../domain/store/backend';

/** More would be a credential that is edited again and again; the oldest store is then closed. */
const MAX_OPEN = 8;
const stores = new Map<string, Backend>();

/** One store, with its connections, for the same settings in this process. */
export function sharedCallStore(settings: object, open: () => Backend): Backend {
	const identity = JSON.stringify(settings);
	const known = stores.get(identity);
	if (known) return known;
	const store = open();
	stores.set(identity, store);
	if (stores.size > MAX_OPEN) closeOldest();
	return store;
}

function closeOldest(): void {
	const [[identity, store]] = stores;
	stores.delete(identity);
	store.close().catch(() => undefined);
}
