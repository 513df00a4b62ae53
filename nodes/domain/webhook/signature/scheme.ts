/** Signature schemes as data: a provider names its own, and the trigger lets a user choose another. */
export type SignatureScheme =
	/** HMAC over the raw body in one header. */
	| { scheme: 'hmac'; header: string; encoding: 'hex' | 'base64'; prefix?: string }
	/** `t=<unix seconds>,v1=<hex>` over `<t>.<raw body>` (Stripe, DIDWW, CallQ). */
	| { scheme: 'timestampedHmac'; header: string }
	/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
	| { scheme: 'standardWebhooks' }
	/** A public key instead of a secret (Telnyx: Ed25519 over `timestamp|body`; GoHighLevel: RSA-SHA256 over the body). */
	| { scheme: 'publicKey'; algorithm: 'ed25519' | 'rsa-sha256'; header: string; timestampHeader?: string }
	/** A token that the provider repeats in a header, e.g. `authorization: Bearer …`. */
	| { scheme: 'sharedToken'; header: string; prefix?: string }
	/** A token in a field of a form, for a sender whose headers end up in its logs. */
	| { scheme: 'formToken'; field: string }
	/** HMAC-SHA1 over URL and sorted form fields: https://www.twilio.com/docs/usage/webhooks/webhooks-security */
	| { scheme: 'twilio' }
	| { scheme: 'none' };

export type SchemeName = SignatureScheme['scheme'];

/** What a signature is checked against. */
export interface SignedRequest {
	rawBody: Buffer;
	/** Lower-case names, as Node gives them. */
	headers: Readonly<Record<string, string | string[] | undefined>>;
	/** The public URL that the provider was given; only Twilio signs it. */
	url: string;
}

/** A check of one scheme: undefined when the signature holds, else one sentence that names the rule broken. */
export type Check<S extends SchemeName> = (
	scheme: Extract<SignatureScheme, { scheme: S }>,
	request: SignedRequest,
	secrets: readonly string[],
	clock: { nowMs: number; toleranceSeconds: number },
) => string | undefined;
