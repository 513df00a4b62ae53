import type { Backend } from '../../domain/store/backend';

/** What runs asks for its store far more often; a store that nobody asks for is one of a credential that was edited. */
const IDLE_MS = 3_600_000;

interface OpenStore {
	store: Backend;
	askedAt: number;
}

const stores = new Map<string, OpenStore>();

/** One store, with its connections, for the same settings in this process. */
export function sharedCallStore(settings: object, open: () => Backend): Backend {
	const identity = JSON.stringify(settings);
	const askedAt = performance.now();
	const known = stores.get(identity);
	if (known) {
		known.askedAt = askedAt;
		return known.store;
	}
	for (const [name, idle] of stores) if (askedAt - idle.askedAt > IDLE_MS) close(name, idle);
	const store = open();
	stores.set(identity, { store, askedAt });
	return store;
}

function close(identity: string, { store }: OpenStore): void {
	stores.delete(identity);
	store.close().catch(() => undefined);
}
