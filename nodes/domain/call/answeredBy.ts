/** What picked up, in the words of the trunk's detection made one: `screening` is an assistant that asks who is calling. */
const ANSWERED_BY = ['human', 'machine', 'fax', 'screening', 'unknown'] as const;
export type AnsweredBy = (typeof ANSWERED_BY)[number];

/**
 * The vendors' own words, in order: the first that fits counts.
 * Twilio https://www.twilio.com/docs/voice/answering-machine-detection ,
 * Telnyx https://developers.telnyx.com/docs/voice/programmable-voice/answering-machine-detection ,
 * Asterisk's AMD https://docs.asterisk.org/Latest_API/API_Documentation/Dialplan_Applications/AMD/ ,
 * Bandwidth https://dev.bandwidth.com/docs/voice/webhooks/machineDetectionComplete
 */
const WORDS: ReadonlyArray<readonly [RegExp, AnsweredBy]> = [
	[/^(human|person)/, 'human'],
	[/^fax/, 'fax'],
	[/screening/, 'screening'],
	[/machine|^voice_?mail|^(tone|beep)_detected$/, 'machine'],
	[/^(unknown|not_?sure|silence|timeout|error|other)$/, 'unknown'],
];

/** @returns undefined for a word that no detection is known to give */
export function readAnsweredBy(value: unknown): AnsweredBy | undefined {
	if (typeof value !== 'string') return undefined;
	const word = value
		.trim()
		.toLowerCase()
		.replace(/[^a-z]+/g, '_');
	return WORDS.find(([pattern]) => pattern.test(word))?.[1];
}

/**
 * How much a verdict knows: of two on one call the one of lower rank counts, because a screened call may still be picked
 * up by a person or a machine. A word that no detection gives comes last.
 */
export function detectionRank(value: unknown): number {
	const answeredBy = readAnsweredBy(value);
	return answeredBy === undefined ? ANSWERED_BY.length : ANSWERED_BY.indexOf(answeredBy);
}
