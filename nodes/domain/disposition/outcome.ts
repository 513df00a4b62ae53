/**
 * What became of a call, in this package's own words. The order is fixed: Map Disposition's outputs follow it,
 * so a wire drawn today leads to the same place after a rename.
 */
export const OUTCOMES = Object.freeze([
	'connected',
	'voicemail',
	'noAnswer',
	'busy',
	'rejected',
	'screened',
	'invalidNumber',
	'unreachable',
	'congestion',
	'canceled',
	'unknown',
	'inProgress',
	'screenedByAssistant',
] as const);
export type Outcome = (typeof OUTCOMES)[number];

/**
 * Each outcome in plain words. These are also the standard dispositions; Connected, No Answer, Busy and Rejected are
 * those of https://unlimcall.com/blog/syncing-call-outcomes-to-crm-sip-webhooks/
 */
export const OUTCOME_TITLES: Readonly<Record<Outcome, string>> = Object.freeze({
	connected: 'Connected',
	voicemail: 'Voicemail',
	noAnswer: 'No Answer',
	busy: 'Busy',
	rejected: 'Rejected',
	screened: 'Screened',
	invalidNumber: 'Invalid Number',
	unreachable: 'Unreachable',
	congestion: 'Congestion',
	canceled: 'Canceled',
	unknown: 'Unknown',
	inProgress: 'In Progress',
	screenedByAssistant: 'Screened by Assistant',
});

/** What to do next; the outputs by next action follow this order. */
export const NEXT_ACTIONS = Object.freeze([
	'smsFollowUp',
	'suppressRedial',
	'redial',
	'managerReview',
	'stopDialing',
	'none',
] as const);
export type NextAction = (typeof NEXT_ACTIONS)[number];

export const NEXT_ACTION_TITLES: Readonly<Record<NextAction, string>> = Object.freeze({
	smsFollowUp: 'SMS Follow-Up',
	suppressRedial: 'Suppress Redial',
	redial: 'Redial',
	managerReview: 'Manager Review',
	stopDialing: 'Stop Dialing',
	none: 'None',
});

/** Which step decided the outcome. */
export type OutcomeReason =
	| 'userRule'
	| 'agentDisposition'
	| 'notCompleted'
	| 'answeringMachine'
	| 'fastDisconnect'
	| 'voicemailWindow'
	| 'answered'
	| 'blockingMarker'
	| 'ownSide'
	| 'hangupCause'
	| 'sipStatus'
	| 'providerStatus'
	| 'noCause';

export interface Verdict {
	outcome: Outcome;
	reason: OutcomeReason;
	/** The evidence in words, e.g. `Q.850 17 user busy`. */
	detail: string;
}
