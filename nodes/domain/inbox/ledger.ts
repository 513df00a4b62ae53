/**
 * The second gate and the one authority: each key is admitted once.
 * Rejects when the store cannot be reached or does not answer in time; it never hangs.
 */
export interface Ledger {
	/**
	 * @param owner who asks (an execution): a repeated question of the same owner is answered `new` again, because the
	 * first answer may have been lost on the way although the store had recorded it
	 */
	admit(key: string, fingerprint: string, owner: string): Promise<Admission>;
}

/** `changed`: the key stands already, with other content. */
export type Admission = 'new' | 'duplicate' | 'changed';

/** A ledger that can be asked without recording: Redis and Postgres, not n8n's history. */
export interface SharedLedger extends Ledger {
	/** What each key was admitted as; undefined for keys that were not, or whose window is over. */
	has(keys: readonly string[]): Promise<Array<{ fingerprint: string } | undefined>>;
	forget(keys: readonly string[]): Promise<void>;
}
