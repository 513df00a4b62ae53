import { causeTable } from './causeRow';

/**
 * Providers' own words for how a call ended. Words that are also names of Q.850 or FreeSWITCH causes (`no_answer`,
 * `user_busy`, `originator_cancel`, `decline`) are known from those tables.
 */
export const PROVIDER_WORDS = causeTable('provider', [
	{
		words: ['ANSWER', 'ANSWERED', 'CONNECTED'],
		meaning: 'answered',
		outcome: 'connected',
		sources: 'intellicall sinch zadarma camara',
	},
	{
		words: ['completed', 'hangup', 'hang_up', 'disconnected', 'ended'],
		meaning: 'ended after the answer',
		outcome: 'connected',
		notAnswered: 'unknown',
		note: 'Twilio’s completed means answered; some trunks use the word for any end, so it counts only when the payload does not show the opposite',
		sources: 'twilio bandwidth camara signalwire',
	},
	{
		words: ['time_limit', 'max_duration'],
		meaning: 'ended by the call time limit',
		outcome: 'connected',
		sources: 'telnyx signalwire',
	},
	{
		words: ['noanswer', 'unanswered', 'timeout'],
		meaning: 'rang without an answer',
		outcome: 'noAnswer',
		sources: 'twilio telnyx intellicall sinch bandwidth vonage zadarma',
	},
	{ words: ['callee_no_answer'], meaning: 'the called party did not answer', outcome: 'noAnswer', sources: 'camara' },
	{
		words: ['busy', 'callee_busy'],
		meaning: 'busy',
		outcome: 'busy',
		sources: 'twilio intellicall sinch bandwidth vonage zadarma camara',
	},
	{
		words: ['rejected', 'declined', 'blocked'],
		meaning: 'refused',
		outcome: 'rejected',
		note: 'Sinch’s BLOCKED does not say by whom',
		sources: 'bandwidth vonage signalwire sinch',
	},
	{ words: ['restricted'], meaning: 'barred destination', outcome: 'rejected', sources: 'vonage' },
	{
		words: ['not_found', 'user_not_found', 'usernotfound', 'invalid_number', 'number_out_of_service'],
		meaning: 'no such number',
		outcome: 'invalidNumber',
		sources: 'telnyx sinch vonage zadarma',
	},
	{
		words: ['canceled', 'cancelled', 'cancel', 'caller_abandon', 'abandoned'],
		meaning: 'given up before the answer',
		outcome: 'canceled',
		sources: 'twilio intellicall bandwidth sinch vonage zadarma camara signalwire',
	},
	{
		words: ['caller_busy', 'caller_no_answer', 'caller_failure'],
		meaning: 'the own leg failed first',
		outcome: 'canceled',
		note: 'the contact’s phone never rang',
		sources: 'camara',
	},
	{
		words: ['failed', 'error', 'general_error', 'generalerror', 'internal_error', 'cannot_route', 'callee_failure'],
		meaning: 'could not be placed',
		outcome: 'unreachable',
		note: 'the word hides the reason; a SIP status or Q.850 value beside it is read first',
		sources: 'twilio intellicall sinch bandwidth vonage camara',
	},
	{
		words: ['account_limit', 'node_capacity_exceeded', 'line_limit', 'congestion'],
		meaning: 'out of capacity',
		outcome: 'congestion',
		sources: 'bandwidth zadarma ast',
	},
	{ words: ['chanunavail'], meaning: 'channel unavailable', outcome: 'unreachable', sources: 'ast' },
	{
		words: ['unspecified', 'unknown', 'other', 'not_applicable'],
		meaning: 'no reason given',
		outcome: 'unknown',
		sources: 'telnyx bandwidth sinch camara',
	},
]);
