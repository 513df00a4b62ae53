import type { CauseOverrides } from './causes/overrides';
import { describeEvidence, describeUnknown } from './evidence/describeEvidence';
import { gatherEvidence } from './evidence/gatherEvidence';
import { weighEvidence, type Weighed } from './evidence/weighEvidence';
import type { Verdict } from './outcome';
import { readAgentWord } from './readAgentWord';
import { readAnswered } from './readAnswered';
import { readDetection } from './readDetection';
import { withAnswer, type AnsweredCall, type CallFacts } from './readCall';
import type { Thresholds } from './thresholds';
import type { Vocabulary } from './vocabulary/compileVocabulary';

export interface OutcomeSettings {
	thresholds: Thresholds;
	overrides: CauseOverrides;
	vocabulary: Vocabulary;
}

/**
 * What became of a call, and what that says of its times. The agent was there and is believed first; then the
 * evidence in order of its precision. What none of it tells is `unknown`.
 */
export function readOutcome(
	facts: CallFacts,
	{ thresholds, overrides, vocabulary }: OutcomeSettings,
): { call: AnsweredCall; verdict: Verdict } {
	const weighed = weighEvidence(facts, gatherEvidence(facts, thresholds, overrides));
	const call = withAnswer(facts, weighed.answered);
	if (call.event !== 'completed') {
		return {
			call,
			verdict: { outcome: 'inProgress', reason: 'notCompleted', detail: `The call is ${call.event}` },
		};
	}
	return { call, verdict: readAgentWord(call, vocabulary.agentWords) ?? readEvidence(call, weighed, thresholds) };
}

function readEvidence(call: AnsweredCall, { answered, best }: Weighed, thresholds: Thresholds): Verdict {
	const detected = readDetection(call.answeredBy);
	if (detected) return detected;
	if (answered && (!best || best.outcome === 'connected')) return readAnswered(call, thresholds);
	return best
		? { outcome: best.outcome, reason: best.reason, detail: describeEvidence(best) }
		: { outcome: 'unknown', reason: 'noCause', detail: describeUnknown(call) };
}
