import { StoreUnusable } from './callStore';
import type { PostgresConnection, PostgresPool } from './postgresPool';

/** Each brings the table from the version before it (at first no table) to the next one. Never change one. */
const MIGRATIONS: ReadonlyArray<(table: string, index: string) => string> = [
	// A process that waited for another one to make the table may not see it yet.
	// Entries are rewritten often: free space in the pages keeps the indexes small, and vacuum comes early.
	(table, index) => `CREATE TABLE IF NOT EXISTS ${table} (
			key text COLLATE "C" PRIMARY KEY,
			version bigint NOT NULL,
			value text NOT NULL,
			written_at bigint NOT NULL,
			list text COLLATE "C",
			due_at bigint,
			keep_until bigint
		) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
		CREATE INDEX IF NOT EXISTS ${index}_due ON ${table} (list, due_at, key) WHERE list IS NOT NULL;
		CREATE INDEX IF NOT EXISTS ${index}_keep ON ${table} (keep_until, key) WHERE keep_until IS NOT NULL;`,
];

/** An arbitrary number that locks out other processes that create or change a call store's table. */
const LOCK = 7_201_455_390;

/**
 * Brings a table of any earlier version up to date; several processes may try at the same time. The version is the
 * value of the entry with the empty key, which is never that of a call.
 */
export async function preparePostgres(pool: PostgresPool, table: string, migrations = MIGRATIONS): Promise<void> {
	await requireUtf8(pool);
	if ((await readVersion(pool, table)) < migrations.length) await migrate(pool, table, migrations);
	const version = await readVersion(pool, table);
	if (version > migrations.length)
		throw new StoreUnusable(
			`The PostgreSQL table ${table} was written by a newer version of this package (its schema is ${version}, and this version knows ${migrations.length}): update the package.`,
		);
}

async function requireUtf8(pool: PostgresPool): Promise<void> {
	const { rows } = await pool.query<{ encoding: string }>(`SELECT current_setting('server_encoding') AS encoding`);
	if (rows[0].encoding !== 'UTF8')
		throw new StoreUnusable(
			`The PostgreSQL database has the encoding ${rows[0].encoding}: enter one with the encoding UTF8 in the SIP Trunk API credential.`,
		);
}

type Queries = Pick<PostgresPool, 'query'>;

async function readVersion(queries: Queries, table: string): Promise<number> {
	const { rows } = await queries.query<{ exists: boolean }>('SELECT to_regclass($1) IS NOT NULL AS exists', [table]);
	if (!rows[0].exists) return 0;
	const isForeign = (error: Error & { code?: string }): never => {
		throw error.code === UNDEFINED_COLUMN ? foreign(table) : error;
	};
	const version = await queries.query<{ value: string }>(`SELECT value FROM ${table} WHERE key = ''`).catch(isForeign);
	if (version.rows.length === 0) throw foreign(table);
	return Number(version.rows[0].value);
}

const UNDEFINED_COLUMN = '42703';

const foreign = (table: string): StoreUnusable =>
	new StoreUnusable(
		`The PostgreSQL table ${table} exists and is not a call store: enter another table in the SIP Trunk API credential.`,
	);

async function migrate(pool: PostgresPool, table: string, migrations: typeof MIGRATIONS): Promise<void> {
	const connection = await pool.connect();
	// It may break between two queries; the next one then says so.
	connection.on('error', () => undefined);
	const undo = (error: unknown): never => {
		// Closing it undoes what it has done.
		connection.release(true);
		throw error;
	};
	await migrateWith(connection, table, migrations).catch(undo);
	connection.release();
}

async function migrateWith(
	connection: PostgresConnection,
	table: string,
	migrations: typeof MIGRATIONS,
): Promise<void> {
	await connection.query('BEGIN');
	await connection.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
	const index = table.split('.').at(-1) as string;
	for (let version = await readVersion(connection, table); version < migrations.length; version += 1) {
		await connection.query(migrations[version](table, index));
		await connection.query(
			`INSERT INTO ${table} (key, version, value, written_at) VALUES ('', 1, $1, 0)
			ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE ${table}.value::int < excluded.value::int`,
			[String(version + 1)],
		);
	}
	await connection.query('COMMIT');
}
