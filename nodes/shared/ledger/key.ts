import { createHash } from 'crypto';
import type { CallEvent, CallEventName } from '../callEvent';

/** Where an event is received: two triggers that hear of one call each emit it once. */
export interface Scope {
	workflowId: string;
	/** The node's id, which survives a renaming. */
	nodeId: string;
}

/**
 * The deduplication key. The event is part of it: with three events a call, the UUID alone would let `initiated`
 * suppress `completed`.
 */
export function eventKey(scope: Scope, call: Pick<CallEvent, 'provider' | 'callUuid'>, event: CallEventName): string {
	return [scope.workflowId, scope.nodeId, call.provider, call.callUuid, event].map(encodeURIComponent).join(':');
}

/** Fields that speak of a delivery, not of the call. */
const ABOUT_DELIVERY = new Set(['receivedAt', 'raw', 'eventKey', 'late', 'update', 'dedupe']);

/**
 * What the event says, apart from when and how often it was delivered: the same key with another fingerprint is a
 * provider's correction or an attack, and is not emitted as a new event.
 */
export function fingerprint(event: CallEvent): string {
	const said = Object.entries(event).filter(([field, value]) => !ABOUT_DELIVERY.has(field) && value !== undefined);
	const canonical = said.sort(([a], [b]) => (a < b ? -1 : 1));
	return createHash('sha256').update(JSON.stringify(canonical)).digest('base64url');
}
