/** A finished outbound call of which a trunk says this much, and why that is its outcome. */
export interface Example {
	facts: Readonly<Record<string, unknown>>;
	why: string;
}

const at = (second: number): string => `2026-06-04T09:14:${String(second).padStart(2, '0')}.000Z`;

export const EXAMPLES: readonly Example[] = [
	{
		facts: { answeredAt: at(7), endedAt: at(57), hangupCauseCode: 17 },
		why: 'an answer time is a fact, whatever the cause says',
	},
	{ facts: { answeredBy: 'machine', hangupCauseCode: 16 }, why: 'the trunk detected what answered' },
	{ facts: { sipStatus: 608, providerStatus: 'busy' }, why: 'a block is read before all other causes' },
	{
		facts: { sipStatus: 403, sipReason: 'User channel limit exceeded D1' },
		why: 'our own limit, not a refusal of the contact’s',
	},
	{ facts: { hangupCauseCode: 52 }, why: 'our own line is barred: another caller ID would not help' },
	{ facts: { providerStatus: 'no-answer', sipStatus: 408 }, why: 'the word is precise, 408 is vague' },
	{ facts: { providerStatus: 'failed', sipStatus: 404 }, why: 'the word is vague, 404 is precise' },
	{ facts: { hangupCauseCode: 16, sipStatus: 480, durationSeconds: 0 }, why: '16 is vague, 480 is precise' },
	{ facts: { hangupCauseCode: 16, sipStatus: 480 }, why: 'the same: nothing shows an answer' },
	{ facts: { hangupCauseCode: 16, sipStatus: 200 }, why: '200 is the final response of an answered call' },
	{
		facts: { hangupCauseCode: 16, durationSeconds: 60 },
		why: 'nothing says that nobody answered, so the duration is talk time',
	},
	{ facts: { hangupCauseCode: 19, durationSeconds: 30 }, why: '19 says no answer, so the duration is not talk time' },
	{ facts: { hangupCauseCode: 16, durationSeconds: 0 }, why: 'cleared without an answer' },
	{ facts: { hangupCauseCode: 16 }, why: 'nothing shows an answer, and 16 does not say' },
	{ facts: { hangupCauseCode: 31, sipStatus: 487, providerStatus: 'timeout' }, why: '31 and 487 are vague' },
	{ facts: { sipStatus: 499 }, why: 'an unknown status is read as the x00 of its class' },
	{ facts: { answeredAt: 0, endedAt: at(30), durationSeconds: 0, hangupCauseCode: 18 }, why: '0 is not a time' },
];
