import type { SimulatedCall } from '../../../../simulator/exchange';

interface Verdict {
	outcome: string;
	outcome_reason: string;
	disposition: string;
	next_action: string;
	tag?: string;
}

const by = (
	outcome: string,
	outcome_reason: string,
	disposition: string,
	next_action = 'none',
	tag?: string,
): Verdict => ({
	outcome,
	outcome_reason,
	disposition,
	next_action,
	...(tag && { tag }),
});
const review = by('connected', 'answered', 'Connected', 'managerReview');

/** By scenario, written down here and not worked out by the code under test. */
const VERDICTS: Readonly<Record<string, Verdict>> = {
	answered: review,
	duplicateDelivery: review,
	outOfOrderDelivery: review,
	busy: by('busy', 'hangupCause', 'Busy'),
	noAnswer: by('noAnswer', 'hangupCause', 'No Answer', 'smsFollowUp', 'call-attempt-1'),
	noUserResponse: by('noAnswer', 'hangupCause', 'No Answer', 'smsFollowUp', 'call-attempt-1'),
	rejected: by('rejected', 'hangupCause', 'Rejected'),
	unreachable: by('unreachable', 'hangupCause', 'Unreachable'),
	switchedOff: by('unreachable', 'hangupCause', 'Unreachable'),
	invalidNumber: by('invalidNumber', 'hangupCause', 'Invalid Number', 'stopDialing'),
	networkFailure: by('unreachable', 'hangupCause', 'Unreachable'),
	voicemail: by('voicemail', 'voicemailWindow', 'Voicemail', 'suppressRedial', 'voicemail-left'),
	fastDisconnect: by('screened', 'fastDisconnect', 'Screened', 'redial'),
};

const HOUR = 3_600_000;

/** Weekdays only, in UTC, which is the test n8n's time zone. */
function addBusinessDays(from: Date, days: number): Date {
	const date = new Date(from);
	for (let left = days; left > 0;) {
		date.setUTCDate(date.getUTCDate() + 1);
		if (date.getUTCDay() % 6 !== 0) left -= 1;
	}
	return date;
}

const NEXT_ACTION_AT: Readonly<Record<string, (endedAt: Date) => Date>> = {
	smsFollowUp: (endedAt) => addBusinessDays(endedAt, 2),
	suppressRedial: (endedAt) => new Date(endedAt.getTime() + 48 * HOUR),
	redial: (endedAt) => new Date(endedAt.getTime() + HOUR / 4),
	managerReview: (endedAt) => new Date(endedAt.getTime() + HOUR / 12),
};

const secondsBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1000;

/** The finished record of a simulated call in the columns of Call Records; a column that is not named is empty. */
export function expectedRecord(call: SimulatedCall): Record<string, unknown> {
	const { id, from, to, initiatedAt, answeredAt, scenario } = call;
	const endedAt = call.endedAt as Date;
	const verdict = VERDICTS[scenario.name];
	return {
		call_uuid: id,
		provider: 'unlimCall',
		direction: 'outbound',
		did_id: 'did_de_1092',
		from_number: from,
		to_number: to,
		initiated_at: initiatedAt.toISOString(),
		...(answeredAt && { answered_at: answeredAt.toISOString() }),
		ended_at: endedAt.toISOString(),
		ring_seconds: secondsBetween(initiatedAt, answeredAt ?? endedAt),
		duration_seconds: answeredAt ? secondsBetween(answeredAt, endedAt) : 0,
		hangup_cause: scenario.cause.name,
		hangup_cause_code: scenario.cause.q850,
		...verdict,
		...(verdict.next_action in NEXT_ACTION_AT && {
			next_action_at: NEXT_ACTION_AT[verdict.next_action](endedAt).toISOString(),
		}),
	};
}

const ACRONYMS: Readonly<Record<string, string>> = { uuid: 'UUID', id: 'ID', did: 'DID', sip: 'SIP', url: 'URL' };

/** `call_uuid` → `Call UUID`, as the columns of Airtable and Notion are named. */
export const titleOf = (column: string): string =>
	column
		.split('_')
		.map((word) => ACRONYMS[word] ?? word[0].toUpperCase() + word.slice(1))
		.join(' ');

export const withTitles = (record: Record<string, unknown>): Record<string, unknown> =>
	Object.fromEntries(Object.entries(record).map(([column, value]) => [titleOf(column), value]));

/** In the order of one column, to compare lists whose order says nothing. */
export const byCall = <Row extends Record<string, unknown>>(rows: readonly Row[], column: string): Row[] =>
	[...rows].sort((a, b) => String(a[column]).localeCompare(String(b[column])));
