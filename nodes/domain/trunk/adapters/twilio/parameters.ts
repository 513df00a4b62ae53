import type { CallEventName } from '../../../call/callEvent';
import { asInstant, asText, own, type Fields } from '../../event/payload';
import { readNumber, readSeconds } from '../../../time/readSeconds';

export const ID = 'twilio';

/** https://www.twilio.com/docs/voice/api/call-resource#call-status-values */
export const STATUSES: ReadonlyMap<string, CallEventName> = new Map([
	['queued', 'initiated'],
	['initiated', 'initiated'],
	['ringing', 'ringing'],
	['in-progress', 'answered'],
	['completed', 'completed'],
	['busy', 'completed'],
	['failed', 'completed'],
	['no-answer', 'completed'],
	['canceled', 'completed'],
]);

/** RFC 2822, as in `Mon, 16 Aug 2021 03:45:48 +0000`. */
export function instant(value: unknown): string | undefined {
	const text = asText(value);
	const date = new Date(text !== undefined && /^[A-Z][a-z]{2}, \d{1,2} /.test(text) ? text : NaN);
	return Number.isNaN(date.getTime()) ? asInstant(value) : date.toISOString();
}

export const directionOf = (value: unknown): 'inbound' | 'outbound' | undefined => {
	const direction = asText(value);
	if (direction === undefined) return undefined;
	return direction === 'inbound' ? 'inbound' : 'outbound';
};

/** A call that was not answered has no duration, whatever the parameter says. */
const talkSeconds = (status: string, duration: unknown): number | undefined =>
	STATUSES.has(status) && status !== 'completed' ? 0 : readSeconds(duration);

/**
 * How a call ended. Twilio does not repeat when it was answered; its duration runs from there to the end, in whole
 * seconds.
 */
export function endOf(status: string, endedAt: string | undefined, duration: unknown) {
	const durationSeconds = talkSeconds(status, duration);
	const answeredAt =
		status === 'completed' && endedAt !== undefined && durationSeconds
			? new Date(Date.parse(endedAt) - durationSeconds * 1000).toISOString()
			: undefined;
	return { endedAt, answeredAt, durationSeconds, providerStatus: status };
}

/**
 * STIR/SHAKEN: what Twilio signed an outbound call with, or what it verified of an inbound one
 * (`TN-Validation-Passed-A`). https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir
 */
export function attestationOf(fields: Fields): 'A' | 'B' | 'C' | undefined {
	const told = asText(own(fields, 'StirStatus')) ?? asText(own(fields, 'StirVerstat'))?.split('-').pop();
	return (['A', 'B', 'C'] as const).find((letter) => letter === told);
}

/** Twilio gives what a call costs as a negative number: `-0.03000`. */
export function priceOf(fields: Fields): { price?: number; currency?: string } {
	const price = readNumber(asText(own(fields, 'price'))?.replace(/^-/, ''));
	return price === undefined ? {} : { price, currency: asText(own(fields, 'price_unit'))?.toUpperCase() };
}
