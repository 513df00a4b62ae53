/** Why a call ended, in the spellings that trunks send. */
export interface HangupCause {
	/** lower_snake name, as UnlimCall sends it. */
	name: string;
	/** ITU-T Q.850 value. */
	q850: number;
	/** Final SIP response status; 200 where the call was answered. */
	sip: number;
}

/** What happens when a destination is called. Durations are simulated seconds. */
export interface Scenario {
	name: string;
	/** From initiation to the answer, or to the end when nobody answers. */
	ringSeconds: number;
	/** Talk time: absent when nobody answers, `untilHungUp` when only a hang-up request ends the call. */
	talkSeconds?: number | 'untilHungUp';
	cause: HangupCause;
	/** What picks up; a person unless it says otherwise. */
	answeredBy?: 'machine' | 'screening' | 'fax';
	/** The agent's leg breaks off this long after the answer; the customer's leg stays up. */
	agentLostAfterSeconds?: number;
	/** How this call's events are delivered when not once and in order. */
	delivery?: 'duplicate' | 'reversed';
	/** How the API treats the request that places this call. */
	api?: ApiFault;
}

/** `placed`: whether the call stands although the caller of the API does not learn of it. */
export type ApiFault =
	| { kind: 'silence'; placed: true }
	| { kind: 'emptyAnswer'; placed: true }
	| { kind: 'html'; placed: false }
	| { kind: 'status'; status: number; retryAfterSeconds?: number; placed: false };

const cause = (name: string, q850: number, sip: number): HangupCause => Object.freeze({ name, q850, sip });

export const CAUSES = Object.freeze({
	normalClearing: cause('normal_clearing', 16, 200),
	userBusy: cause('user_busy', 17, 486),
	noUserResponse: cause('no_user_response', 18, 408),
	noAnswer: cause('no_answer', 19, 480),
	subscriberAbsent: cause('subscriber_absent', 20, 480),
	callRejected: cause('call_rejected', 21, 603),
	unallocatedNumber: cause('unallocated_number', 1, 404),
	destinationOutOfOrder: cause('destination_out_of_order', 27, 502),
	networkOutOfOrder: cause('network_out_of_order', 38, 503),
	/** FreeSWITCH's own number, since Q.850 has none for it. */
	originatorCancel: cause('originator_cancel', 487, 487),
});

const answered = (name: string, talkSeconds: number | 'untilHungUp', rest: Partial<Scenario> = {}): Scenario =>
	Object.freeze({ name, ringSeconds: 7, talkSeconds, cause: CAUSES.normalClearing, ...rest });

const failed = (name: string, hangupCause: HangupCause, ringSeconds: number): Scenario =>
	Object.freeze({ name, ringSeconds, cause: hangupCause });

/** A destination that ends in no digits of the table: the published example of UnlimCall, 7 s of ringing and 196 s of talk. */
const DEFAULT_SCENARIO = answered('answered', 196);

/** By the destination's last two digits. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = Object.freeze({
	'01': failed('busy', CAUSES.userBusy, 2),
	'02': failed('noAnswer', CAUSES.noAnswer, 30),
	'03': failed('rejected', CAUSES.callRejected, 4),
	'04': failed('unreachable', CAUSES.destinationOutOfOrder, 3),
	'05': failed('invalidNumber', CAUSES.unallocatedNumber, 1),
	'06': answered('voicemail', 31, { answeredBy: 'machine' }),
	// Answers in under 3 s and disconnects, as a spam filter does.
	'07': answered('fastDisconnect', 2, { ringSeconds: 2 }),
	'08': failed('noUserResponse', CAUSES.noUserResponse, 30),
	'09': failed('networkFailure', CAUSES.networkOutOfOrder, 1),
	'10': answered('duplicateDelivery', 64, { delivery: 'duplicate' }),
	'11': answered('outOfOrderDelivery', 75, { delivery: 'reversed' }),
	'12': answered('untilHungUp', 'untilHungUp'),
	'13': answered('agentLost', 'untilHungUp', { agentLostAfterSeconds: 5 }),
	'14': failed('switchedOff', CAUSES.subscriberAbsent, 5),
	'15': answered('screened', 12, { answeredBy: 'screening' }),
	'16': answered('fax', 20, { answeredBy: 'fax' }),
	'90': answered('apiTimeout', 60, { api: { kind: 'silence', placed: true } }),
	'91': answered('apiEmptyAnswer', 60, { api: { kind: 'emptyAnswer', placed: true } }),
	'92': answered('apiHtml', 60, { api: { kind: 'html', placed: false } }),
	'93': answered('apiRateLimited', 60, { api: { kind: 'status', status: 429, retryAfterSeconds: 7, placed: false } }),
	'94': answered('apiUnavailable', 60, { api: { kind: 'status', status: 503, retryAfterSeconds: 30, placed: false } }),
	'95': answered('apiNoCredit', 60, { api: { kind: 'status', status: 402, placed: false } }),
	'96': answered('apiForbidden', 60, { api: { kind: 'status', status: 403, placed: false } }),
});

/** What becomes of an agent's own telephone, by the last two digits of its number or SIP user: it is answered at once. */
const AGENT_SCENARIOS: Readonly<Record<string, Scenario>> = Object.freeze({
	'01': SCENARIOS['01'],
	'02': SCENARIOS['02'],
	'03': SCENARIOS['03'],
	/** Answers and hangs up while the customer is rung. */
	'07': SCENARIOS['07'],
});
const AT_THE_DESK = answered('agent', 'untilHungUp', { ringSeconds: 1 });

export const agentScenarioFor = (address: string): Scenario =>
	AGENT_SCENARIOS[address.replace(/@.*$/, '').slice(-2)] ?? AT_THE_DESK;

export const scenarioFor = (destination: string): Scenario => SCENARIOS[destination.slice(-2)] ?? DEFAULT_SCENARIO;
