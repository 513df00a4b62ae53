import type { Store } from './store';

/** The part of a pg pool that the store uses; the pool bounds each query in time. */
export interface PostgresPool {
	query(query: { text: string; values?: unknown[] }): Promise<{ rows: Array<Record<string, unknown>> }>;
}

const SWEEP_EVERY_MS = 60_000;
/** Bounded, so that a sweep never holds locks for long or competes with claims. */
const SWEEP_BATCH = 1_000;

/**
 * Refusals after which the table may stand all the same: two processes created it at once (duplicate_table,
 * duplicate_object for its row type, unique_violation), or somebody else did for a role that may not
 * (insufficient_privilege).
 */
const MAY_STAND = new Set(['42P07', '42710', '23505', '42501']);

/**
 * A `Store` in one Postgres table, created on first use. Times are the database's own, so that the processes'
 * clocks need not agree.
 * @param table a plain or schema-qualified identifier, already checked
 * @param now milliseconds; paces the sweeping of expired rows
 */
export function postgresStore(pool: PostgresPool, table: string, now: () => number): Store {
	const sql = statements(table);
	let created: Promise<unknown> | undefined;
	let sweptAt = now();

	const create = async (): Promise<unknown> =>
		await pool.query({ text: sql.create }).catch((error: { code?: string }) => {
			if (!MAY_STAND.has(error.code ?? '')) throw error;
		});
	const run = async (name: keyof typeof sql, values: unknown[]): Promise<Array<Record<string, unknown>>> => {
		// A failed creation is tried again by the next call; a database that was down comes back.
		created ??= create().catch((error) => {
			created = undefined;
			throw error;
		});
		await created;
		// Not a named statement: poolers that lend out a connection per transaction (PgBouncer) do not keep those.
		return (await pool.query({ text: sql[name], values })).rows;
	};
	const sweepNowAndThen = (): void => {
		if (now() - sweptAt < SWEEP_EVERY_MS) return;
		sweptAt = now();
		// Expired rows count as absent everywhere, so a failed sweep costs only space until the next one.
		run('sweep', [SWEEP_BATCH]).then(
			(rows) => {
				if (rows.length === SWEEP_BATCH) sweptAt -= SWEEP_EVERY_MS;
			},
			() => undefined,
		);
	};

	return {
		async claim(key, value, ttlMs) {
			sweepNowAndThen();
			// The row may expire or be removed between the two statements; then the second round claims it.
			for (let round = 0; round < 2; round += 1) {
				if ((await run('claim', [key, value, ttlMs])).length > 0) return undefined;
				const [standing] = await run('get', [[key]]);
				if (standing) return standing.value as string;
			}
			throw new Error('The row expired twice while it was being claimed.');
		},
		async get(keys) {
			const rows = await run('get', [keys]);
			const values = new Map(rows.map((row) => [row.key, row.value as string]));
			return keys.map((key) => values.get(key));
		},
		async put(key, value, ttlMs) {
			await run('put', [key, value, ttlMs]);
		},
		async remove(key) {
			await run('remove', [key]);
		},
		async add(increments, ttlMs) {
			const keys = Object.keys(increments);
			if (keys.length === 0) return [];
			// Sorted, so that two processes adding to the same counters lock them in the same order.
			const sorted = [...keys].sort();
			const rows = await run('add', [sorted, sorted.map((key) => increments[key]), ttlMs]);
			const totals = new Map(rows.map((row) => [row.key, Number(row.value)]));
			return keys.map((key) => totals.get(key) as number);
		},
	};
}

const statements = (table: string) => {
	const expiry = `now() + $3::double precision * interval '1 millisecond'`;
	return {
		create: `CREATE TABLE IF NOT EXISTS ${table} (key text PRIMARY KEY, value text NOT NULL, expires_at timestamptz NOT NULL);
			CREATE INDEX IF NOT EXISTS ${table.replace('.', '_')}_expires_at ON ${table} (expires_at)`,
		claim: `INSERT INTO ${table} AS t (key, value, expires_at) VALUES ($1, $2, ${expiry})
			ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, expires_at = EXCLUDED.expires_at
			WHERE t.expires_at <= now() RETURNING true`,
		get: `SELECT key, value FROM ${table} WHERE key = ANY($1::text[]) AND expires_at > now()`,
		put: `INSERT INTO ${table} (key, value, expires_at) VALUES ($1, $2, ${expiry})
			ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, expires_at = EXCLUDED.expires_at`,
		remove: `DELETE FROM ${table} WHERE key = $1`,
		add: `INSERT INTO ${table} AS t (key, value, expires_at)
			SELECT key, amount::text, ${expiry} FROM unnest($1::text[], $2::bigint[]) AS added (key, amount)
			ON CONFLICT (key) DO UPDATE SET
				value = (CASE WHEN t.expires_at <= now() THEN 0 ELSE t.value::bigint END + EXCLUDED.value::bigint)::text,
				expires_at = CASE WHEN t.expires_at <= now() THEN EXCLUDED.expires_at ELSE t.expires_at END
			RETURNING key, value`,
		// Locked while they are looked at: a row that is being claimed again at this moment must not be deleted after it.
		sweep: `DELETE FROM ${table} WHERE key IN (
			SELECT key FROM ${table} WHERE expires_at <= now() LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING key`,
	};
};
