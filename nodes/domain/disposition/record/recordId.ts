import { createHash } from 'node:crypto';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A UUID that is the same for the same call: the call UUID itself, or one made of it where the trunk's ID is not a
 * UUID (Twilio, Telnyx, Asterisk). For systems whose IDs take nothing else.
 */
export function recordId(callUuid: unknown): string {
	const text = String(callUuid);
	if (UUID.test(text)) return text;
	const hex = createHash('sha256').update(text).digest('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
