import { OUTCOME_TITLES } from '../outcome';
import { closedVocabulary, crmVocabulary } from './crmVocabulary';
import { hubSpot } from './hubSpot';

/** Connected, No Answer, Busy and Rejected are the words of https://unlimcall.com/blog/syncing-call-outcomes-to-crm-sip-webhooks/ ; the others follow them. */
const standard = crmVocabulary({ words: { ...OUTCOME_TITLES } });

/** Task `CallDisposition`, shown as "Call Result": free text of up to 255 characters, so the standard words serve. */
const salesforce = standard;

/** `outcome` of `POST /v1/callLogs`; Pipedrive has no word for a call that was given up, so it is not logged. */
const pipedrive = closedVocabulary({
	connected: 'connected',
	voicemail: 'left_voicemail',
	noAnswer: 'no_answer',
	busy: 'busy',
	rejected: 'no_answer',
	screened: 'no_answer',
	invalidNumber: 'wrong_number',
	unreachable: 'no_answer',
	congestion: 'no_answer',
	screenedByAssistant: 'no_answer',
});

/** `call.status` of an external outbound call in GoHighLevel's conversations API. */
const goHighLevel = closedVocabulary({
	connected: 'completed',
	voicemail: 'voicemail',
	noAnswer: 'no-answer',
	busy: 'busy',
	rejected: 'no-answer',
	screened: 'failed',
	invalidNumber: 'failed',
	unreachable: 'failed',
	congestion: 'failed',
	canceled: 'canceled',
	inProgress: 'pending',
	screenedByAssistant: 'no-answer',
});

/**
 * `status` of Close's call activity; its `disposition` is Close's own and cannot be written. The words are the standard
 * ones: https://developer.close.com/api/resources/activities/calls/create
 */
const close = crmVocabulary({
	words: { ...OUTCOME_TITLES },
	statuses: {
		connected: 'completed',
		voicemail: 'completed',
		noAnswer: 'no-answer',
		busy: 'busy',
		rejected: 'no-answer',
		screened: 'failed',
		invalidNumber: 'failed',
		unreachable: 'failed',
		congestion: 'failed',
		canceled: 'cancel',
		inProgress: 'in-progress',
		screenedByAssistant: 'no-answer',
	},
});

/**
 * Zoho CRM `Calls`: `Outgoing_Call_Status` knows Completed for a call that took place. `Call_Result` is a picklist of
 * the team's own words, so the standard ones are offered to be renamed.
 */
const zoho = crmVocabulary({
	words: { ...OUTCOME_TITLES },
	statuses: { connected: 'Completed', voicemail: 'Completed' },
});

/** A text field of a model of one's own, so the standard words serve. */
const odoo = standard;

/** SuiteCRM `Calls`: `status` knows only whether a planned call was held. The words are in the name. */
const suiteCrm = crmVocabulary({
	words: { ...OUTCOME_TITLES },
	statuses: {
		connected: 'Held',
		voicemail: 'Not Held',
		noAnswer: 'Not Held',
		busy: 'Not Held',
		rejected: 'Not Held',
		screened: 'Not Held',
		invalidNumber: 'Not Held',
		unreachable: 'Not Held',
		congestion: 'Not Held',
		canceled: 'Not Held',
		unknown: 'Not Held',
		inProgress: 'Planned',
		screenedByAssistant: 'Not Held',
	},
});

/**
 * `callstatus` of vtiger's Phone Calls: text of up to 20 characters. `completed`, `no-answer`, `busy` and `in-progress`
 * are vtiger's own; the others are ours in the same form.
 */
const vtiger = closedVocabulary({
	connected: 'completed',
	voicemail: 'voicemail',
	noAnswer: 'no-answer',
	busy: 'busy',
	rejected: 'rejected',
	screened: 'screened',
	invalidNumber: 'invalid-number',
	unreachable: 'unreachable',
	congestion: 'congestion',
	canceled: 'canceled',
	unknown: 'unknown',
	inProgress: 'in-progress',
	screenedByAssistant: 'screened',
});

/** By the value of the Vocabulary parameter; never renamed. */
export const VOCABULARIES = Object.freeze({
	standard,
	hubSpot,
	salesforce,
	pipedrive,
	goHighLevel,
	close,
	zoho,
	odoo,
	suiteCrm,
	vtiger,
});
export type VocabularyName = keyof typeof VOCABULARIES;
