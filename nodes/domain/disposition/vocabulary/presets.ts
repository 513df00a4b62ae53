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

/** `disposition` of Close's call activity: https://developer.close.com/resources/activities/call */
const close = closedVocabulary({
	connected: 'answered',
	voicemail: 'vm-left',
	noAnswer: 'no-answer',
	busy: 'busy',
	rejected: 'no-answer',
	screened: 'error',
	// "If Close did not allow the call to take place, e.g. due to the number being invalid".
	invalidNumber: 'blocked',
	unreachable: 'error',
	congestion: 'error',
	screenedByAssistant: 'no-answer',
});

/**
 * Zoho CRM `Calls`: `Outgoing_Call_Status` knows Completed for a call that took place. `Call_Result` is a picklist of
 * the team's own words, so the standard ones are offered to be renamed.
 */
const zoho = crmVocabulary({
	words: { ...OUTCOME_TITLES },
	statuses: { connected: 'Completed', voicemail: 'Completed' },
});

/** By the value of the Vocabulary parameter; never renamed. */
export const VOCABULARIES = Object.freeze({ standard, hubSpot, salesforce, pipedrive, goHighLevel, close, zoho });
export type VocabularyName = keyof typeof VOCABULARIES;
