import { createHash, createHmac } from 'crypto';
import { isForm } from '../readBody';
import { bytesFromBase64, bytesFromHex, sameBytes, singleHeader } from './primitives';
import type { Check } from './scheme';

const HEADER = 'x-twilio-signature';

/** Form fields, name and value joined, sorted by name; a field's repeated values once each. */
function signedFields(rawBody: Buffer): string {
	const fields = new URLSearchParams(rawBody.toString('utf8'));
	const names = [...new Set(fields.keys())].sort();
	return names
		.map((name) =>
			[...new Set(fields.getAll(name))]
				.sort()
				.map((value) => name + value)
				.join(''),
		)
		.join('');
}

const AUTHORITY = /^(https?):\/\/([^/?#]*?)(?::(\d+))?(?=[/?#]|$)/i;

/** Twilio signs the URL it was given; whether it names a port differs by product, so both spellings are tried. */
function urlSpellings(url: string): string[] {
	const [origin, scheme, host, port = scheme?.toLowerCase() === 'https' ? '443' : '80'] = AUTHORITY.exec(url) ?? [];
	if (origin === undefined) return [url];
	const rest = url.slice(origin.length);
	return [`${scheme}://${host}${rest}`, `${scheme}://${host}:${port}${rest}`];
}

/** A body that is no form is covered by its digest in the signed URL. */
function bodyDigest(url: string): Buffer | undefined {
	const query = url.split('?', 2)[1] ?? '';
	return bytesFromHex(new URLSearchParams(query).get('bodySHA256') ?? '');
}

/** https://www.twilio.com/docs/usage/webhooks/webhooks-security#validating-signatures-from-twilio */
export const checkTwilio: Check<'twilio'> = (_scheme, request, secrets) => {
	const signature = bytesFromBase64(singleHeader(request, HEADER) ?? '');
	if (!signature) return `The header ${HEADER} with the signature is missing, repeated or not base64.`;
	const { rawBody, url } = request;
	const form = isForm(singleHeader(request, 'content-type'));
	const digest = bodyDigest(url);
	if (!form && !digest) return 'A Twilio body that is no form must be covered by bodySHA256 in the URL.';
	const fields = form ? signedFields(rawBody) : '';
	const spellings = urlSpellings(url);
	const holds = secrets.some((secret) =>
		spellings.some((spelling) =>
			sameBytes(
				createHmac('sha1', secret)
					.update(spelling + fields)
					.digest(),
				signature,
			),
		),
	);
	if (!holds) return `The signature in ${HEADER} does not match URL and fields: the URL must be the one Twilio calls.`;
	const bodyHolds = !digest || sameBytes(createHash('sha256').update(rawBody).digest(), digest);
	return bodyHolds ? undefined : 'The body does not match bodySHA256 in the URL.';
};
