import { writeAndRemove, type Backend } from './backend';
import type { CallStore, ListSize, Snapshot } from './callStore';
import { commitQueue, wokenBy } from './commitQueue';
import { keyRange } from './keyRange';
import { openOnce } from './openOnce';
import { toPostgresError } from './postgresErrors';
import { postgresListener } from './postgresListener';
import { plannedQuery, type PlannedQuery } from './plannedQuery';
import type { PostgresPool } from './postgresPool';
import { preparePostgres } from './postgresSchema';
import { POSTGRES_CLOCK, postgresStatements } from './postgresStatements';
import type { PreparedWrite } from './prepareUnits';
import { inOrder, toEntry, type Row } from './row';
import type { TimeLimit } from './timeLimit';

export interface PostgresOptions {
	pool: PostgresPool;
	/** A plain or schema-qualified identifier, already checked. */
	table: string;
	/** For messages, e.g. `user@host:5432/database`. */
	server: string;
	inTime: TimeLimit;
	sleep: (ms: number) => Promise<void>;
	/** An SQL expression for the time in milliseconds since 1970, instead of the server's. */
	clock?: string;
}

/** One writes while the next gathers. */
const PARALLEL_COMMITS = 2;
/** After these a statement has done nothing, and is repeated: see `postgresStatements`, and two that wait for each other. */
const REPEATED = new Set(['22P02', '40001', '40P01']);
const MAX_TRIES = 10;
const UNDEFINED_TABLE = '42P01';

/** With the time of the reading; without rows there is one of nulls. */
type Timed<T> = { [column in keyof T]: T[column] | null } & { now: string };

/** One table of a PostgreSQL database, for any number of processes and machines. */
export function postgresCallStore(options: PostgresOptions): Backend {
	const { pool, table, server, inTime, sleep } = options;
	// An idle connection that breaks would otherwise end the process; the next query makes a new one.
	pool.on('error', () => undefined);
	const sql = postgresStatements(table, options.clock ?? POSTGRES_CLOCK);
	const query = plannedQuery(pool);
	const prepared = openOnce(async () => await preparePostgres(pool, table));
	let ending: Promise<void> | undefined;
	const listener = postgresListener(pool, table, sleep);
	const sentence = `The call store's PostgreSQL (${server}) did not answer within two seconds: check its load and the network.`;

	const call = async <T>(work: (isOver: () => boolean) => Promise<T>): Promise<T> =>
		await inTime(sentence, async (isOver) => {
			const answer = prepared.get().then(async () => await work(isOver));
			return await answer.catch((error: Error & { code?: string }) => {
				// Somebody dropped it: it is made again.
				if (error.code === UNDEFINED_TABLE) prepared.forget();
				throw toPostgresError(error, server);
			});
		});
	const select = async <T>(text: string, ...values: unknown[]): Promise<T[]> =>
		await call(async () => (await query<T>(text, values)).rows);
	/** @param column one that is not null in a row */
	const timed = async <T>(text: string, column: keyof T, ...values: unknown[]): Promise<{ now: number; rows: T[] }> => {
		const rows = await select<Timed<T>>(text, ...values);
		return { now: Number(rows[0].now), rows: rows.filter((row) => row[column] !== null) as unknown as T[] };
	};
	const commit = commitQueue(async (units) => await writeUnits(query, sql.commit, units), {
		parallel: PARALLEL_COMMITS,
		keysApart: true,
	});

	const store: CallStore = {
		async commit(units) {
			const written = await call(async (isOver) => await commit(units, isOver));
			listener.notify(wokenBy(units, written));
			return written;
		},
		async read(keys) {
			const { now, rows } = await timed<Row>(sql.read, 'key', keys);
			return { now, entries: inOrder(keys, rows) };
		},
		async due(list, limit) {
			const { now, rows } = await timed<Row>(sql.due, 'key', list, limit);
			return { now, entries: rows.map(toEntry) };
		},
		async find(prefix, { after, limit }) {
			const { from, exclusive, to } = keyRange(prefix, after);
			return (await select<Row>(sql.find, from, to, !exclusive, limit)).map(toEntry);
		},
		async sizes(prefix): Promise<Snapshot<ListSize>> {
			const { from, to } = keyRange(prefix);
			const { now, rows } = await timed<{ list: string; size: string; oldest_due_at: string }>(
				sql.sizes,
				'list',
				from,
				to,
			);
			const entries = rows.map(({ list, size, oldest_due_at: oldest }) => ({
				list,
				size: Number(size),
				oldestDueAt: Number(oldest),
			}));
			return { now, entries };
		},
		sweep: async (limit) => (await select(sql.sweep, limit)).length,
		scrub: async () => undefined,
		watch: (list, wake) => listener.watch(list, wake),
		async close() {
			listener.close();
			await prepared.close(async () => undefined);
			await (ending ??= pool.end());
		},
	};
	return {
		...store,
		async check() {
			prepared.forget();
			await writeAndRemove(store);
			return await call(async () => await describeDurability(pool));
		},
	};
}

/** https://www.postgresql.org/docs/current/runtime-config-wal.html */
async function describeDurability(pool: PostgresPool): Promise<string[]> {
	const { rows } = await pool.query<{ name: string }>(
		`SELECT name FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit') AND setting = 'off'`,
	);
	return rows.map(
		({ name }) =>
			`PostgreSQL's ${name} is off: a power cut may lose events that were acknowledged. Turn it on where the call store is.`,
	);
}

async function writeUnits(
	query: PlannedQuery,
	statement: string,
	units: ReadonlyArray<readonly PreparedWrite[]>,
): Promise<boolean[]> {
	const writes = units.flatMap((unit, index) => unit.map((write) => ({ ...write, index })));
	const columns = [
		writes.map(({ index }) => index),
		writes.map(({ key }) => key),
		writes.map(({ expected }) => expected ?? null),
		writes.map(({ value }) => value ?? null),
		writes.map(({ list }) => list?.name ?? null),
		writes.map(({ list }) => list?.dueInMs ?? null),
		writes.map(({ keepMs }) => keepMs ?? null),
	];
	const attempt = async (tries: number): Promise<{ rows: Array<{ unit: number }> }> =>
		await query<{ unit: number }>(statement, columns).catch(async (error: Error & { code?: string }) => {
			if (tries === MAX_TRIES || !REPEATED.has(error.code ?? '')) throw error;
			return await attempt(tries + 1);
		});
	const refused = new Set((await attempt(1)).rows.map(({ unit }) => unit));
	return units.map((_, index) => !refused.has(index));
}
