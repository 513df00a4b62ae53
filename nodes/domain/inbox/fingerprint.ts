import { createHash, createHmac } from 'crypto';
import type { CallEvent } from '../call/callEvent';
import { canonicalJson } from '../canonicalJson';
import type { Told } from '../register/record';
import { significance } from '../register/view';

/** Fields that speak of a delivery or an emission, not of the call. */
const ABOUT_DELIVERY = new Set(['receivedAt', 'raw', 'eventKey', 'late', 'update', 'redelivered']);

/**
 * What an event says, apart from when and how often it was delivered: the same key with another fingerprint is a
 * correction by the trunk.
 */
export function fingerprint(event: CallEvent): string {
	const said = Object.entries(event).filter(([field]) => !ABOUT_DELIVERY.has(field) && !isArrivalTime(event, field));
	return createHash('sha256')
		.update(canonicalJson(Object.fromEntries(said)))
		.digest('base64url');
}

/** An event that came without its own time carries that of its delivery, which a retry changes. */
const isArrivalTime = (event: CallEvent, field: string): boolean =>
	field === 'occurredAt' && event.occurredAt === event.receivedAt;

/** The fingerprint of a payload, with what the register knew of the call beside it. */
export const withKnown = (payload: string, told: Told): string =>
	`${payload}+${createHash('sha256').update(significance(told)).digest('base64url')}`;

/** The fingerprint of the payload alone. */
export const payloadOf = (fingerprint: string): string => fingerprint.split('+', 1)[0];

/** The first 16 hexadecimal digits, 64 bits: enough to tell apart what one call, or one n8n, can be confused with. */
const SHORT = 16;

/**
 * Names an n8n in the store. Processes that share an encryption key are one n8n, and so is a copy of its folder.
 * @param instanceId n8n's own, which is derived from the encryption key
 */
export const namespaceOf = (instanceId: string): string =>
	createHash('sha256').update(instanceId).digest('hex').slice(0, SHORT);

/** Stands for private text, e.g. a number: comparable by those who have the secret, unreadable in the store. */
export const pseudonym = (secret: string, text: string): string =>
	createHmac('sha256', secret).update(text).digest('hex').slice(0, SHORT);
