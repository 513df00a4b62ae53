import { StoreUnusable } from './callStore';
import { inTransaction, type SqliteConnection } from './sqliteConnection';

/** Each brings the file from the version before it (at first an empty file) to the next one. Never change one. */
const MIGRATIONS: readonly string[] = [
	`CREATE TABLE entries (
		key TEXT PRIMARY KEY NOT NULL,
		version INTEGER NOT NULL,
		value TEXT NOT NULL,
		written_at INTEGER NOT NULL,
		list TEXT,
		due_at INTEGER,
		keep_until INTEGER
	);
	CREATE INDEX entries_due ON entries (list, due_at, key) WHERE list IS NOT NULL;
	CREATE INDEX entries_keep ON entries (keep_until, key) WHERE keep_until IS NOT NULL;`,
];

/**
 * Durable before it is acknowledged (FULL), and what is removed is overwritten.
 * https://www.sqlite.org/pragma.html#pragma_synchronous
 */
const SETTINGS = 'PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 67108864;';

/** Brings a file of any earlier version up to date; several processes may try at the same time. */
export async function prepareSqlite(connection: SqliteConnection, migrations = MIGRATIONS): Promise<void> {
	const [{ journal_mode: mode }] = await connection.all<{ journal_mode: string }>('PRAGMA journal_mode = WAL');
	if (mode !== 'wal')
		throw new StoreUnusable(
			`The embedded call store's file system does not support SQLite's write-ahead log (journal mode ${mode}): put n8n's folder on a local disk, or choose PostgreSQL or Redis in the SIP Trunk API credential.`,
		);
	await connection.exec(SETTINGS);
	if ((await readVersion(connection)) < migrations.length) await migrate(connection, migrations);
	const version = await readVersion(connection);
	if (version > migrations.length)
		throw new StoreUnusable(
			`The embedded call store was written by a newer version of this package (its schema is ${version}, and this version knows ${migrations.length}): update the package.`,
		);
}

async function readVersion(connection: SqliteConnection): Promise<number> {
	const [row] = await connection.all<{ user_version: number }>('PRAGMA user_version');
	return row.user_version;
}

async function migrate(connection: SqliteConnection, migrations: readonly string[]): Promise<void> {
	await inTransaction(connection, async () => {
		for (let version = await readVersion(connection); version < migrations.length; version += 1)
			await connection.exec(`${migrations[version]}; PRAGMA user_version = ${version + 1}`);
	});
}
