import { createHash } from 'crypto';
import type { CallEvent, CallEventName } from '../call/callEvent';

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
	const said = Object.entries(event).filter(([field]) => !ABOUT_DELIVERY.has(field) && !isArrivalTime(event, field));
	return createHash('sha256')
		.update(JSON.stringify(Object.fromEntries(said), inOrder))
		.digest('base64url');
}

/** An event that came without its own time carries the one of its delivery, which a retry changes. */
const isArrivalTime = (event: CallEvent, field: string): boolean =>
	field === 'occurredAt' && event.occurredAt === event.receivedAt;

/** The order of an object's fields is no content: senders that build them from a map change it at will. */
const inOrder = (_field: string, value: unknown): unknown =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
		: value;

/** The part of an event's key that all events of its call share, with the colon behind it. */
export const callKey = (key: string): string => key.slice(0, key.lastIndexOf(':') + 1);

/** Reads back what `eventKey` wrote; undefined for any other text. */
export function readEventKey(value: unknown): { text: string; workflowId: string } | undefined {
	const parts = typeof value === 'string' ? value.split(':') : [];
	if (parts.length !== 5 || parts.some((part) => part === '')) return undefined;
	return { text: value as string, workflowId: decodeURIComponent(parts[0]) };
}
