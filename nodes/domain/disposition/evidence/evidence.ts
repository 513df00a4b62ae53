import type { CauseRow } from '../causes/causeRow';
import type { Outcome, OutcomeReason } from '../outcome';

/** The steps in the order in which they are believed. */
const STEPS = Object.freeze([
	'userReading',
	'blockingMarker',
	'ownSide',
	'providerStatus',
	'hangupCause',
	'sipStatus',
] as const);
export type Step = (typeof STEPS)[number];

/** One thing that the payload says of how the call ended. */
export interface Evidence {
	step: Step;
	reason: OutcomeReason;
	outcome: Outcome;
	/** Whether it says that somebody answered; undefined when an answered call can end so and an unanswered one, too. */
	answered?: boolean;
	/** Says that the call ended, not exactly why: read only where nothing precise speaks. */
	vague: boolean;
	/** The table's row, or the word that the user gave a meaning. */
	from: CauseRow | string;
}

/** Less is believed first. */
export const rankOf = ({ step, vague }: Evidence): number => STEPS.indexOf(step) + (vague ? STEPS.length : 0);
