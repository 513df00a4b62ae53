import { compact } from './payload';

export interface CallTimes {
	initiatedAt?: string;
	answeredAt?: string;
	endedAt?: string;
	/** The provider's own figure, used where its timestamps do not tell. */
	durationSeconds?: number;
}

/** Seconds between two ISO instants, to the millisecond; undefined when one is missing or they run backwards. */
function secondsBetween(start: string | undefined, end: string | undefined): number | undefined {
	if (start === undefined || end === undefined) return undefined;
	const ms = Date.parse(end) - Date.parse(start);
	return ms >= 0 ? ms / 1000 : undefined;
}

/**
 * Ring time is answer minus initiation, or end minus initiation when nobody answered; talk time runs from the
 * answer to the end and is 0 without an answer (seeds 002 and 003).
 */
export function withDurations(times: CallTimes): CallTimes & { ringSeconds?: number } {
	const { initiatedAt, answeredAt, endedAt, durationSeconds } = times;
	const wasAnswered = answeredAt !== undefined || (durationSeconds ?? 0) > 0;
	return compact({
		...times,
		ringSeconds: secondsBetween(initiatedAt, wasAnswered ? answeredAt : endedAt),
		durationSeconds: secondsBetween(answeredAt, endedAt) ?? durationSeconds ?? (endedAt === undefined ? undefined : 0),
	});
}
