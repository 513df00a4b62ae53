import { causeKey } from '../../call/causeKey';
import type { CauseFamily, CauseRow } from '../causes/causeRow';
import { findCauses, findSipStatus } from '../causes/findCauses';
import type { CauseOverrides } from '../causes/overrides';
import type { Outcome } from '../outcome';
import type { CallFacts } from '../readCall';
import type { Thresholds } from '../thresholds';
import type { Evidence, Step } from './evidence';

type CauseStep = Extract<Step, 'providerStatus' | 'hangupCause' | 'sipStatus'>;

const STEP_OF_FAMILY: Readonly<Record<CauseFamily, CauseStep>> = Object.freeze({
	'Q.850': 'hangupCause',
	FreeSWITCH: 'hangupCause',
	SIP: 'sipStatus',
	provider: 'providerStatus',
});

/** Whatever the payload says of how the call ended, in no order that matters. */
export function gatherEvidence(call: CallFacts, thresholds: Thresholds, overrides: CauseOverrides): Evidence[] {
	const ofRow = (row: CauseRow, field?: CauseStep): Evidence => {
		const set = overrides.rows.get(row);
		const reason = field ?? STEP_OF_FAMILY[row.family];
		return {
			step: set ? 'userReading' : (markerOf(row) ?? reason),
			reason: markerOf(row) ?? reason,
			outcome: set ?? outcomeOf(row, call, thresholds),
			answered: row.answered ?? (row.midCall ? undefined : false),
			vague: row.vague === true && !set,
			from: row,
		};
	};
	const ofCause = (cause: unknown, field?: CauseStep): Evidence[] => {
		const set = typeof cause === 'string' ? overrides.words.get(causeKey(cause)) : undefined;
		if (!set) return findCauses(cause).map((row) => ofRow(row, field));
		const reason = field ?? 'hangupCause';
		return [{ step: 'userReading', reason, outcome: set, answered: false, vague: false, from: String(cause) }];
	};
	const sipRow = findSipStatus(call.sipStatus);
	return [
		...ofCause(call.hangupCauseCode),
		...ofCause(call.hangupCause),
		...ofCause(call.sipReason),
		...(sipRow ? [ofRow(sipRow)] : []),
		...ofCause(call.providerStatus, 'providerStatus'),
	];
}

const markerOf = ({ blocking, ownSide }: CauseRow): 'blockingMarker' | 'ownSide' | undefined =>
	blocking ? 'blockingMarker' : ownSide ? 'ownSide' : undefined;

function outcomeOf(row: CauseRow, call: CallFacts, { rangFromSeconds }: Thresholds): Outcome {
	if (row.notAnswered && call.statedSeconds === 0) return row.notAnswered;
	if (row.afterRinging && call.ringSeconds !== undefined && call.ringSeconds >= rangFromSeconds)
		return row.afterRinging;
	return row.outcome;
}
