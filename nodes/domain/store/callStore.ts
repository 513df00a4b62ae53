/**
 * Everything that the package remembers is in one call store: events, calls, dial attempts, live lines, usage, metrics.
 * It is a table of versioned entries. What an entry means is decided by the module that writes it, as a pure function
 * from the entry that was read to the entry that is to be; the store makes the step atomic by its version.
 *
 * A backend promises:
 * - `commit` is durable when it resolves, as far as the backend was configured to be (docs: what a power cut may cost).
 * - Every call settles within two seconds; one that cannot rejects with `StoreUnavailable`. Its effect is then unknown,
 *   and the caller finds out by reading again, so each step carries its owner in its value.
 * - Times are the store's own, in milliseconds since 1970, so that processes on several machines agree.
 */
export interface CallStore {
	/**
	 * Writes units, each of them whole or not at all, independently of each other. Units may share one transaction.
	 * @returns per unit whether it was written; false when a version was not the expected one
	 */
	commit(units: ReadonlyArray<readonly Write[]>): Promise<boolean[]>;

	/** The entries of `keys`, in their order. */
	read(keys: readonly string[]): Promise<Snapshot<Entry | undefined>>;

	/** The entries of a list that are due now, those that have been due longest first. */
	due(list: string, limit: number): Promise<Snapshot<Entry>>;

	/** Entries by key, in byte order, from just after `after`: for what is done by hand, e.g. Replay and Forget. */
	find(prefix: string, page: { after?: string; limit: number }): Promise<Entry[]>;

	/** How many entries the lists whose names begin with `prefix` have, and since when the oldest one of each is due. */
	sizes(prefix: string): Promise<Snapshot<ListSize>>;

	/** Removes at most `limit` entries whose time to keep is over. @returns how many */
	sweep(limit: number): Promise<number>;

	/** Overwrites what was removed, as far as the backend itself keeps it for a while: SQLite's write-ahead log. */
	scrub(): Promise<void>;

	/**
	 * Calls `wake` when a process has put an entry into the list, or has written one with this name as its `wake`. A call
	 * may be missed, so poll as well.
	 * @returns ends it
	 */
	watch(name: string, wake: () => void): () => void;

	close(): Promise<void>;
}

export interface Entry<Value = unknown> {
	key: string;
	/** 1 at first, one more with each write. */
	version: number;
	/** JSON. */
	value: Value;
	/** The store's time of the last write. */
	writtenAt: number;
}

export interface Write {
	/** 1 to 1,000 bytes of UTF-8 without NUL; each key at most once in a unit. */
	key: string;
	/** The version that the entry must have; 0: it must not exist; absent: whatever there is. */
	expected?: number;
	/** JSON of at most 16 million characters; absent removes the entry. */
	value?: unknown;
	/**
	 * The list that the entry is in, and how long from now until it is due there; absent: in none. Less than 0 is a fixed
	 * place in front of all that becomes due, the least first: it is due at once, and nobody is woken.
	 */
	list?: { name: string; dueInMs: number };
	/** How long from now until `sweep` may remove it; absent: never. */
	keepMs?: number;
	/** Whom to wake beside those who watch its list. */
	wake?: string;
}

export interface Snapshot<T> {
	/** The store's time of the reading. */
	now: number;
	entries: T[];
}

export interface ListSize {
	list: string;
	size: number;
	/** The store's time since when its oldest entry is (or will be) due. */
	oldestDueAt: number;
}

/** The store did not answer in time, refused, or is full. The message is one sentence for the user, without secrets. */
export class StoreUnavailable extends Error {}

/** The store can't be used until somebody changes something: its settings, its rights, its data. */
export class StoreUnusable extends StoreUnavailable {}
