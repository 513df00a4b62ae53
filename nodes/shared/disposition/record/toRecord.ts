import type { CallFacts } from '../readCall';
import { toIso } from '../readTime';
import type { CallRecord } from './callRecord';
import { withoutEmpty } from './withoutEmpty';

type Fields = Readonly<Record<string, unknown>>;

/** Fields that go into the record as the event has them. */
const AS_RECEIVED = Object.freeze([
	'clientReference',
	'provider',
	'contactId',
	'agentId',
	'seatId',
	'didId',
	'hangupCause',
	'hangupCauseCode',
	'sipStatus',
	'providerStatus',
	'answeredBy',
	'recordingUrl',
	'agentDisposition',
	'agentNotes',
	'agentNextStep',
	'agentDispositionAt',
] as const);

/**
 * The facts of a call as a record, without a verdict: what an `initiated` or `answered` event may write without ever
 * overwriting a finished record.
 */
export function toRecord(item: Fields, call: CallFacts): CallRecord {
	const record: CallRecord = {
		callUuid: call.callUuid,
		direction: call.direction,
		fromNumber: item.from ?? item.fromNumber,
		toNumber: item.to ?? item.toNumber,
		attempt: call.attempt,
		initiatedAt: toIso(call.initiatedAt),
		answeredAt: toIso(call.answeredAt),
		endedAt: toIso(call.endedAt ?? (call.event === 'completed' ? call.at : undefined)),
		ringSeconds: call.ringSeconds,
		durationSeconds: call.talkSeconds,
	};
	for (const field of AS_RECEIVED) record[field] = item[field];
	return withoutEmpty(record);
}
