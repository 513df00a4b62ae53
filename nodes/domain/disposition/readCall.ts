import { CALL_EVENT_NAMES, type CallDirection, type CallEventName } from '../call/callEvent';
import { normalizeCallUuid } from '../call/callUuid';
import { invalid, type Invalid } from '../result';
import { readSeconds, type DurationUnit } from './readSeconds';
import { readTime } from './readTime';

/** What the mapping needs to know of a call. Times are milliseconds since the epoch, durations seconds. */
export interface CallFacts {
	callUuid: string;
	event: CallEventName;
	direction?: CallDirection;
	/** Undefined when the payload says neither that the call was answered nor that it was not. */
	answered?: boolean;
	initiatedAt?: number;
	answeredAt?: number;
	endedAt?: number;
	/** The moment from which every later time is counted. */
	at?: number;
	ringSeconds?: number;
	talkSeconds?: number;
	answeredBy?: unknown;
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

type Fields = Readonly<Record<string, unknown>>;

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

	const initiatedAt = readTime(item.initiatedAt);
	const answeredAt = readTime(item.answeredAt);
	const endedAt = readTime(item.endedAt);
	const talk = secondsBetween(answeredAt, endedAt) ?? readSeconds(item.durationSeconds, unit);
	const answered = wasAnswered(answeredAt, talk, item.answeredBy);
	const metadata = fieldsOf(item.metadata);
	return {
		callUuid,
		event,
		direction: item.direction === 'inbound' || item.direction === 'outbound' ? item.direction : undefined,
		answered,
		initiatedAt,
		answeredAt,
		endedAt,
		at: endedAt ?? readTime(item.occurredAt) ?? readTime(item.receivedAt),
		ringSeconds:
			secondsBetween(initiatedAt, answeredAt ?? (answered ? undefined : endedAt)) ??
			readSeconds(item.ringSeconds, unit),
		talkSeconds: talk,
		answeredBy: item.answeredBy,
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

function readEvent(event: unknown): CallEventName | undefined {
	// A record that was written by hand or comes from a call log has no event: it is about a finished call.
	if (event === undefined || event === null || event === '') return 'completed';
	return CALL_EVENT_NAMES.find((name) => name === event);
}

function wasAnswered(
	answeredAt: number | undefined,
	talk: number | undefined,
	answeredBy: unknown,
): boolean | undefined {
	if (answeredAt !== undefined || answeredBy === 'human' || answeredBy === 'machine') return true;
	return talk === undefined ? undefined : talk > 0;
}

function secondsBetween(from: number | undefined, to: number | undefined): number | undefined {
	return from === undefined || to === undefined || to < from ? undefined : (to - from) / 1000;
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
