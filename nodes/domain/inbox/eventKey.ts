import { CALL_EVENT_NAMES, type CallEventName } from '../call/callEvent';

/** A trigger, by what survives renaming and republishing. A copy of the node, and one that replaces it, is another. */
export interface TriggerScope {
	/** One n8n with all its processes: `namespaceOf` of its instance ID. */
	namespace: string;
	workflowId: string;
	/** n8n's ID of the node's webhook. */
	webhookId: string;
}

/** Names a trigger within its namespace. */
export const triggerName = ({ workflowId, webhookId }: Pick<TriggerScope, 'workflowId' | 'webhookId'>): string =>
	[workflowId, webhookId].map(encodeURIComponent).join(':');

/** Reads back what `triggerName` wrote. */
export function readTriggerName(trigger: string): Pick<TriggerScope, 'workflowId' | 'webhookId'> {
	const [workflowId, webhookId = ''] = trigger.split(':').map(decodeURIComponent);
	return { workflowId, webhookId };
}

/**
 * What an event is known by, within its namespace: trigger, trunk credential, call UUID and event. Two accounts may
 * number their calls alike; two triggers each emit an event of their own; with the call UUID alone, `initiated` would
 * suppress `completed`.
 */
export const eventKey = (
	scope: TriggerScope,
	{ credentialId, callUuid, event }: { credentialId: string; callUuid: string; event: CallEventName },
): string => `${triggerName(scope)}:${[credentialId, callUuid, event].map(encodeURIComponent).join(':')}`;

/** Where the store keeps an event. */
export const entryKey = (namespace: string, key: string): string => `ev:${namespace}:${key}`;

/** The event key of an entry's key. */
export const ofEntryKey = (namespace: string, key: string): string => key.slice(`ev:${namespace}:`.length);

/** The part of an event key that all events of its call share, without the last colon. */
const callOf = (key: string): string => key.slice(0, key.lastIndexOf(':'));

/** The keys of all four events of a call, in the order of a call's life. A collision belongs to no known call. */
export const siblingsOf = (key: string): string[] =>
	isCollision(key) ? [key] : CALL_EVENT_NAMES.map((event) => `${callOf(key)}:${event}`);

/** Whether a key is of an event that another call's event has the place of. */
export const isCollision = (key: string): boolean => key.includes('~', key.lastIndexOf(':'));

/** The key of an event that another call's event has the place of; `digest` tells such calls apart. */
export const collisionKey = (key: string, digest: string): string => `${key}~${digest}`;

export interface EventKeyParts {
	text: string;
	trigger: string;
	workflowId: string;
	webhookId: string;
	credentialId: string;
	callUuid: string;
	/** Its name; with a suffix after `~` when it collided. */
	event: string;
}

/** Reads back what `eventKey` wrote; undefined for any other text. */
export function readEventKey(value: unknown): EventKeyParts | undefined {
	const parts = typeof value === 'string' ? value.split(':') : [];
	if (parts.length !== 5 || parts.includes('')) return undefined;
	try {
		const [workflowId, webhookId, credentialId, callUuid, event] = parts.map(decodeURIComponent);
		if (!CALL_EVENT_NAMES.includes(event.split('~', 1)[0] as CallEventName)) return undefined;
		return {
			text: value as string,
			trigger: `${parts[0]}:${parts[1]}`,
			workflowId,
			webhookId,
			credentialId,
			callUuid,
			event,
		};
	} catch {
		// Not text that `encodeURIComponent` made.
		return undefined;
	}
}
