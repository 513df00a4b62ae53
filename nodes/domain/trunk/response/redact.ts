import type { TrunkSettings } from '../provider';

/** Fields of the credential that anybody may see. */
const PUBLIC_FIELD = /^provider$|^allow|Url$|Path$|Request$/i;

/** Shorter values would blot out ordinary words. */
const MIN_SECRET_LENGTH = 6;

/** Providers echo headers in their answers: no part of the credential may come back through a message. */
export function redact(text: string, settings: TrunkSettings): string {
	const secrets = Object.entries(settings)
		.filter(
			([name, value]) =>
				typeof value === 'string' && value.trim().length >= MIN_SECRET_LENGTH && !PUBLIC_FIELD.test(name),
		)
		.map(([, value]) => String(value).trim());
	// Basic authentication (Twilio) is the secrets in base64, so any such header is blotted out as a whole.
	const withoutBasic = text.replace(/\b(Basic|Bearer)\s+\S+/gi, '$1 [redacted]');
	return secrets
		.flatMap((secret) => [secret, encodeURIComponent(secret)])
		.reduce((blotted, secret) => blotted.split(secret).join('[redacted]'), withoutBasic);
}
