/** The parts of a pool of the npm package `pg` that the store uses. */
export interface PostgresPool {
	query<Row>(query: string | PostgresQuery, values?: unknown[]): Promise<{ rows: Row[] }>;
	connect(): Promise<PostgresConnection>;
	/** Hears of idle connections that break. */
	on(event: 'error', listener: () => void): unknown;
	end(): Promise<void>;
}

/** With a name, the server plans it once per connection. */
interface PostgresQuery {
	name?: string;
	text: string;
	values: unknown[];
}

/** A connection that belongs to its user until it is released. */
export interface PostgresConnection {
	query<Row>(sql: string, values?: unknown[]): Promise<{ rows: Row[] }>;
	on(event: 'notification', listener: (notification: { payload?: string }) => void): unknown;
	on(event: 'error' | 'end', listener: () => void): unknown;
	/** @param isBroken closes it instead of keeping it for others */
	release(isBroken?: boolean): void;
}
