import { causeKey } from '../call/causeKey';
import type { Outcome, Verdict } from './outcome';
import type { AnsweredCall } from './readCall';

/**
 * The agent's disposition, when it tells the outcome: a word of the vocabulary says it outright, and any other word
 * on an answered call ("interested", "not the right contact") tells that the agent talked with a person.
 */
export function readAgentWord(call: AnsweredCall, agentWords: ReadonlyMap<string, Outcome>): Verdict | undefined {
	if (!call.agentDisposition) return undefined;
	const outcome = agentWords.get(causeKey(call.agentDisposition)) ?? (call.answered ? 'connected' : undefined);
	return outcome && { outcome, reason: 'agentDisposition', detail: `The agent says “${call.agentDisposition}”` };
}
