import { writeAndRemove, type Backend } from './backend';
import type { CallStore, ListSize } from './callStore';
import { commitQueue, wokenBy } from './commitQueue';
import { keyRange } from './keyRange';
import { inTurn } from './inTurn';
import { openOnce } from './openOnce';
import type { PreparedWrite } from './prepareUnits';
import { resolveUnits, type Resolved } from './resolveUnits';
import { inOrder, toEntry, type Row } from './row';
import { connectSqlite, inTransaction, type OpenSqlite, type SqliteConnection } from './sqliteConnection';
import { toSqliteError } from './sqliteErrors';
import { prepareSqlite } from './sqliteSchema';
import type { TimeLimit } from './timeLimit';
import { createWatchers } from './watchers';

export interface SqliteOptions {
	open: OpenSqlite;
	/** For messages. */
	file: string;
	/** Milliseconds since 1970: all processes that can share the file share the machine's clock. */
	now: () => number;
	inTime: TimeLimit;
}

/** Shorter than a call may take, so that the sentence says who is in the way. */
const BUSY_TIMEOUT_MS = 1_500;

const COLUMNS = 'key, version, value, written_at';
const SQL = {
	versions: `SELECT e.key, e.version FROM json_each(?) AS k CROSS JOIN entries AS e ON e.key = k.value`,
	put: `INSERT INTO entries (key, version, value, written_at, list, due_at, keep_until)
		SELECT w.value ->> 0, w.value ->> 1, w.value ->> 2, ?2, w.value ->> 3,
			iif(w.value ->> 4 < 0, 0, ?2) + (w.value ->> 4), ?2 + (w.value ->> 5)
		FROM json_each(?1) AS w WHERE true
		ON CONFLICT (key) DO UPDATE SET version = excluded.version, value = excluded.value,
			written_at = excluded.written_at, list = excluded.list, due_at = excluded.due_at, keep_until = excluded.keep_until`,
	remove: 'DELETE FROM entries WHERE key IN (SELECT value FROM json_each(?))',
	read: `SELECT ${COLUMNS} FROM entries WHERE key IN (SELECT value FROM json_each(?))`,
	due: `SELECT ${COLUMNS} FROM entries WHERE list = ? AND due_at <= ? ORDER BY due_at, key LIMIT ?`,
	find: `SELECT ${COLUMNS} FROM entries WHERE key >= ?1 AND key < ?2 AND (?3 OR key > ?1) ORDER BY key LIMIT ?4`,
	sizes: `SELECT list, count(*) AS size, min(due_at) AS oldest_due_at FROM entries
		WHERE list >= ?1 AND list < ?2 GROUP BY list ORDER BY list`,
	sweep: `DELETE FROM entries WHERE key IN
		(SELECT key FROM entries WHERE keep_until <= ? ORDER BY keep_until, key LIMIT ?) RETURNING key`,
};

/** Embedded: a file of SQLite, for the processes of one machine. */
export function sqliteCallStore({ open, file, now, inTime }: SqliteOptions): Backend {
	const files = openOnce(async () => await openFile(open));
	const watchers = createWatchers();
	const sentence = `The embedded call store (${file}) did not answer within two seconds: check the disk and its load.`;

	const call = async <T>(work: (file: OpenFile, isOver: () => boolean) => Promise<T>): Promise<T> =>
		await inTime(sentence, async (isOver) => {
			const answer = files.get().then(async (opened) => await work(opened, isOver));
			return await answer.catch((error) => {
				throw toSqliteError(error, file);
			});
		});
	const select = async <T>(sql: string, ...params: unknown[]): Promise<T[]> =>
		await call(async ({ reader }) => await reader.all<T>(sql, params));
	/** One at a time: the connection has one transaction. */
	const write = inTurn();
	const commit = commitQueue(
		async (units) => await write(async () => await writeUnits((await files.get()).writer, units, now)),
		{ parallel: 1, keysApart: false },
	);

	const store: CallStore = {
		async commit(units) {
			const written = await call(async (_, isOver) => await commit(units, isOver));
			for (const name of wokenBy(units, written)) watchers.wake(name);
			return written;
		},
		async read(keys) {
			const rows = await select<Row>(SQL.read, JSON.stringify(keys));
			return { now: now(), entries: inOrder(keys, rows) };
		},
		async due(list, limit) {
			const time = now();
			const rows = await select<Row>(SQL.due, list, time, limit);
			return { now: time, entries: rows.map(toEntry) };
		},
		async find(prefix, { after, limit }) {
			const { from, exclusive, to } = keyRange(prefix, after);
			const rows = await select<Row>(SQL.find, from, to, exclusive ? 0 : 1, limit);
			return rows.map(toEntry);
		},
		async sizes(prefix) {
			const { from, to } = keyRange(prefix);
			const rows = await select<{ list: string; size: number; oldest_due_at: number }>(SQL.sizes, from, to);
			return {
				now: now(),
				entries: rows.map(({ list, size, oldest_due_at: oldestDueAt }): ListSize => ({ list, size, oldestDueAt })),
			};
		},
		async sweep(limit) {
			const removed = await call(
				async ({ writer }) => await write(async () => await writer.all(SQL.sweep, [now(), limit])),
			);
			return removed.length;
		},
		async scrub() {
			// What is removed is overwritten in the file (secure_delete); until a checkpoint it is in the log, too.
			await call(
				async ({ writer }) => await write(async () => await writer.all('PRAGMA wal_checkpoint(TRUNCATE)', [])),
			);
		},
		watch: (list, wake) => watchers.add(list, wake),
		async close() {
			await files.close(async ({ writer, reader }) => {
				await reader.close();
				await writer.close();
			});
		},
	};
	return {
		...store,
		async check() {
			await call(async ({ reader }) => await refuseDamaged(reader, file));
			await writeAndRemove(store);
			return [];
		},
	};
}

/** Larger files take longer to look through than a check may take: 200 MB. */
const MAX_CHECKED_PAGES = 50_000;

async function refuseDamaged(reader: SqliteConnection, file: string): Promise<void> {
	const [{ page_count: pages }] = await reader.all<{ page_count: number }>('PRAGMA page_count');
	if (pages > MAX_CHECKED_PAGES) return;
	const [{ quick_check: verdict }] = await reader.all<{ quick_check: string }>('PRAGMA quick_check(1)');
	if (verdict !== 'ok') throw toSqliteError({ code: 'SQLITE_CORRUPT' }, file);
}

/** Reading has a connection of its own, so that it does not wait for the disk with the writes. */
interface OpenFile {
	writer: SqliteConnection;
	reader: SqliteConnection;
}

async function openFile(open: OpenSqlite): Promise<OpenFile> {
	const writer = await connectSqlite(open, BUSY_TIMEOUT_MS);
	const giveUp = async (error: unknown): Promise<never> => {
		await writer.close();
		throw error;
	};
	await prepareSqlite(writer).catch(giveUp);
	return { writer, reader: await connectSqlite(open, BUSY_TIMEOUT_MS).catch(giveUp) };
}

async function writeUnits(
	writer: SqliteConnection,
	units: ReadonlyArray<readonly PreparedWrite[]>,
	now: () => number,
): Promise<boolean[]> {
	return await inTransaction(writer, async () => {
		const keys = units.flatMap((writes) => writes.map(({ key }) => key));
		const rows = await writer.all<{ key: string; version: number }>(SQL.versions, [JSON.stringify(keys)]);
		const { isWritten, changes } = resolveUnits(units, new Map(rows.map(({ key, version }) => [key, version])));
		const [put, removed] = toParameters(changes);
		if (put.length > 0) await writer.all(SQL.put, [JSON.stringify(put), now()]);
		if (removed.length > 0) await writer.all(SQL.remove, [JSON.stringify(removed)]);
		return isWritten;
	});
}

function toParameters(changes: Resolved['changes']): [put: unknown[][], removed: string[]] {
	const all = [...changes.values()];
	const put = all.filter(({ version }) => version > 0);
	return [
		put.map(({ version, write: { key, value, list, keepMs } }) => [
			key,
			version,
			value,
			list?.name,
			list?.dueInMs,
			keepMs,
		]),
		all.filter(({ version }) => version === 0).map(({ write }) => write.key),
	];
}
