import { invalid, type Invalid } from '../result';

/** A body as it came, before anything trusts it. */
export interface RawDelivery {
	rawBody: Buffer;
	/** The whole `content-type` header; absent is allowed. */
	contentType: string | undefined;
}

export type BodyReading = { kind: 'body'; body: Record<string, unknown> } | Invalid;

const FORM = 'application/x-www-form-urlencoded';

/** A call event nests three levels and has some fifty values; whatever copies or prints `raw` recurses into it. */
const MAX_DEPTH = 64;
const MAX_VALUES = 10_000;

/** The media type without its parameters, in lower case. */
const mediaType = (contentType: string): string => contentType.split(';', 1)[0].trim().toLowerCase();

export const isForm = (contentType: string | undefined): boolean => mediaType(contentType ?? '') === FORM;

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]+)"?/i;

/** A mark at the start says more than the header, which is often a server's default (WHATWG Encoding, "decode"). */
function charsetOf(rawBody: Buffer, contentType: string): string {
	const mark = rawBody.subarray(0, 2).toString('hex');
	return { fffe: 'utf-16le', feff: 'utf-16be' }[mark] ?? CHARSET.exec(contentType)?.[1] ?? 'utf-8';
}

function decode(rawBody: Buffer, contentType: string): string | undefined {
	try {
		// `fatal`: a byte that is not text must not become a question mark in somebody's record. The mark is dropped.
		return new TextDecoder(charsetOf(rawBody, contentType), { fatal: true }).decode(rawBody);
	} catch {
		return undefined;
	}
}

/** Fields of a form; the first value wins where a field is repeated, and no name can reach a prototype. */
function readForm(text: string): Record<string, string> {
	const fields: Record<string, string> = Object.create(null);
	for (const [name, value] of new URLSearchParams(text)) fields[name] ??= value;
	return fields;
}

/** Undefined, which no JSON text means, when it is not well-formed. */
function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/**
 * The limit that is broken, if any. Goes level by level: recursion into ten thousand levels would overflow the stack.
 * On the way it drops fields named `__proto__`, with which a copy by assignment would set a prototype.
 */
function brokenLimit(body: Record<string, unknown>): string | undefined {
	let level = [body];
	let values = 0;
	for (let depth = 1; level.length > 0; depth += 1) {
		if (depth > MAX_DEPTH) return `The body nests deeper than ${MAX_DEPTH} levels.`;
		for (const holder of level) delete holder['__proto__'];
		const held = level.flatMap((holder) => Object.values(holder));
		values += held.length;
		if (values > MAX_VALUES) return `The body holds more than ${MAX_VALUES} values.`;
		level = held.filter(isObject);
	}
	return undefined;
}

/**
 * Parses a delivery's body from its raw bytes, the same bytes that were signed.
 * JSON is assumed for any content type but a form, because senders leave the header out (n8n #7700) or name
 * their own (`application/cloudevents+json`).
 */
export function readBody({ rawBody, contentType = '' }: RawDelivery): BodyReading {
	if (mediaType(contentType).startsWith('multipart/'))
		return invalid('Multipart bodies are not call events: send JSON or a form.');
	const text = decode(rawBody, contentType);
	if (text === undefined) return invalid('The body is not text in the charset that its content type names.');
	if (text.trim() === '') return invalid('The body is empty: send the call event as JSON or as a form.');
	const body = isForm(contentType) ? readForm(text) : parseJson(text);
	if (body === undefined) return invalid('The body is not well-formed JSON.');
	if (!isObject(body) || Array.isArray(body))
		return invalid('The body must be one JSON object with the fields of one call event.');
	const broken = brokenLimit(body);
	return broken === undefined ? { kind: 'body', body } : invalid(broken);
}
