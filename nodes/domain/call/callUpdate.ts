import type { CallEvent } from './callEvent';

/**
 * What a callback tells of a call that is not one of its four events: a detection, a recording, a price, another leg.
 * It joins what is known of the call, which it names by at least one of `callUuid`, `legId`, `sessionId` and
 * `clientReference`.
 */
export type CallUpdate = Partial<Omit<CallEvent, 'event' | 'provider' | 'receivedAt'>> &
	Pick<CallEvent, 'provider' | 'occurredAt' | 'receivedAt'>;
