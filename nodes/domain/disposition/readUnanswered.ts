import { causeKey } from './causes/causeKey';
import type { CauseFamily, CauseRow } from './causes/causeRow';
import { describeCause } from './causes/describeCause';
import { findCauses, findSipStatus } from './causes/findCauses';
import type { CauseOverrides } from './causes/overrides';
import type { Outcome, Verdict } from './outcome';
import type { CallFacts } from './readCall';
import type { Thresholds } from './thresholds';

/** The steps in the order in which they are believed: what the network said first, the provider's summary last. */
const STEPS = Object.freeze(['blockingMarker', 'hangupCause', 'sipStatus', 'providerStatus'] as const);
type Step = (typeof STEPS)[number];

const STEP_OF_FAMILY: Readonly<Record<CauseFamily, Step>> = Object.freeze({
	'Q.850': 'hangupCause',
	FreeSWITCH: 'hangupCause',
	SIP: 'sipStatus',
	provider: 'providerStatus',
});

interface Evidence {
	step: Step;
	outcome: Outcome;
	/** The table's row, or the word that the user gave a meaning. */
	from: CauseRow | string;
	/** Gives way to whatever says why the call ended. */
	yields: boolean;
}

/** Reads the causes of a call that nobody is known to have answered. */
export function readUnanswered(call: CallFacts, thresholds: Thresholds, overrides: CauseOverrides): Verdict {
	let best: Evidence | undefined;
	const consider = (evidence: Evidence): void => {
		if (evidence.outcome !== 'unknown' && (!best || weight(evidence) < weight(best))) best = evidence;
	};
	const considerRow = (row: CauseRow, provided?: Step): void => {
		const set = overrides.rows.get(row);
		const step = row.blocking ? 'blockingMarker' : (provided ?? STEP_OF_FAMILY[row.family]);
		consider({
			step,
			outcome: set ?? outcomeOf(row, call, thresholds),
			from: row,
			yields: !set && row.yields === true,
		});
	};
	const considerCause = (cause: unknown, provided?: Step): void => {
		const word = typeof cause === 'string' ? overrides.words.get(causeKey(cause)) : undefined;
		if (word) consider({ step: provided ?? 'hangupCause', outcome: word, from: String(cause), yields: false });
		else for (const row of findCauses(cause)) considerRow(row, provided);
	};
	considerCause(call.hangupCauseCode);
	considerCause(call.hangupCause);
	considerCause(call.sipReason);
	const sipRow = findSipStatus(call.sipStatus);
	if (sipRow) considerRow(sipRow);
	considerCause(call.providerStatus, 'providerStatus');
	return best
		? { outcome: best.outcome, reason: best.step, detail: describe(best.from) }
		: { outcome: 'unknown', reason: 'noCause', detail: describeRaw(call) };
}

/** Less counts more; among equals the first counts. */
const weight = ({ step, yields }: Evidence): number => STEPS.indexOf(step) + (yields ? STEPS.length : 0);

function outcomeOf(row: CauseRow, call: CallFacts, { rangFromSeconds }: Thresholds): Outcome {
	if (row.notAnswered && call.answered === false) return row.notAnswered;
	if (row.afterRinging && call.ringSeconds !== undefined && call.ringSeconds >= rangFromSeconds)
		return row.afterRinging;
	return row.outcome;
}

function describe(from: CauseRow | string): string {
	return typeof from === 'string' ? `This node’s own reading of “${from}”` : describeCause(from);
}

function describeRaw({ hangupCauseCode, hangupCause, sipStatus, providerStatus }: CallFacts): string {
	const raw = [hangupCauseCode, hangupCause, sipStatus, providerStatus].filter(
		(cause) => typeof cause === 'number' || (typeof cause === 'string' && cause !== ''),
	);
	return raw.length === 0
		? 'The event names no cause'
		: `No table tells what ${raw.join(', ')} means for an unanswered call`;
}
