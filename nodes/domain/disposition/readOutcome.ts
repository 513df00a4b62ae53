import type { CauseOverrides } from './causes/overrides';
import type { Verdict } from './outcome';
import { readAgentWord } from './readAgentWord';
import { readAnswered } from './readAnswered';
import type { CallFacts } from './readCall';
import { readUnanswered } from './readUnanswered';
import type { Thresholds } from './thresholds';
import type { Vocabulary } from './vocabulary/compileVocabulary';

export interface OutcomeSettings {
	thresholds: Thresholds;
	overrides: CauseOverrides;
	vocabulary: Vocabulary;
}

/**
 * What became of a call. The agent was there and is believed first; then: was it answered, was it blocked, the
 * hangup cause (Q.850), the SIP status, the provider's word. What none of them tells is `unknown`.
 */
export function readOutcome(call: CallFacts, { thresholds, overrides, vocabulary }: OutcomeSettings): Verdict {
	if (call.event !== 'completed')
		return { outcome: 'inProgress', reason: 'notCompleted', detail: `The call is ${call.event}` };
	return (
		readAgentWord(call, vocabulary.agentWords) ??
		(call.answered ? readAnswered(call, thresholds) : readUnanswered(call, thresholds, overrides))
	);
}
