import { LONGEST_CALL_SECONDS, possibleTimes } from '../../call/possibleTimes';
import { secondsBetween } from '../../time/readSeconds';
import { readTime, toIso } from '../../time/readTime';

interface CallTimes {
	initiatedAt?: string;
	answeredAt?: string;
	endedAt?: string;
	/** The provider's own figure, used where its timestamps do not tell. */
	ringSeconds?: number;
	/** The provider's own figure: talk time, 0 for a call that nobody answered. */
	durationSeconds?: number;
}

const possibleDuration = (seconds: number | undefined): number | undefined =>
	seconds !== undefined && seconds <= LONGEST_CALL_SECONDS ? seconds : undefined;

/**
 * The times that can be, with what follows from them. Ring time runs to the answer, or to the end of a call that nobody
 * answered; talk time from the answer to the end. What does not follow is absent: a missing answer time alone does not
 * say that nobody answered.
 */
export function withDurations(times: CallTimes): CallTimes {
	const { initiatedAt, answeredAt, endedAt } = possibleTimes({
		initiatedAt: readTime(times.initiatedAt),
		answeredAt: readTime(times.answeredAt),
		endedAt: readTime(times.endedAt),
	});
	const durationSeconds = secondsBetween(answeredAt, endedAt) ?? possibleDuration(times.durationSeconds);
	const ringUntil = answeredAt ?? (durationSeconds === 0 ? endedAt : undefined);
	return {
		initiatedAt: toIso(initiatedAt),
		answeredAt: toIso(answeredAt),
		endedAt: toIso(endedAt),
		ringSeconds: secondsBetween(initiatedAt, ringUntil) ?? possibleDuration(times.ringSeconds),
		durationSeconds,
	};
}
