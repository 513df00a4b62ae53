/**
 * A small atomic key-value store: what deduplication, "never dial twice" and stateful caller-ID strategies stand on.
 * Redis and Postgres implement it across processes, `memoryStore` within one.
 * Every call either answers or rejects within two seconds; none hangs.
 */
export interface Store {
	/**
	 * Sets `key` unless it stands already, in one atomic step.
	 * @returns undefined when this call set it, else the value that stands
	 */
	claim(key: string, value: string, ttlMs: number): Promise<string | undefined>;
	/** The values of `keys`, in order; undefined for absent or expired ones. */
	get(keys: readonly string[]): Promise<Array<string | undefined>>;
	/** Sets `key` whatever stood there. */
	put(key: string, value: string, ttlMs: number): Promise<void>;
	remove(key: string): Promise<void>;
	/**
	 * Adds to counters atomically; an absent counter starts at 0 and lives `ttlMs` from its first addition.
	 * @returns the new values, in the order of `Object.keys(increments)`
	 */
	add(increments: Readonly<Record<string, number>>, ttlMs: number): Promise<number[]>;
}
