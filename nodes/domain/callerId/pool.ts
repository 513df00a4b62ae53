import type { Grouped, Hash } from './rendezvous';

/** A number of the pool that a call may be made from, with the hash of the number. */
export interface PoolEntry extends Hash {
	/** E.164. */
	number: string;
	/** Digits of the calling code, e.g. `49`. */
	callingCode: string;
	nationalNumber: string;
	/** ISO 3166-1 alpha-2 of the country it serves; absent for numbers that belong to no country. */
	country?: string;
	/** libphonenumber's type; absent where the plan does not know the number. */
	type?: string;
	didId?: string;
	/** A dedicated number: other seats may not use it unless allowed. */
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
	/** By weight, and all alike; each made when a strategy first needs it. */
	byWeight?: Grouped;
	alike?: Grouped;
}

/** Where a number is, as digits of its plan: its own, or the prefix that its row names. */
export interface Place {
	digits: string;
	entry: PoolEntry;
}

/** The numbers of one country, or of one calling code. */
export interface CountryNumbers {
	/** Those whose row names no prefixes: they serve the whole country. */
	general: Tie;
	/** Those that serve another part of the country. */
	regional: Tie;
	/** Toll-free, shared-cost and premium-rate numbers. */
	nonGeographic: Tie;
	byPrefix: Map<string, Tie>;
	/** The lengths that occur in `byPrefix`, longest first. */
	prefixLengths: number[];
	/** Of the numbers that are at a place, in the order of their digits. */
	places: Place[];
	/** Ties of several areas, made when they are first asked for. */
	nearby: Map<string, Tie>;
}

export interface PoolIndex {
	byCountry: Map<string, CountryNumbers>;
	byCallingCode: Map<string, CountryNumbers>;
}

/** A pool compiled once and asked many times: a choice costs the size of a tie at most, not the size of the pool. */
export interface Pool {
	entries: readonly PoolEntry[];
	problems: readonly RowProblem[];
	byNumber: ReadonlyMap<string, PoolEntry>;
	index: PoolIndex;
	bySeat: ReadonlyMap<string, PoolIndex>;
	byCampaign: ReadonlyMap<string, PoolIndex>;
}
