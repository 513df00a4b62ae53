import { createHmac } from 'crypto';
import { bytesFromHex, sameBytes, singleHeader, staleness, unixSeconds } from './primitives';
import type { Check } from './scheme';

/** `t=1700000000,v1=<hex>[,v1=<hex>]`: several `v1` during a rotation, unknown versions are skipped. */
export const checkTimestampedHmac: Check<'timestampedHmac'> = ({ header }, request, secrets, clock) => {
	const value = singleHeader(request, header);
	if (value === undefined) return `The header ${header} with the signature is missing or repeated.`;
	const parts = value.split(',').map((part) => part.trim().split('='));
	const timestamps = parts.filter(([name]) => name === 't').map(([, text]) => text);
	const seconds = unixSeconds(timestamps[0]);
	if (timestamps.length !== 1 || seconds === undefined) return `The header ${header} has no single whole timestamp t=.`;
	const signatures = parts.filter(([name]) => name === 'v1').map(([, text]) => bytesFromHex(text ?? ''));
	const holds = secrets.some((secret) => {
		const expected = createHmac('sha256', secret).update(`${timestamps[0]}.`).update(request.rawBody).digest();
		return signatures.some((signature) => signature !== undefined && sameBytes(expected, signature));
	});
	if (!holds) return `No v1 signature in ${header} matches the body.`;
	return staleness(seconds, clock);
};
