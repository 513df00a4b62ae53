import { describeCause } from '../causes/describeCause';
import type { CallFacts } from '../readCall';
import type { Evidence } from './evidence';

export const describeEvidence = ({ from }: Evidence): string =>
	typeof from === 'string' ? `This node’s own reading of “${from}”` : describeCause(from);

/** Why nothing could be said, with what the payload had. */
export function describeUnknown({ hangupCauseCode, hangupCause, sipStatus, providerStatus }: CallFacts): string {
	const raw = [hangupCauseCode, hangupCause, sipStatus, providerStatus].filter(
		(cause) => typeof cause === 'number' || (typeof cause === 'string' && cause !== ''),
	);
	return raw.length === 0
		? 'The event names no cause'
		: `No evidence of an answer, and no table says what ${raw.join(', ')} means for an unanswered call`;
}
