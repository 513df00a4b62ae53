import { inTurn } from './inTurn';

/** The part of a connection of the npm package `sqlite3` that the store uses. */
interface SqliteDatabase {
	configure(option: 'busyTimeout', ms: number): void;
	exec(sql: string, done: (error: Error | null) => void): unknown;
	prepare(sql: string, done: (error: Error | null) => void): SqliteStatement;
	close(done: (error: Error | null) => void): void;
}

interface SqliteStatement {
	all(params: unknown[], done: (error: Error | null, rows: unknown[]) => void): unknown;
	finalize(done: () => void): unknown;
}

/** Opens the file, which is created if it is missing. */
export type OpenSqlite = (done: (error: Error | null) => void) => SqliteDatabase;

export interface SqliteConnection {
	/** For statements without parameters and results. */
	exec(sql: string): Promise<void>;
	/** Keeps the statement for the next time. */
	all<Row>(sql: string, params?: unknown[]): Promise<Row[]>;
	close(): Promise<void>;
}

/**
 * SQLite with promises, one statement after the other: those that wait for each other inside SQLite would each occupy
 * one of the four threads that all of n8n's file access shares.
 */
export async function connectSqlite(open: OpenSqlite, busyTimeoutMs: number): Promise<SqliteConnection> {
	const database = await new Promise<SqliteDatabase>((resolve, reject) => {
		const opened = open((error) => (error ? reject(error) : resolve(opened)));
	});
	database.configure('busyTimeout', busyTimeoutMs);
	const statements = new Map<string, SqliteStatement>();
	const next = inTurn();
	const settle = async <T>(start: (done: (error: Error | null, result?: T) => void) => void): Promise<T> =>
		await new Promise((resolve, reject) => start((error, result) => (error ? reject(error) : resolve(result as T))));

	const prepare = async (sql: string): Promise<SqliteStatement> => {
		const known = statements.get(sql);
		if (known) return known;
		let prepared!: SqliteStatement;
		await settle<void>((done) => (prepared = database.prepare(sql, done)));
		statements.set(sql, prepared);
		return prepared;
	};

	return {
		exec: async (sql) => await next(async () => await settle<void>((done) => database.exec(sql, done))),
		all: async <Row>(sql: string, params: unknown[] = []) =>
			await next(async () => {
				const statement = await prepare(sql);
				return await settle<Row[]>((done) => statement.all(params, done as (e: Error | null, rows: unknown[]) => void));
			}),
		async close() {
			await next(async () => {
				for (const statement of statements.values()) statement.finalize(() => undefined);
				await settle<void>((done) => database.close(done));
			});
		},
	};
}

/** Runs `work` with the file locked for writing; whole or not at all. */
export async function inTransaction<T>({ all }: SqliteConnection, work: () => Promise<T>): Promise<T> {
	const undo = async (error: unknown): Promise<never> => {
		// SQLite may have done so by itself, e.g. when the disk is full.
		await all('ROLLBACK').catch(() => undefined);
		throw error;
	};
	await all('BEGIN IMMEDIATE');
	const result = await work().catch(undo);
	await all('COMMIT').catch(undo);
	return result;
}
