/** The moments of a call, in milliseconds since the epoch. */
export interface Moments {
	initiatedAt?: number;
	answeredAt?: number;
	endedAt?: number;
}

/** What senders write for "never" lies outside: 0, year 1, 1900, 1970, 9999. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** Times of one call may be rounded to seconds, each by another machine. */
const ROUNDING_MS = 1000;

/** A longer duration is a mistake in the payload: Twilio ends a call after 24 hours at most, Telnyx after 4. */
export const LONGEST_CALL_SECONDS = 86_400;

/** The moment, or undefined for one that no call can have. */
export const possibleTime = (ms: number | undefined): number | undefined =>
	ms !== undefined && ms >= EARLIEST && ms < LATEST ? ms : undefined;

const isBefore = (ms: number | undefined, other: number | undefined): boolean =>
	ms !== undefined && other !== undefined && ms < other - ROUNDING_MS;

/**
 * The moments that can be: a call is answered and ends after it was placed, and is answered before it ends.
 * What cannot be is absent, because a sender's placeholder is not a fact.
 */
export function possibleTimes(times: Moments): Moments {
	const initiatedAt = possibleTime(times.initiatedAt);
	const answeredAt = possibleTime(times.answeredAt);
	const endedAt = possibleTime(times.endedAt);
	const end = isBefore(endedAt, initiatedAt) ? undefined : endedAt;
	const isImpossible = isBefore(answeredAt, initiatedAt) || isBefore(end, answeredAt);
	return { initiatedAt, answeredAt: isImpossible ? undefined : answeredAt, endedAt: end };
}
