import type { AnsweredBy } from '../call/answeredBy';
import type { Outcome, Verdict } from './outcome';

const DETECTED: Readonly<Record<Exclude<AnsweredBy, 'unknown'>, readonly [Outcome, string]>> = Object.freeze({
	human: ['connected', 'The trunk detected a person'],
	machine: ['voicemail', 'The trunk detected an answering machine'],
	// No voicemail can be left there, and no person will answer.
	fax: ['invalidNumber', 'The trunk detected a fax machine'],
	screening: ['screenedByAssistant', 'The trunk detected a screening assistant'],
});

/** What the trunk's detection says of an answered call; undefined where it could not tell. */
export function readDetection(answeredBy: AnsweredBy | undefined): Verdict | undefined {
	if (answeredBy === undefined || answeredBy === 'unknown') return undefined;
	const [outcome, detail] = DETECTED[answeredBy];
	return { outcome, reason: 'answeringMachine', detail };
}
