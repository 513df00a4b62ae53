import type { CallFacts } from '../readCall';
import { rankOf, type Evidence } from './evidence';

export interface Weighed {
	/** Undefined when nothing says whether the call was answered. */
	answered?: boolean;
	/** What counts most, where anything says how the call ended. */
	best?: Evidence;
}

/**
 * Was the call answered, and what says best how it ended?
 * An answer time and the trunk's detection are facts. Else precise evidence comes before vague, and words for this call
 * before numbers of another kind: a duration counts as talk time only where nothing says that nobody answered.
 */
export function weighEvidence(call: CallFacts, evidence: readonly Evidence[]): Weighed {
	const { statedSeconds } = call;
	if (isKnownAnswered(call)) return { answered: true, best: bestOf(evidence.filter(({ answered }) => answered)) };
	const isDenied = evidence.some(({ answered }) => answered === false);
	const hasTalk = statedSeconds !== undefined && statedSeconds > 0 && !isDenied;
	const best = bestOf(
		evidence
			.filter(({ vague, answered }) => !(vague && answered && isDenied))
			// What an answered call can end with, too, does not say more than its talk time.
			.map((one) => (hasTalk && one.answered === undefined ? { ...one, vague: true } : one)),
	);
	if (hasTalk && (!best || best.vague)) return { answered: true };
	return { answered: best?.answered ?? (isDenied || statedSeconds === 0 ? false : undefined), best };
}

const isKnownAnswered = ({ answeredAt, answeredBy }: CallFacts): boolean =>
	answeredAt !== undefined || (answeredBy !== undefined && answeredBy !== 'unknown');

/** The evidence that is believed first; among equals the first. What says nothing does not count. */
function bestOf(evidence: readonly Evidence[]): Evidence | undefined {
	return evidence
		.filter(({ outcome }) => outcome !== 'unknown')
		.reduce<Evidence | undefined>((best, one) => (best && rankOf(best) <= rankOf(one) ? best : one), undefined);
}
