import type { Verdict } from './outcome';
import type { CallFacts } from './readCall';
import type { Thresholds } from './thresholds';

/**
 * An answered call is connected, unless a machine answered. Both people and machines answer with 200 OK and cause 16,
 * so without the provider's verdict only the times hint at it; the windows are settings because they are guesses.
 * They hold for outbound calls: nobody's voicemail answers a call that came in to us.
 */
export function readAnswered(call: CallFacts, limits: Thresholds): Verdict {
	const { ringSeconds: ring, talkSeconds: talk } = call;
	if (call.answeredBy === 'machine')
		return { outcome: 'voicemail', reason: 'answeringMachine', detail: 'The provider heard an answering machine' };
	if (call.answeredBy === 'human')
		return { outcome: 'connected', reason: 'answeringMachine', detail: 'The provider heard a person' };
	if (call.direction !== 'inbound' && talk !== undefined) {
		if (ring !== undefined && ring < limits.fastAnswerSeconds && talk <= limits.fastTalkSeconds) {
			return {
				outcome: 'screened',
				reason: 'fastDisconnect',
				detail: `Answered after ${ring} s and gone after ${talk} s`,
			};
		}
		if (talk >= limits.voicemailFromSeconds && talk <= limits.voicemailToSeconds) {
			const window = `${limits.voicemailFromSeconds}–${limits.voicemailToSeconds} s`;
			return {
				outcome: 'voicemail',
				reason: 'voicemailWindow',
				detail: `A talk time of ${talk} s lies within ${window}`,
			};
		}
	}
	return {
		outcome: 'connected',
		reason: 'answered',
		detail: talk === undefined ? 'Answered' : `Answered, talk time ${talk} s`,
	};
}
