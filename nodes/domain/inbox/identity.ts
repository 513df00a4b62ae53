import type { CallEvent } from '../call/callEvent';
import { readTime } from '../time/readTime';
import { pseudonym } from './fingerprint';

/** What the store keeps to tell a call from another one with the same UUID. Numbers and contact are pseudonyms. */
export interface CallIdentity {
	from?: string;
	to?: string;
	/** Milliseconds since 1970. */
	startedAt?: number;
	contact?: string;
}

/** Trunks give the start of a call in different precision from event to event. */
const SAME_START_MS = 5_000;

/** @param secret of this n8n; the store does not hold it */
export function identify(event: CallEvent, secret: string): CallIdentity {
	const startedAt = readTime(event.initiatedAt);
	return {
		...(event.fromValid && { from: pseudonym(secret, event.from) }),
		...(event.toValid && { to: pseudonym(secret, event.to) }),
		...(event.contactId !== undefined && { contact: pseudonym(secret, event.contactId) }),
		...(startedAt !== undefined && { startedAt }),
	};
}

/** The same call UUID, but not the same call. What one of them does not say is no difference. */
export function isAnotherCall(known: CallIdentity, event: CallIdentity): boolean {
	const differs = (field: 'from' | 'to'): boolean =>
		known[field] !== undefined && event[field] !== undefined && known[field] !== event[field];
	const startsApart =
		known.startedAt !== undefined &&
		event.startedAt !== undefined &&
		Math.abs(known.startedAt - event.startedAt) > SAME_START_MS;
	return differs('from') || differs('to') || startsApart;
}

/** What is known of the call after one more event. */
export const learned = (known: CallIdentity, event: CallIdentity): CallIdentity => ({ ...event, ...known });

/** Names a call among those that share a UUID. */
export const identityDigest = (event: CallIdentity): string =>
	pseudonym('', JSON.stringify([event.from, event.to, event.startedAt])).slice(0, 8);
