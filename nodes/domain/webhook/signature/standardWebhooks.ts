import { createHmac } from 'crypto';
import { bytesFromBase64, sameBytes, singleHeader, staleness, unixSeconds } from './primitives';
import type { Check } from './scheme';

/** The key is the base64 text after `whsec_`; a secret that is not base64 is used as it is. */
function keyBytes(secret: string): Buffer {
	const text = secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : secret;
	return bytesFromBase64(text) ?? Buffer.from(secret);
}

const SIGNATURE = /^(v\w+),([\w+/=-]+)$/;

/** `v1,<base64> v1,<base64>` over `<id>.<timestamp>.<raw body>`; unknown versions are skipped. */
export const checkStandardWebhooks: Check<'standardWebhooks'> = (_scheme, request, secrets, clock) => {
	const id = singleHeader(request, 'webhook-id');
	const timestamp = singleHeader(request, 'webhook-timestamp');
	const value = singleHeader(request, 'webhook-signature');
	if (id === undefined || timestamp === undefined || value === undefined) {
		return 'One of the headers webhook-id, webhook-timestamp and webhook-signature is missing or repeated.';
	}
	const seconds = unixSeconds(timestamp);
	if (seconds === undefined) return 'The header webhook-timestamp is not a whole number of seconds.';
	const parts = value.split(' ').map((part) => SIGNATURE.exec(part));
	if (!parts.every((part) => part !== null)) return 'The header webhook-signature is no list of version,signature.';
	const signatures = parts.filter(([, version]) => version === 'v1').map(([, , text]) => bytesFromBase64(text));
	if (!signatures.every((signature) => signature !== undefined))
		return 'A v1 signature in webhook-signature is not base64.';
	const holds = secrets.some((secret) => {
		const expected = createHmac('sha256', keyBytes(secret))
			.update(`${id}.${timestamp}.`)
			.update(request.rawBody)
			.digest();
		return signatures.some((signature) => sameBytes(expected, signature));
	});
	if (!holds) return 'No v1 signature in webhook-signature matches the message.';
	return staleness(seconds, clock);
};
