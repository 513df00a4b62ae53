import { createHmac } from 'crypto';
import { bytesFromHex, sameBytes, singleHeader, staleness, unixSeconds } from './primitives';
import type { Check } from './scheme';

const PART = /^(\w+)=(\S+)$/;

/** `t=1700000000,v1=<hex>[,v1=<hex>]`: several `v1` during a rotation, unknown versions are skipped. */
export const checkTimestampedHmac: Check<'timestampedHmac'> = ({ header }, request, secrets, clock) => {
	const value = singleHeader(request, header);
	if (value === undefined) return `The header ${header} with the signature is missing or repeated.`;
	const parts = value.split(',').map((part) => PART.exec(part));
	if (!parts.every((part) => part !== null)) return `The header ${header} is no list of name=value without spaces.`;
	const valuesOf = (wanted: string): string[] => parts.filter(([, name]) => name === wanted).map(([, , text]) => text);
	const [timestamp, ...more] = valuesOf('t');
	const seconds = unixSeconds(timestamp);
	if (seconds === undefined || more.length > 0) return `The header ${header} has no single whole timestamp t=.`;
	const signatures = valuesOf('v1').map(bytesFromHex);
	if (!signatures.every((signature) => signature !== undefined)) return `A v1 signature in ${header} is not hex.`;
	const holds = secrets.some((secret) => {
		const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(request.rawBody).digest();
		return signatures.some((signature) => sameBytes(expected, signature));
	});
	if (!holds) return `No v1 signature in ${header} matches the body.`;
	return staleness(seconds, clock);
};
