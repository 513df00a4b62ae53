const HEX_UUID = /^(?:urn:uuid:)?\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;

/** RFC 9562 section 5.9: stands for "no UUID". */
const NIL_UUID = '00000000-0000-0000-0000-000000000000';

/** What senders write in the place of an identifier that they do not have, without the signs around it. */
const PLACEHOLDER = /^(?:|0+|undefined|null|none|nil|nan|na|unknown|unavailable|empty|anonymous|true|false)$/i;

/** `(null)`, `<unknown>`, `n/a`, `-`, `0` and `-1` identify nothing. */
const isPlaceholder = (text: string): boolean => text === '-1' || PLACEHOLDER.test(text.replace(/[^a-z0-9]/gi, ''));

/** CAMARA allows 256 characters, Telnyx' call control IDs have about 90. */
const MAX_CALL_UUID_LENGTH = 256;

/**
 * One spelling for one call: RFC 9562 says that UUIDs are read without regard to case, and some senders add braces or
 * `urn:uuid:`. Other identifiers (Twilio's `CA…`, Telnyx' `v3:…`) are kept to the letter.
 * @returns undefined when there is nothing usable: an event without a call UUID is refused, never given an invented one
 */
export function normalizeCallUuid(value: unknown): string | undefined {
	const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
	if (typeof text !== 'string') return undefined;
	const trimmed = text.trim();
	const uuid = HEX_UUID.exec(trimmed)?.[1].toLowerCase();
	if (uuid !== undefined) return uuid === NIL_UUID ? undefined : uuid;
	// All calls without one would share it, and only the first of them would be emitted.
	if (isPlaceholder(trimmed)) return undefined;
	// Printable ASCII: an identifier with spaces or control characters is a mapping gone wrong.
	return trimmed.length <= MAX_CALL_UUID_LENGTH && /^[\x21-\x7e]+$/.test(trimmed) ? trimmed : undefined;
}
