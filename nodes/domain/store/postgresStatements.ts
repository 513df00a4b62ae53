/** The server's time in milliseconds since 1970. */
export const POSTGRES_CLOCK = 'floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

/** A due time before that of every entry. */
const BEFORE_ALL = `'-9223372036854775808'::bigint`;

/** The statements over one table, which is part of their text. */
export function postgresStatements(table: string, clock: string) {
	const columns = 'e.key, e.version, e.value, e.written_at';
	/** Rows of `select`, and the time even when there are none. */
	const withTime = (select: string, order: string): string =>
		`WITH clock AS MATERIALIZED (SELECT ${clock} AS now)
		SELECT clock.now, e.* FROM clock LEFT JOIN LATERAL (${select}) AS e ON true ORDER BY ${order}`;
	const put = `INSERT INTO ${table} AS e (key, version, value, written_at, list, due_at, keep_until)
		SELECT w.key, 1, w.value, now, w.list,
			CASE WHEN w.due_in < 0 THEN w.due_in ELSE now + w.due_in END, now + w.keep_ms FROM accepted AS w, clock
		WHERE w.value IS NOT NULL AND`;

	return {
		/**
		 * Writes units whole or not at all; no key is in two of them. What exists is locked in the order of the keys and
		 * compared; what must not exist may have come into being since the statement began, and is then not created. That
		 * refuses a unit of one write; for a unit of several, some of which are written by then, the statement fails (by
		 * making a number of a text), and is repeated.
		 */
		commit: `WITH clock AS MATERIALIZED (SELECT ${clock} AS now),
			w AS MATERIALIZED (
				SELECT * FROM unnest($1::int[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::bigint[])
					AS w (unit, key, expected, value, list, due_in, keep_ms)),
			held AS MATERIALIZED (
				SELECT e.key, e.version FROM ${table} AS e WHERE e.key = ANY ($2::text[]) ORDER BY e.key FOR UPDATE),
			refused AS MATERIALIZED (
				SELECT w.unit FROM w LEFT JOIN held ON held.key = w.key COLLATE "C"
				WHERE w.expected <> coalesce(held.version, 0)),
			accepted AS MATERIALIZED (SELECT * FROM w WHERE w.unit NOT IN (SELECT unit FROM refused)),
			removed AS (DELETE FROM ${table} AS e USING accepted AS w WHERE e.key = w.key AND w.value IS NULL),
			created AS (${put} w.expected = 0 ORDER BY w.key COLLATE "C" ON CONFLICT (key) DO NOTHING RETURNING e.key),
			changed AS (${put} w.expected IS DISTINCT FROM 0 ORDER BY w.key COLLATE "C"
				ON CONFLICT (key) DO UPDATE SET version = e.version + 1, value = excluded.value,
					written_at = excluded.written_at, list = excluded.list, due_at = excluded.due_at,
					keep_until = excluded.keep_until),
			late AS MATERIALIZED (
				SELECT w.unit FROM accepted AS w
				WHERE w.expected = 0 AND w.value IS NOT NULL AND w.key COLLATE "C" NOT IN (SELECT key FROM created))
			SELECT unit FROM refused UNION SELECT unit FROM late
			UNION SELECT ('raced ' || w.unit)::int FROM late JOIN w USING (unit) GROUP BY w.unit HAVING count(*) > 1`,
		read: withTime(`SELECT ${columns} FROM ${table} AS e WHERE e.key = ANY ($1::text[])`, '1'),
		/** Step by step along the index: the planner would rather sort a whole list of which it has not counted the entries. */
		due: `WITH RECURSIVE clock AS MATERIALIZED (SELECT ${clock} AS now),
			found AS (
				SELECT 0 AS place, '' COLLATE "C" AS key, ${BEFORE_ALL} AS due_at
				UNION ALL
				SELECT found.place + 1, next.key, next.due_at FROM found, clock, LATERAL (
					SELECT e.key, e.due_at FROM ${table} AS e
					WHERE e.list = $1 AND (e.due_at, e.key) > (found.due_at, found.key) AND e.due_at <= clock.now
					ORDER BY e.due_at, e.key LIMIT 1) AS next
				WHERE found.place < $2)
			SELECT clock.now, ${columns} FROM clock CROSS JOIN found LEFT JOIN ${table} AS e ON e.key = found.key AND found.place > 0
			ORDER BY found.place`,
		find: `SELECT ${columns} FROM ${table} AS e
			WHERE e.key >= $1 AND e.key < $2 AND ($3 OR e.key > $1) AND e.key > ''
			ORDER BY e.key LIMIT $4`,
		sizes: withTime(
			`SELECT e.list, count(*) AS size, min(e.due_at) AS oldest_due_at FROM ${table} AS e
			WHERE e.list >= $1 AND e.list < $2 GROUP BY e.list`,
			'e.list',
		),
		/** Leaves what is being changed at this moment to the next time. */
		sweep: `WITH clock AS MATERIALIZED (SELECT ${clock} AS now)
			DELETE FROM ${table} WHERE key IN (
				SELECT key FROM ${table} WHERE keep_until <= (SELECT now FROM clock)
				ORDER BY keep_until, key LIMIT $1 FOR UPDATE SKIP LOCKED)
			RETURNING key`,
	};
}
