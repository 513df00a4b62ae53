import { detectionRank } from '../call/answeredBy';
import type { CallEvent, CallEventName } from '../call/callEvent';
import { canonicalJson } from '../canonicalJson';

/** Who told a fact: Place Call of what it asked for, a callback that is not one of the four events, or an event. */
export type Source = 'placed' | 'callback' | CallEventName;

/** What is kept of one call: of all that was told of a field, the value of the greatest weight. */
export type Facts = Readonly<Record<string, Fact>>;
export type Fact = readonly [weight: number, value: unknown];

/** An event tells more than the ones before it, and any of them more than what was only asked for. */
const WEIGHTS: Readonly<Record<Source, number>> = Object.freeze({
	placed: 0,
	callback: 1,
	initiated: 2,
	ringing: 3,
	answered: 4,
	completed: 5,
});
/** The event that a moment belongs to: Twilio's `completed` derives the answer from a duration in whole seconds. */
const OWN_EVENT: Readonly<Record<string, Source>> = Object.freeze({ initiatedAt: 'initiated', answeredAt: 'answered' });
const OWN_WEIGHT = 9;
const PRECISION = 10;
const MOST_PRECISE_DETECTION = 9;
const RECORDING = ['absent', 'failed', 'ready'];

/** How much a value tells, whoever told it: a number that can be read, a person who picked up, a recording at hand. */
function precisionOf(field: string, value: unknown, event: Partial<CallEvent>): number {
	if (field === 'from') return event.fromValid ? 1 : 0;
	if (field === 'to') return event.toValid ? 1 : 0;
	if (field === 'answeredBy') return MOST_PRECISE_DETECTION - detectionRank(value);
	return field === 'recordingStatus' ? RECORDING.indexOf(String(value)) : 0;
}

/** The weight of a party's number from which on it could be read. */
export const isReadable = ([weight]: Fact): boolean => weight >= PRECISION;

export const isToldBy = (source: Source, [weight]: Fact): boolean => weight % PRECISION === WEIGHTS[source];

/** `…Valid` is in the weight, legs have facts of their own, and the payload as received is the event's alone. */
const NO_FACTS: ReadonlySet<string> = new Set(['fromValid', 'toValid', 'legs', 'raw']);

/** What an event, a callback or Place Call tells of its call. */
export function factsOf(told: Partial<CallEvent>, source: Source): Facts {
	const facts: Record<string, Fact> = {};
	for (const [field, value] of Object.entries(told)) {
		if (value === undefined || value === '' || NO_FACTS.has(field)) continue;
		const weight = OWN_EVENT[field] === source ? OWN_WEIGHT : WEIGHTS[source];
		facts[field] = [PRECISION * precisionOf(field, value, told) + weight, value];
	}
	return facts;
}

/** Which of two facts on one field counts: the heavier one; of two that weigh the same, the greater number or text. */
function heavier(a: Fact, b: Fact): Fact {
	if (a[0] !== b[0]) return a[0] > b[0] ? a : b;
	if (typeof a[1] === 'number' && typeof b[1] === 'number') return a[1] >= b[1] ? a : b;
	return canonicalJson(a[1]) >= canonicalJson(b[1]) ? a : b;
}

/**
 * All that two sides know. Commutative, associative and idempotent, so that facts may arrive in any order and any number
 * of times.
 * @returns `known` itself when `told` adds nothing
 */
export function joinFacts(known: Facts, told: Facts): Facts {
	const added = Object.entries(told).filter(
		([field, fact]) => known[field] === undefined || heavier(known[field], fact) !== known[field],
	);
	return added.length === 0 ? known : { ...known, ...Object.fromEntries(added) };
}
