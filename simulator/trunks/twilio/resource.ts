import type { Moment, SimulatedCall } from '../../exchange';

export const ID = 'twilio';
export const ACCOUNT_SID = 'AC5f1c0a7be2d84c3f9a6b1e0d7c8f2a34';
export const ACCOUNT = `/2010-04-01/Accounts/${ACCOUNT_SID}`;

export const rfc2822 = (date: Date | undefined): string | null =>
	date ? date.toUTCString().replace('GMT', '+0000') : null;

const STATUS_OF_CAUSE: Readonly<Record<string, string>> = Object.freeze({
	user_busy: 'busy',
	no_answer: 'no-answer',
	no_user_response: 'no-answer',
	originator_cancel: 'canceled',
});

export function statusOf(call: SimulatedCall, moment: Moment): string {
	if (moment !== 'completed') return { initiated: 'initiated', ringing: 'ringing', answered: 'in-progress' }[moment];
	return call.answeredAt ? 'completed' : (STATUS_OF_CAUSE[call.cause?.name ?? ''] ?? 'failed');
}

export const talkSeconds = ({ answeredAt, endedAt }: SimulatedCall): number =>
	answeredAt && endedAt ? Math.round((endedAt.getTime() - answeredAt.getTime()) / 1000) : 0;

export function resource(call: SimulatedCall): Record<string, unknown> {
	return {
		sid: call.id,
		parent_call_sid: call.partner ?? null,
		account_sid: ACCOUNT_SID,
		to: call.to,
		from: call.from,
		status: statusOf(call, call.state),
		direction: call.partner ? 'outbound-dial' : 'outbound-api',
		date_created: rfc2822(call.initiatedAt),
		start_time: rfc2822(call.answeredAt),
		end_time: rfc2822(call.endedAt),
		duration: call.endedAt ? String(talkSeconds(call)) : null,
		answered_by:
			call.sent.detection && call.endedAt ? (call.scenario.answeredBy === 'machine' ? 'machine_start' : 'human') : null,
		price: call.answeredAt && call.endedAt ? '-0.01300' : null,
		price_unit: 'USD',
		uri: `${ACCOUNT}/Calls/${call.id}.json`,
	};
}

export const recordingSid = (call: SimulatedCall): string => `RE${call.id.slice(2)}`;
