import type { Client } from 'pg';
import { waitUntil } from '../process/pause';

/**
 * Stops n8n at a point of an event's life: the write that would take the event to its next state waits inside the
 * PostgreSQL of the call store until it is let go, whatever time limit its sender has set.
 */
export interface HeldWrites {
	/** From now on no event of this call store gets into this state. */
	hold(table: string, state: string): Promise<void>;
	/** Waits until an event of each of these call stores is held. */
	areHeld(tables: readonly string[]): Promise<void>;
	/** What is held was never written, as when the connection breaks on the way to the server; nothing more is held. */
	lose(table: string): Promise<void>;
	/** What is held is written, as when the connection breaks on the way back; nothing more is held. */
	letGo(table: string): Promise<void>;
}

const HOLD = `CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$
	BEGIN
		IF NEW.key NOT LIKE 'ev:%' OR NEW.value::json ->> 'state' <> TG_ARGV[0] THEN RETURN NEW; END IF;
		LOOP
			BEGIN
				PERFORM pg_advisory_xact_lock(TG_ARGV[1]::bigint);
				RETURN NEW;
			EXCEPTION WHEN query_canceled THEN
				-- The sender has given up; the write may reach the disk all the same.
			END;
		END LOOP;
	END $$`;
/** On a machine that has other work. */
const PATIENCE_MS = 120_000;
const HELD = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = $1::bigint::oid AND NOT granted`;

export async function holdWrites(database: Client): Promise<HeldWrites> {
	const locks = new Map<string, number>();
	await database.query(HOLD);
	const held = async (table: string): Promise<number[]> =>
		(await database.query<{ pid: number }>(HELD, [locks.get(table)])).rows.map(({ pid }) => pid);
	const unlock = async (table: string): Promise<unknown> =>
		await database.query('SELECT pg_advisory_unlock($1)', [locks.get(table)]);
	return {
		async hold(table, state) {
			const lock = locks.size + 1;
			locks.set(table, lock);
			await database.query('SELECT pg_advisory_lock($1)', [lock]);
			await database.query(
				`CREATE TRIGGER hold BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION hold('${state}', '${lock}')`,
			);
		},
		async areHeld(tables) {
			for (const table of tables)
				await waitUntil(
					`A write held in ${table}`,
					async () => (await held(table)).length > 0 || undefined,
					PATIENCE_MS,
				);
		},
		async lose(table) {
			await waitUntil(`The loss of what is held in ${table}`, async () => {
				const pids = await held(table);
				for (const pid of pids) await database.query('SELECT pg_terminate_backend($1)', [pid]);
				return pids.length === 0 || undefined;
			});
			await unlock(table);
		},
		async letGo(table) {
			await unlock(table);
		},
	};
}
