/**
 * One call as one flat row, keyed by call UUID: the fields that
 * https://unlimcall.com/blog/connecting-custom-crm-to-sip-trunk/ asks for, and what the mapping adds.
 * A field that is not known is missing, so that writing the row never erases what another event told.
 */
export const CALL_RECORD_FIELDS = Object.freeze([
	'callUuid',
	'clientReference',
	'provider',
	'direction',
	'contactId',
	'agentId',
	'seatId',
	'didId',
	'fromNumber',
	'toNumber',
	'attempt',
	'initiatedAt',
	'answeredAt',
	'endedAt',
	'ringSeconds',
	'durationSeconds',
	'hangupCause',
	'hangupCauseCode',
	'sipStatus',
	'providerStatus',
	'answeredBy',
	'recordingUrl',
	'outcome',
	'outcomeReason',
	'disposition',
	'agentDisposition',
	'agentNotes',
	'agentNextStep',
	'agentDispositionAt',
	'nextAction',
	'nextActionAt',
	'tag',
] as const);

export type CallRecordField = (typeof CALL_RECORD_FIELDS)[number];
export type CallRecord = Partial<Record<CallRecordField, unknown>>;
