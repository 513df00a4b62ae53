import type { MappedCall } from '../mapCall';
import type { VocabularyName } from '../vocabulary/presets';
import type { CallRecord } from './callRecord';
import { isInbound, spaced, startOf, theOtherNumber, title, wholeSeconds, type Row } from './crmFields';
import { odooRow, suiteCrmRow, vtigerRow } from './ownServerRows';

type Verdict = Pick<MappedCall, 'crmDisposition' | 'callStatus'>;
export type CrmName = Exclude<VocabularyName, 'standard'>;

/** `mm:ss`, as Zoho's Call_Duration has it. */
function minutesAndSeconds(record: CallRecord): string | undefined {
	const seconds = wholeSeconds(record);
	return seconds === undefined
		? undefined
		: `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Close's IDs say of what they are: `lead_…` and `cont_…`. */
const closeContact = (contactId: unknown): Row =>
	typeof contactId === 'string' && contactId.startsWith('lead_') ? { lead_id: contactId } : { contact_id: contactId };

type CrmRow = (record: CallRecord, verdict: Verdict) => Row;

const CRM_ROWS: Readonly<Record<CrmName, CrmRow>> = Object.freeze<Record<CrmName, CrmRow>>({
	// https://developers.hubspot.com/docs/api/crm/calls ; call_uuid is a property of the team's own with unique values.
	hubSpot: (record, { crmDisposition, callStatus }) => ({
		call_uuid: record.callUuid,
		hs_timestamp: startOf(record),
		hs_call_title: title(record),
		hs_call_body: record.agentNotes,
		hs_call_direction: isInbound(record) ? 'INBOUND' : 'OUTBOUND',
		hs_call_disposition: crmDisposition,
		hs_call_duration:
			typeof record.durationSeconds === 'number' ? Math.round(record.durationSeconds * 1000) : undefined,
		hs_call_from_number: record.fromNumber,
		hs_call_to_number: record.toNumber,
		hs_call_recording_url: record.recordingUrl,
		hs_call_status: callStatus,
	}),
	// https://developer.salesforce.com/docs/platform/api/guide/sforce-api-guidelines-callcenter.html
	salesforce: (record) => ({
		Subject: title(record),
		TaskSubtype: 'Call',
		WhoId: record.contactId,
		Description: record.agentNotes,
		CallObject: record.callUuid,
		CallDisposition: record.disposition,
		CallDurationInSeconds: wholeSeconds(record),
		CallType: isInbound(record) ? 'Inbound' : 'Outbound',
	}),
	// https://developers.pipedrive.com/docs/api/v1/CallLogs
	pipedrive: (record, { crmDisposition }) => ({
		outcome: crmDisposition,
		from_phone_number: record.fromNumber,
		to_phone_number: record.toNumber,
		start_time: spaced(startOf(record)),
		end_time: spaced(record.endedAt),
		duration: wholeSeconds(record)?.toString(),
		person_id: record.contactId,
		subject: title(record),
		note: record.agentNotes,
	}),
	// https://github.com/GoHighLevel/highlevel-api-docs, apps/conversations.json, "Add an external outbound call"
	goHighLevel: (record, { crmDisposition }) => ({
		type: 'Call',
		altId: record.callUuid,
		date: startOf(record),
		call: { to: record.toNumber, from: record.fromNumber, status: crmDisposition },
	}),
	// https://developer.close.com/api/resources/activities/calls/create ; a call belongs to a lead.
	close: (record, { callStatus }) => ({
		...closeContact(record.contactId),
		direction: isInbound(record) ? 'inbound' : 'outbound',
		status: callStatus,
		activity_at: startOf(record),
		duration: wholeSeconds(record),
		phone: theOtherNumber(record),
		note: record.agentNotes,
		recording_url: record.recordingUrl,
	}),
	// https://github.com/zoho/zohocrm-nodejs-sdk-7.0, module Calls
	zoho: (record, { callStatus }) => ({
		Subject: title(record),
		Who_Id: record.contactId,
		Call_Type: isInbound(record) ? 'Inbound' : 'Outbound',
		Outgoing_Call_Status: isInbound(record) ? undefined : callStatus,
		Call_Result: record.disposition,
		Call_Start_Time: startOf(record),
		Call_Duration: minutesAndSeconds(record),
		Call_Duration_in_seconds: wholeSeconds(record),
		Caller_ID: record.fromNumber,
		Dialled_Number: record.toNumber,
		Voice_Recording__s: record.recordingUrl,
		CTI_Entry: true,
	}),
	odoo: odooRow,
	suiteCrm: (record, { callStatus }) => suiteCrmRow(record, callStatus),
	vtiger: (record, { crmDisposition }) => vtigerRow(record, crmDisposition),
});

/**
 * A mapped call's record as the fields of the CRM whose vocabulary is in use, in the CRM's own units. A field that is
 * not known is missing, and so is the verdict while the call is not over.
 */
export function toCrmRecord(crm: CrmName, { record, outcome, crmDisposition, callStatus }: MappedCall): Row {
	const verdict = outcome === 'inProgress' ? {} : { crmDisposition, callStatus };
	return Object.fromEntries(Object.entries(CRM_ROWS[crm](record, verdict)).filter(([, value]) => value !== undefined));
}
