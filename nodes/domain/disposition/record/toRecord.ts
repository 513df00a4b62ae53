import type { AnsweredCall } from '../readCall';
import { isoOf, toIso } from '../../time/readTime';
import type { CallRecord, CallRecordField } from './callRecord';

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
export function toRecord(item: Fields, call: AnsweredCall): CallRecord {
	const record: CallRecord = { callUuid: call.callUuid };
	const keep = (field: CallRecordField, value: unknown): void => {
		if (value !== undefined && value !== null && value !== '') record[field] = value;
	};
	keep('direction', call.direction);
	keep('attempt', call.attempt);
	keep('fromNumber', item.from ?? item.fromNumber);
	keep('toNumber', item.to ?? item.toNumber);
	keep('initiatedAt', isoOf(item.initiatedAt, call.initiatedAt));
	keep('answeredAt', isoOf(item.answeredAt, call.answeredAt));
	keep('endedAt', isoOf(item.endedAt, call.endedAt) ?? (call.event === 'completed' ? toIso(call.at) : undefined));
	keep('ringSeconds', call.ringSeconds);
	keep('durationSeconds', call.talkSeconds);
	keep('answeredBy', call.answeredBy ?? item.answeredBy);
	for (const field of AS_RECEIVED) keep(field, item[field]);
	return record;
}
