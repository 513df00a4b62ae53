import type { PostgresConnection, PostgresPool } from './postgresPool';
import { createWatchers } from './watchers';

/** How long a connection that broke is left alone. */
const RECONNECT_MS = 1_000;

/**
 * Tells other processes of lists that got entries, and is told by them, with LISTEN and NOTIFY over a connection of the
 * pool that is kept while somebody watches.
 * Telling comes after the commit, in a transaction of its own: notifying takes a lock that all of the server's
 * notifying transactions share, which would make commits wait for each other's disk.
 */
export function postgresListener(pool: PostgresPool, table: string, sleep: (ms: number) => Promise<void>) {
	// A name is cut after 63 bytes; if two tables then share it, some calls are in vain.
	const channel = `call_store_${table.replace('.', '_')}`.slice(0, 63).toLowerCase();
	const watchers = createWatchers();
	const untold = new Set<string>();
	let isTelling = false;
	let isListening = false;
	let isClosed = false;
	let connection: PostgresConnection | undefined;

	const tell = async (): Promise<void> => {
		isTelling = true;
		while (untold.size > 0) {
			const lists = [...untold];
			untold.clear();
			await pool
				.query('SELECT pg_notify($1, list) FROM unnest($2::text[]) AS list', [channel, lists])
				.catch(() => undefined);
		}
		isTelling = false;
	};
	/** Listens until the connection breaks. */
	const listenOnce = async (): Promise<void> => {
		const mine = await pool.connect();
		connection = mine;
		const broken = new Promise<void>((resolve) => {
			mine.on('error', resolve);
			mine.on('end', resolve);
		});
		mine.on('notification', ({ payload = '' }) => watchers.wake(payload));
		await mine.query(`LISTEN ${channel}`);
		watchers.wakeAll();
		await broken;
	};
	const listen = async (): Promise<void> => {
		isListening = true;
		while (!isClosed && watchers.size > 0) {
			await listenOnce().catch(() => undefined);
			connection?.release(true);
			connection = undefined;
			await sleep(RECONNECT_MS);
		}
		isListening = false;
	};

	return {
		watch(list: string, wake: () => void): () => void {
			const end = watchers.add(list, wake);
			if (!isListening) void listen();
			return end;
		},
		/** Not waited for: a call may be missed. */
		notify(lists: ReadonlySet<string>): void {
			for (const list of lists) {
				watchers.wake(list);
				untold.add(list);
			}
			if (!isTelling && untold.size > 0) void tell();
		},
		close(): void {
			isClosed = true;
			connection?.release(true);
			connection = undefined;
		},
	};
}
