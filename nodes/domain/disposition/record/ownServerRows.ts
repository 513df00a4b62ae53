/**
 * The rows of the open-source CRMs that teams run on their own servers. All three take times as `YYYY-MM-DD HH:MM:SS`
 * in UTC; ISO 8601 is refused by Odoo and stored as nothing by SuiteCRM.
 */
import type { CallRecord } from './callRecord';
import { isInbound, spaced, startOf, theOtherNumber, title, wholeSeconds, type Row } from './crmFields';
import { recordId } from './recordId';

/** Columns of `load()` for the model `x_sip_call`; `id` is the external ID, which Odoo's unique index is on. */
export const odooRow = (record: CallRecord): Row => ({
	id: `sip_trunk.${recordId(record.callUuid)}`,
	x_name: title(record),
	x_call_uuid: record.callUuid,
	x_direction: isInbound(record) ? 'inbound' : 'outbound',
	x_from_number: record.fromNumber,
	x_to_number: record.toNumber,
	x_started_at: spaced(startOf(record)),
	x_answered_at: spaced(record.answeredAt),
	x_ended_at: spaced(record.endedAt),
	x_duration: wholeSeconds(record),
	x_disposition: record.disposition,
	x_notes: record.agentNotes,
	x_recording_url: record.recordingUrl,
});

/** SuiteCRM cuts a longer name. */
const MAX_SUITE_CRM_NAME = 50;

/**
 * SuiteCRM's module *Calls*, https://docs.suitecrm.com/developer/api/developer-setup-guide/json-api/ : it has minutes
 * only and no field for numbers or words, so these are in the description.
 */
export function suiteCrmRow(record: CallRecord, status: string | undefined): Row {
	const seconds = wholeSeconds(record);
	const minutes = seconds === undefined ? undefined : Math.round(seconds / 60);
	const direction = isInbound(record) ? 'Inbound' : 'Outbound';
	const name = record.disposition ? `${direction} call: ${record.disposition as string}` : title(record);
	const lines: ReadonlyArray<readonly [string, unknown]> = [
		['From', record.fromNumber],
		['To', record.toNumber],
		['Talk time (seconds)', seconds],
		['Recording', record.recordingUrl],
		['Call UUID', record.callUuid],
	];
	const facts = lines.filter(([, value]) => value !== undefined).map(([label, value]) => `${label}: ${String(value)}`);
	return {
		id: recordId(record.callUuid),
		name: name.slice(0, MAX_SUITE_CRM_NAME),
		direction,
		status,
		date_start: spaced(startOf(record)),
		duration_hours: minutes === undefined ? undefined : Math.floor(minutes / 60),
		duration_minutes: minutes === undefined ? undefined : minutes % 60,
		description: [record.agentNotes, ...facts].filter((line) => line !== undefined).join('\n'),
	};
}

const MAX_VTIGER_SOURCE_UUID = 100;
const MAX_VTIGER_RECORDING_URL = 200;

/** The Source UUID is part of a query, so nothing that ends a quoted text may be in it. */
const sourceUuid = (callUuid: unknown): string => {
	const text = String(callUuid);
	return text.length <= MAX_VTIGER_SOURCE_UUID && !/['"\\]/.test(text) ? text : recordId(text);
};

/** vtiger's module *Phone Calls* (`PBXManager`); a longer recording URL does not fit its field. */
export function vtigerRow(record: CallRecord, status: string | undefined): Row {
	const talk = wholeSeconds(record);
	const ring = typeof record.ringSeconds === 'number' ? Math.round(record.ringSeconds) : 0;
	const { recordingUrl } = record;
	const fits = typeof recordingUrl === 'string' && recordingUrl.length <= MAX_VTIGER_RECORDING_URL;
	return {
		sourceuuid: sourceUuid(record.callUuid),
		gateway: 'PBXManager',
		direction: isInbound(record) ? 'inbound' : 'outbound',
		callstatus: status,
		starttime: spaced(startOf(record)),
		endtime: spaced(record.endedAt),
		totalduration: talk === undefined ? undefined : ring + talk,
		billduration: talk,
		customernumber: theOtherNumber(record),
		recordingurl: fits ? recordingUrl : undefined,
	};
}
