import { isReadable, isToldBy, type Fact, type Facts } from '../register/facts';
import { readTime } from '../time/readTime';
import { pseudonym } from './fingerprint';

/** Trunks give the start of a call in different precision from event to event. */
const SAME_START_MS = 5_000;

/** A number as the trunk tells it: what Place Call asked for may be presented as another one. */
const numberOf = (fact: Fact | undefined): unknown =>
	fact !== undefined && isReadable(fact) && !isToldBy('placed', fact) ? fact[1] : undefined;
const startOf = ({ initiatedAt }: Facts): number | undefined => readTime(initiatedAt?.[1]);

/** The same call UUID, but not the same call. What one of them does not say is no difference. */
export function isAnotherCall(known: Facts, told: Facts): boolean {
	const differs = (field: 'from' | 'to'): boolean => {
		const [a, b] = [numberOf(known[field]), numberOf(told[field])];
		return a !== undefined && b !== undefined && a !== b;
	};
	const [a, b] = [startOf(known), startOf(told)];
	const startsApart = a !== undefined && b !== undefined && Math.abs(a - b) > SAME_START_MS;
	return differs('from') || differs('to') || startsApart;
}

/** Names a call among those that share a UUID. */
export const identityDigest = ({ from, to, initiatedAt }: Facts): string =>
	pseudonym('', JSON.stringify([numberOf(from), numberOf(to), startOf({ initiatedAt })])).slice(0, 8);
