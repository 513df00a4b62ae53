import { secondsBetween } from '../../time/readSeconds';
import { readTime } from '../../time/readTime';
import { compact } from './payload';

export interface CallTimes {
	initiatedAt?: string;
	answeredAt?: string;
	endedAt?: string;
	/** The provider's own figure, used where its timestamps do not tell. */
	durationSeconds?: number;
}

const between = (from: string | undefined, to: string | undefined): number | undefined =>
	secondsBetween(readTime(from), readTime(to));

/**
 * Ring time is answer minus initiation, or end minus initiation when nobody answered; talk time runs from the
 * answer to the end and is 0 without an answer.
 */
export function withDurations(times: CallTimes): CallTimes & { ringSeconds?: number } {
	const { initiatedAt, answeredAt, endedAt, durationSeconds } = times;
	const wasAnswered = answeredAt !== undefined || (durationSeconds ?? 0) > 0;
	return compact({
		...times,
		ringSeconds: between(initiatedAt, wasAnswered ? answeredAt : endedAt),
		durationSeconds: between(answeredAt, endedAt) ?? durationSeconds ?? (endedAt === undefined ? undefined : 0),
	});
}
