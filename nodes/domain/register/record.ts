import type { CallEvent } from '../call/callEvent';
import { factsOf, joinFacts, type Facts, type Source } from './facts';
import { joinLegs, legsOf, type Legs } from './legs';

/** What the register keeps of one call. */
export interface CallRecord {
	facts: Facts;
	legs: Legs;
	/** The store's time when the call was known first. */
	since: number;
	/** The store's time when its end was known first; absent while it is under way. */
	ended?: number;
}

/** What somebody tells of a call. */
export type Told = Pick<CallRecord, 'facts' | 'legs'>;

export const NOTHING: Told = Object.freeze({ facts: Object.freeze({}), legs: Object.freeze({}) });

export const toldBy = (fields: Partial<CallEvent>, source: Source): Told => ({
	facts: factsOf(fields, source),
	legs: legsOf(fields.legs),
});

/** All that two sides know; commutative, associative and idempotent. @returns `known` itself when nothing is new */
export function joinTold<Known extends Told>(known: Known, told: Told): Known {
	const facts = joinFacts(known.facts, told.facts);
	const legs = joinLegs(known.legs, told.legs);
	return facts === known.facts && legs === known.legs ? known : { ...known, facts, legs };
}

/** The same of two records. */
export function joinRecords(a: CallRecord, b: CallRecord): CallRecord {
	const ended = Math.min(a.ended ?? Infinity, b.ended ?? Infinity);
	return { ...joinTold(a, b), since: Math.min(a.since, b.since), ...(ended < Infinity && { ended }) };
}
