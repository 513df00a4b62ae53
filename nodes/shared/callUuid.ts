const HEX_UUID = /^(?:urn:uuid:)?\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;

/** CAMARA allows 256 characters, Telnyx' call control IDs have about 90. */
export const MAX_CALL_UUID_LENGTH = 256;

/**
 * One spelling for one call: RFC 9562 says that UUIDs are read without regard to case, and some senders add braces or
 * `urn:uuid:`. Other identifiers (Twilio's `CA…`, Telnyx' `v3:…`) are kept to the letter.
 * @returns undefined when there is nothing usable: an event without a call UUID is refused, never given an invented one
 */
export function normaliseCallUuid(value: unknown): string | undefined {
	const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
	if (typeof text !== 'string') return undefined;
	const trimmed = text.trim();
	const uuid = HEX_UUID.exec(trimmed);
	if (uuid) return uuid[1].toLowerCase();
	// Printable ASCII: an identifier with spaces or control characters is a mapping gone wrong.
	return /^[\x21-\x7e]{1,256}$/.test(trimmed) ? trimmed : undefined;
}
