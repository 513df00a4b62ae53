import { randomUUID } from 'node:crypto';

/** A `call.completed` payload of UnlimCall: https://unlimcall.com/blog/webhooks-for-call-events-sip-trunk-crm/ */
export interface EndedCall extends Record<string, unknown> {
	call_uuid: string;
	to: string;
}

interface Times {
	/** Seconds from the end of the call to now. */
	endedAgo: number;
	/** Talk time in seconds; 0 when nobody answered. */
	talk: number;
	ring?: number;
}

let serial = 0;

/** A call that has ended at a chosen moment in the past, so that what is due later need not be waited for. */
export function endedCall({ endedAgo, talk, ring = 7, ...rest }: Times & Partial<EndedCall>): EndedCall {
	const endedAt = Date.now() - endedAgo * 1000;
	const iso = (time: number): string => new Date(time).toISOString();
	return {
		event: 'call.completed',
		call_uuid: randomUUID(),
		from: '+493023125001',
		to: `+4930233${String((serial += 1)).padStart(5, '0')}`,
		direction: 'outbound',
		initiated_at: iso(endedAt - (talk + ring) * 1000),
		answered_at: talk > 0 ? iso(endedAt - talk * 1000) : null,
		ended_at: iso(endedAt),
		duration_seconds: talk,
		...(talk > 0
			? { hangup_cause: 'normal_clearing', hangup_cause_code: 16 }
			: { hangup_cause: 'no_answer', hangup_cause_code: 19 }),
		seat_id: 'seat_0481ab',
		did_id: 'did_de_1092',
		...rest,
	};
}
