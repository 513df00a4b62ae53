import { createHash, timingSafeEqual } from 'crypto';
import type { SignedRequest } from './scheme';

/** Constant in time for equal lengths; the length of a digest is no secret. */
export const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compared as digests, so that neither the length nor a matching prefix of a token shows in the time taken. */
export const sameText = (a: string, b: string): boolean => sameBytes(digest(a), digest(b));

/**
 * The header's value, or undefined when it is absent, sent more than once or longer than any signature:
 * two values for one signature is an attack or a broken proxy, never something to choose from.
 */
export function singleHeader(request: SignedRequest, name: string): string | undefined {
	const value = request.headers[name.toLowerCase()];
	return typeof value === 'string' && value !== '' && value.length <= 8192 ? value : undefined;
}

/** Strict: `Buffer.from(…, 'hex')` would silently stop at the first character that is not a digit. */
export function bytesFromHex(text: string): Buffer | undefined {
	return /^(?:[0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex') : undefined;
}

/** Strict: only the one canonical spelling of the bytes is accepted. */
export function bytesFromBase64(text: string): Buffer | undefined {
	const bytes = Buffer.from(text, 'base64');
	return bytes.length > 0 && bytes.toString('base64') === text ? bytes : undefined;
}

/** Unix seconds, digits only: `parseInt` would accept `1614265330abc`. */
export function unixSeconds(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,11}$/.test(text) ? Number(text) : undefined;
}

/** Undefined when a signed timestamp is inside the tolerance in both directions, else the rule broken. */
export function staleness(seconds: number, clock: { nowMs: number; toleranceSeconds: number }): string | undefined {
	const ageSeconds = clock.nowMs / 1000 - seconds;
	if (ageSeconds > clock.toleranceSeconds) {
		return `The signed timestamp is more than ${clock.toleranceSeconds} s old: check the clocks, or this is a replay.`;
	}
	if (ageSeconds < -clock.toleranceSeconds) {
		return `The signed timestamp is more than ${clock.toleranceSeconds} s in the future: check the clocks.`;
	}
	return undefined;
}
