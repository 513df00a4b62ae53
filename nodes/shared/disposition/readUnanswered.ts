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
	detail: string;
	yields: boolean;
}

/** Reads the causes of a call that nobody is known to have answered. */
export function readUnanswered(call: CallFacts, thresholds: Thresholds, overrides: CauseOverrides): Verdict {
	const evidence = [
		...read(call.hangupCauseCode),
		...read(call.hangupCause),
		...read(call.sipReason),
		...readRow(findSipStatus(call.sipStatus)),
		...read(call.providerStatus, 'providerStatus'),
	].filter(({ outcome }) => outcome !== 'unknown');
	const ordered = STEPS.flatMap((step) => evidence.filter((one) => one.step === step));
	const decisive = ordered.find(({ yields }) => !yields) ?? ordered[0];
	return decisive
		? { outcome: decisive.outcome, reason: decisive.step, detail: decisive.detail }
		: { outcome: 'unknown', reason: 'noCause', detail: describeRaw(call) };

	function read(cause: unknown, lowestStep?: Step): Evidence[] {
		const word = typeof cause === 'string' ? overrides.words.get(causeKey(cause)) : undefined;
		if (word) return [{ step: lowestStep ?? 'hangupCause', outcome: word, detail: `Set for “${cause}” in this node`, yields: false }];
		return findCauses(cause).flatMap((row) => readRow(row, lowestStep));
	}

	function readRow(row: CauseRow | undefined, lowestStep?: Step): Evidence[] {
		if (!row) return [];
		const step = row.blocking ? 'blockingMarker' : (lowestStep ?? STEP_OF_FAMILY[row.family]);
		const set = overrides.rows.get(row);
		return [{ step, outcome: set ?? outcomeOf(row, call, thresholds), detail: describeCause(row), yields: !set && row.yields === true }];
	}
}

function outcomeOf(row: CauseRow, call: CallFacts, { rangFromSeconds }: Thresholds): Outcome {
	if (row.notAnswered && call.answered === false) return row.notAnswered;
	if (row.afterRinging && call.ringSeconds !== undefined && call.ringSeconds >= rangFromSeconds) return row.afterRinging;
	return row.outcome;
}

function describeRaw(call: CallFacts): string {
	const raw = [call.hangupCauseCode, call.hangupCause, call.sipStatus, call.providerStatus].filter((cause) => cause !== undefined && cause !== null && cause !== '');
	return raw.length === 0 ? 'The event names no cause' : `No table knows what ${raw.map(String).join(', ')} says of an unanswered call`;
}
