import { crmVocabulary } from './crmVocabulary';

/**
 * HubSpot calls object: `hs_call_disposition` holds the GUID of an outcome that every portal starts with; a portal's
 * own list is at `GET /calling/v1/dispositions`. Statuses: the call status enum of HubSpot's Calling Extensions.
 * GUIDs: https://developers.hubspot.com/docs/api/crm/calls ; public code mislabels some, these are confirmed twice.
 */
export const hubSpot = crmVocabulary({
	words: {
		connected: 'Connected',
		voicemail: 'Left voicemail',
		noAnswer: 'No answer',
		busy: 'Busy',
		// HubSpot has nothing closer to a refused call.
		rejected: 'No answer',
		invalidNumber: 'Wrong number',
		screenedByAssistant: 'No answer',
	},
	values: {
		Busy: '9d9162e7-6cf3-4944-bf63-4dff82258764',
		Connected: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
		'Left live message': 'a4c4c377-d246-4b32-a13b-75a56a4cd0ff',
		'Left voicemail': 'b2cf5968-551e-4856-9783-52b3da59a7d0',
		'No answer': '73a0d17f-1163-4015-bdd5-ec830791da20',
		'Wrong number': '17b47fee-58de-441e-a44c-c6300d46f273',
	},
	statuses: {
		connected: 'COMPLETED',
		voicemail: 'COMPLETED',
		noAnswer: 'NO_ANSWER',
		busy: 'BUSY',
		rejected: 'NO_ANSWER',
		screened: 'FAILED',
		invalidNumber: 'FAILED',
		unreachable: 'FAILED',
		congestion: 'FAILED',
		canceled: 'CANCELED',
		unknown: 'UNKNOWN',
		inProgress: 'IN_PROGRESS',
		screenedByAssistant: 'NO_ANSWER',
	},
});
