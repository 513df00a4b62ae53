import { createHash } from 'node:crypto';
import type { PostgresPool } from './postgresPool';

export type PlannedQuery = <Row>(text: string, values: unknown[]) => Promise<{ rows: Row[] }>;

/** A pooler that lends out a connection per transaction may not keep statements (PgBouncer before 1.21). */
const STATEMENTS_ARE_NOT_KEPT = new Set(['26000', '42P05']);

/** Lets the server plan each statement once per connection, which takes longer than most of them, where that works. */
export function plannedQuery(pool: PostgresPool): PlannedQuery {
	const names = new Map<string, string>();
	let isKept = true;
	const nameOf = (text: string): string => {
		// By its text, so that no other statement can be behind the name.
		const name = names.get(text) ?? createHash('sha256').update(text).digest('hex').slice(0, 32);
		names.set(text, name);
		return name;
	};
	return async <Row>(text: string, values: unknown[]) => {
		if (!isKept) return await pool.query<Row>({ text, values });
		return await pool.query<Row>({ name: nameOf(text), text, values }).catch(async (error: { code?: string }) => {
			if (!STATEMENTS_ARE_NOT_KEPT.has(error.code ?? '')) throw error;
			isKept = false;
			return await pool.query<Row>({ text, values });
		});
	};
}
