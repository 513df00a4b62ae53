import { invalid, type Invalid } from '../result';

/** A body as it came, before anything trusts it. */
export interface RawDelivery {
	rawBody: Buffer;
	/** The whole `content-type` header; absent is allowed. */
	contentType: string | undefined;
}

export type BodyReading = { kind: 'body'; body: unknown } | Invalid;

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]+)"?/i;

function decode(rawBody: Buffer, contentType: string): string | undefined {
	const charset = CHARSET.exec(contentType)?.[1] ?? (startsWithUtf16Mark(rawBody) ? 'utf-16le' : 'utf-8');
	try {
		// `fatal`: a byte that is not text must not become a question mark in somebody's record. The BOM is dropped.
		return new TextDecoder(charset, { fatal: true }).decode(rawBody);
	} catch {
		return undefined;
	}
}

const startsWithUtf16Mark = (bytes: Buffer): boolean => bytes[0] === 0xff && bytes[1] === 0xfe;

/** Fields of a form; the first value wins where a field is repeated, and no name can reach a prototype. */
function readForm(text: string): Record<string, string> {
	const fields: Record<string, string> = Object.create(null);
	for (const [name, value] of new URLSearchParams(text)) fields[name] ??= value;
	return fields;
}

/**
 * Parses a delivery's body from its raw bytes, the same bytes that were signed.
 * JSON is assumed for any content type but a form, because senders leave the header out (n8n #7700) or name
 * their own (`application/cloudevents+json`).
 */
export function readBody({ rawBody, contentType = '' }: RawDelivery): BodyReading {
	const type = contentType.split(';')[0].trim().toLowerCase();
	if (type.startsWith('multipart/')) return invalid('Multipart bodies are not call events: send JSON or a form.');
	const text = decode(rawBody, contentType);
	if (text === undefined) return invalid('The body is not text in the charset that its content type names.');
	if (text.trim() === '') return invalid('The body is empty: send the call event as JSON or as a form.');
	if (type === 'application/x-www-form-urlencoded') return { kind: 'body', body: readForm(text) };
	try {
		const body: unknown = JSON.parse(text);
		if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { kind: 'body', body };
		return invalid('The body must be one JSON object with the fields of one call event.');
	} catch {
		return invalid('The body is not well-formed JSON.');
	}
}
