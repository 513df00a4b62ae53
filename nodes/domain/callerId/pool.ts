import type { Hash, Packed } from './rendezvous';

/** A number of the pool that a call may be made from, with the hash of the number. */
export interface PoolEntry extends Hash {
	/** E.164. */
	number: string;
	/** Digits of the calling code, e.g. `49`. */
	callingCode: string;
	/** ISO 3166-1 alpha-2 of the country it serves; absent for numbers that belong to no country. */
	country?: string;
	didId?: string;
	/** A dedicated number: not lent to other seats unless allowed. */
	seatId?: string;
	campaign?: string;
	label?: string;
	/** National prefixes that the row names, digits only. */
	prefixes: readonly string[];
	/** Share of the calls among numbers that tie; above 0. */
	weight: number;
	/** Position in the pool, from 1; 0 for the default number. */
	row: number;
}

/** Why a row of the pool is not used: one sentence that names the rule broken. */
export interface RowProblem {
	/** From 1, as a person counts. */
	row: number;
	rule: string;
}

/** Numbers that match a destination equally well, in the pool's order. */
export interface Tie {
	entries: PoolEntry[];
	/** Made when a strategy first needs it. */
	packed?: Packed;
}

/** The numbers of one country. */
export interface CountryNumbers {
	all: Tie;
	/** Those whose row names no prefixes: they serve the whole country. */
	general: Tie;
	byPrefix: Map<string, Tie>;
	/** The lengths that occur in `byPrefix`, longest first. */
	prefixLengths: number[];
}

export interface PoolIndex {
	byCountry: Map<string, CountryNumbers>;
	byCallingCode: Map<string, Tie>;
}

/** A pool compiled once and asked many times: a choice costs the size of a tie, not the size of the pool. */
export interface Pool {
	entries: readonly PoolEntry[];
	problems: readonly RowProblem[];
	byNumber: ReadonlyMap<string, PoolEntry>;
	index: PoolIndex;
	bySeat: ReadonlyMap<string, PoolIndex>;
	byCampaign: ReadonlyMap<string, PoolIndex>;
}
