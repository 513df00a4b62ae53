import { readAnsweredBy, type AnsweredBy } from '../call/answeredBy';
import { CALL_EVENT_NAMES, type CallDirection, type CallEventName } from '../call/callEvent';
import { normalizeCallUuid } from '../call/callUuid';
import { LONGEST_CALL_SECONDS, possibleTime, possibleTimes } from '../call/possibleTimes';
import { invalid, type Invalid } from '../result';
import { readSeconds, secondsBetween, type DurationUnit } from '../time/readSeconds';
import { readTime } from '../time/readTime';

/** What the mapping needs to know of a call. Times are milliseconds since the epoch, durations seconds. */
export interface CallFacts {
	callUuid: string;
	event: CallEventName;
	direction?: CallDirection;
	initiatedAt?: number;
	answeredAt?: number;
	endedAt?: number;
	/** The moment from which every later time is counted. */
	at?: number;
	/** How long it rang: to the answer, or to the end when no answer is known. */
	ringSeconds?: number;
	/** The ring time that the payload states. */
	statedRingSeconds?: number;
	/** The duration that the payload states: talk time, if the call was answered. */
	statedSeconds?: number;
	answeredBy?: AnsweredBy;
	hangupCauseCode?: unknown;
	hangupCause?: unknown;
	/** A SIP `Reason` header or reason phrase. */
	sipReason?: unknown;
	sipStatus?: unknown;
	providerStatus?: unknown;
	agentDisposition?: string;
	/** 1 for the first attempt to reach this contact; undefined when the item does not tell. */
	attempt?: number;
	/** Caller IDs that this contact has already been called from, this call's own last. */
	usedCallerIds: readonly string[];
}

/** A call of which it is known whether it was answered, as far as anything tells. */
export interface AnsweredCall extends CallFacts {
	/** Undefined when nothing says that the call was answered, and nothing that it was not. */
	answered?: boolean;
	/** 0 for a finished call that nobody answered; undefined when it is not known. */
	talkSeconds?: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** Rows written by hand may have a date alone. */
const moment = (value: unknown): number | undefined => readTime(value, { day: 'start' });

/**
 * Reads a CallEvent, or a record like one, forgiving about what does not matter.
 * Timestamps are more exact than a duration (which providers round or send in milliseconds), so they win where
 * they are in order; out of order, the duration counts.
 */
export function readCall(item: Fields, unit: DurationUnit = 'seconds'): CallFacts | Invalid {
	const callUuid = normalizeCallUuid(item.callUuid);
	if (!callUuid)
		return invalid(
			'The item has no callUuid, and a call record is keyed by it: pass the item of the Call Event Trigger on, or set the field.',
		);
	const event = readEvent(item.event);
	if (!event)
		return invalid(
			`The event must be one of ${CALL_EVENT_NAMES.join(', ')}: set the field, or leave it out for a completed call.`,
		);

	const { initiatedAt, answeredAt, endedAt } = possibleTimes({
		initiatedAt: moment(item.initiatedAt),
		answeredAt: moment(item.answeredAt),
		endedAt: moment(item.endedAt),
	});
	const statedRingSeconds = readDuration(item.ringSeconds, unit);
	const metadata = fieldsOf(item.metadata);
	return {
		callUuid,
		event,
		direction: item.direction === 'inbound' || item.direction === 'outbound' ? item.direction : undefined,
		initiatedAt,
		answeredAt,
		endedAt,
		at: endedAt ?? possibleTime(moment(item.occurredAt)) ?? possibleTime(moment(item.receivedAt)),
		ringSeconds: secondsBetween(initiatedAt, answeredAt ?? endedAt) ?? statedRingSeconds,
		statedRingSeconds,
		statedSeconds: readDuration(item.durationSeconds, unit),
		answeredBy: readAnsweredBy(item.answeredBy),
		hangupCauseCode: item.hangupCauseCode,
		hangupCause: item.hangupCause,
		sipReason: item.sipReason,
		sipStatus: item.sipStatus,
		providerStatus: item.providerStatus,
		agentDisposition: text(item.agentDisposition),
		attempt: readAttempt(item.attempt ?? metadata.attempt),
		usedCallerIds: readUsedCallerIds(item.usedCallerIds ?? metadata.usedCallerIds, item.from ?? item.fromNumber),
	};
}

/**
 * The call with the ring and talk time that follow from whether it was answered. The end of a call that was answered
 * at an unknown moment is not the end of its ringing.
 */
export function withAnswer(call: CallFacts, answered: boolean | undefined): AnsweredCall {
	const { answeredAt, endedAt, statedRingSeconds, statedSeconds } = call;
	const ringSeconds = answered && answeredAt === undefined ? statedRingSeconds : call.ringSeconds;
	if (call.event !== 'completed') return { ...call, answered, ringSeconds };
	if (!answered) return { ...call, answered, ringSeconds, talkSeconds: answered === false ? 0 : undefined };
	return { ...call, answered, ringSeconds, talkSeconds: secondsBetween(answeredAt, endedAt) ?? statedSeconds };
}

function readEvent(event: unknown): CallEventName | undefined {
	// A record that was written by hand or comes from a call log has no event: it is about a finished call.
	if (event === undefined || event === null || event === '') return 'completed';
	return CALL_EVENT_NAMES.find((name) => name === event);
}

function readDuration(value: unknown, unit: DurationUnit): number | undefined {
	const seconds = readSeconds(value, unit);
	return seconds !== undefined && seconds <= LONGEST_CALL_SECONDS ? seconds : undefined;
}

function readAttempt(attempt: unknown): number | undefined {
	const count = typeof attempt === 'string' ? Number(attempt) : (attempt as number);
	return Number.isSafeInteger(count) && count > 0 ? count : undefined;
}

function readUsedCallerIds(used: unknown, from: unknown): string[] {
	const listed = typeof used === 'string' ? used.split(',') : Array.isArray(used) ? used : [];
	const numbers = [...listed, from].map(text).filter((number): number is string => number !== undefined);
	return [...new Set(numbers)];
}

/** Trimmed, and undefined when nothing is left. */
function text(value: unknown): string | undefined {
	return (typeof value === 'string' && value.trim()) || undefined;
}

function fieldsOf(value: unknown): Fields {
	return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
