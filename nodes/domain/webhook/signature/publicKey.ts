import { createPublicKey, verify, type KeyObject } from 'crypto';
import { bytesFromBase64, singleHeader, staleness, unixSeconds } from './primitives';
import type { Check } from './scheme';

/** DER header of an Ed25519 SubjectPublicKeyInfo (RFC 8410 section 4): Telnyx shows only the 32 key bytes behind it. */
const ED25519_SPKI_HEADER = Buffer.from('302a300506032b6570032100', 'hex');

const PEM = /^-----BEGIN PUBLIC KEY-----(.+)-----END PUBLIC KEY-----$/s;

/**
 * A SubjectPublicKeyInfo as PEM, or the bare base64 of 32 Ed25519 bytes; undefined when it is neither.
 * A PEM's line breaks may be spaces or `\n` in two characters: a password field has one line.
 */
export function readPublicKey(text: string): KeyObject | undefined {
	const lines = text.replace(/\\n/g, '\n').trim();
	const pem = PEM.exec(lines);
	const bytes = bytesFromBase64((pem?.[1] ?? lines).replace(/\s/g, ''));
	if (!bytes) return undefined;
	const key = !pem && bytes.length === 32 ? Buffer.concat([ED25519_SPKI_HEADER, bytes]) : bytes;
	try {
		return createPublicKey({ key, format: 'der', type: 'spki' });
	} catch {
		return undefined;
	}
}

/** A signature that only the provider's private key can make, over the body or `<timestamp>|<body>`. */
export const checkPublicKey: Check<'publicKey'> = (scheme, request, keys, clock) => {
	const signature = bytesFromBase64(singleHeader(request, scheme.header) ?? '');
	if (!signature) return `The header ${scheme.header} with the signature is missing, repeated or not base64.`;
	const timestamp = scheme.timestampHeader && singleHeader(request, scheme.timestampHeader);
	const seconds = unixSeconds(timestamp || undefined);
	if (scheme.timestampHeader && seconds === undefined)
		return `The header ${scheme.timestampHeader} is not a whole number of seconds.`;
	const message =
		seconds === undefined ? request.rawBody : Buffer.concat([Buffer.from(`${timestamp}|`), request.rawBody]);
	const digest = scheme.algorithm === 'ed25519' ? null : 'sha256';
	const keyType = scheme.algorithm === 'ed25519' ? 'ed25519' : 'rsa';
	// A key of another type would be tried with that type's own algorithm, which is not what was chosen.
	const usable = keys.map(readPublicKey).filter((key) => key?.asymmetricKeyType === keyType) as KeyObject[];
	if (usable.length === 0) return `The signing secret is no ${keyType} public key: paste it as the trunk shows it.`;
	const holds = usable.some((key) => verify(digest, message, key, signature));
	if (!holds)
		return `The signature in ${scheme.header} does not match the body: the public key is not the trunk's, or a proxy changed the body.`;
	return seconds === undefined ? undefined : staleness(seconds, clock);
};
