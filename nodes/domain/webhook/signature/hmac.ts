import { createHmac } from 'crypto';
import { bytesFromBase64, bytesFromHex, sameBytes, singleHeader } from './primitives';
import type { Check } from './scheme';

/** HMAC-SHA256 of the raw body, e.g. `X-Signature: sha256=<hex>`. */
export const checkHmac: Check<'hmac'> = ({ header, encoding, prefix = '' }, request, secrets) => {
	const value = singleHeader(request, header);
	if (value === undefined) return `The header ${header} with the signature is missing or repeated.`;
	// The prefix is optional: a trunk that leaves `sha256=` out signs the same bytes.
	const text = prefix !== '' && value.startsWith(prefix) ? value.slice(prefix.length) : value;
	const signature = encoding === 'hex' ? bytesFromHex(text) : bytesFromBase64(text);
	if (!signature) return `The signature in ${header} is not ${encoding}.`;
	const holds = secrets.some((secret) =>
		sameBytes(createHmac('sha256', secret).update(request.rawBody).digest(), signature),
	);
	return holds
		? undefined
		: `The signature in ${header} does not match the body: the signing secret differs from the trunk's, or a proxy changed the body.`;
};
