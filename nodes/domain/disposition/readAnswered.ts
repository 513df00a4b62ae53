import type { Verdict } from './outcome';
import type { AnsweredCall } from './readCall';
import type { Thresholds } from './thresholds';

/**
 * An answered call is connected, unless its times hint at a machine: people and machines both answer with 200 OK and
 * cause 16. The windows are settings because they are guesses. They need a known talk time, and hold for outbound
 * calls only: nobody's voicemail answers a call that came in to us.
 */
export function readAnswered(call: AnsweredCall, limits: Thresholds): Verdict {
	const { ringSeconds: ring, talkSeconds: talk } = call;
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
