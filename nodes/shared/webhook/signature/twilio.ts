import { createHash, createHmac } from 'crypto';
import { bytesFromBase64, bytesFromHex, sameBytes, singleHeader } from './primitives';
import type { Check, SignedRequest } from './scheme';

const HEADER = 'x-twilio-signature';

/** Form fields, name and value joined, sorted by name; a JSON body is covered by `bodySHA256` in the URL instead. */
function signedFields(request: SignedRequest): string {
	if (!String(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) return '';
	const fields = new URLSearchParams(request.rawBody.toString('utf8'));
	const names = [...new Set(fields.keys())].sort();
	return names.map((name) => [...new Set(fields.getAll(name))].sort().map((value) => name + value).join('')).join('');
}

/** Twilio signs the URL it was given; whether it keeps a standard port differs by product, so both are tried. */
function urlSpellings(url: string): string[] {
	const parsed = new URL(url);
	const port = parsed.port || (parsed.protocol === 'https:' ? '443' : '80');
	const withPort = url.replace(parsed.host, `${parsed.hostname}:${port}`);
	const withoutPort = url.replace(parsed.host, parsed.hostname);
	return [...new Set([url, withPort, withoutPort])];
}

function bodyDigestHolds(request: SignedRequest): boolean {
	const expected = new URL(request.url).searchParams.get('bodySHA256');
	if (expected === null) return true;
	const bytes = bytesFromHex(expected);
	return bytes !== undefined && sameBytes(createHash('sha256').update(request.rawBody).digest(), bytes);
}

/** https://www.twilio.com/docs/usage/webhooks/webhooks-security#validating-signatures-from-twilio */
export const checkTwilio: Check<'twilio'> = (_scheme, request, secrets) => {
	const signature = bytesFromBase64(singleHeader(request, HEADER) ?? '');
	if (!signature) return `The header ${HEADER} with the signature is missing, repeated or not base64.`;
	const isForm = String(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
	if (!isForm && !new URL(request.url).searchParams.has('bodySHA256')) {
		return 'A Twilio body that is no form must be covered by bodySHA256 in the URL.';
	}
	const fields = signedFields(request);
	const holds = secrets.some((secret) =>
		urlSpellings(request.url).some((url) => sameBytes(createHmac('sha1', secret).update(url + fields).digest(), signature)),
	);
	if (!holds) return `The signature in ${HEADER} does not match URL and fields: the URL must be the one Twilio calls.`;
	return bodyDigestHolds(request) ? undefined : 'The body does not match bodySHA256 in the URL.';
};
