import { checkFormToken } from './formToken';
import { checkHmac } from './hmac';
import { checkPublicKey } from './publicKey';
import type { Check, SchemeName, SignatureScheme, SignedRequest } from './scheme';
import { checkSharedToken } from './sharedToken';
import { checkStandardWebhooks } from './standardWebhooks';
import { checkTimestampedHmac } from './timestampedHmac';
import { checkTwilio } from './twilio';

export type { SchemeName, SignatureScheme, SignedRequest } from './scheme';

/** Standard Webhooks, Stripe and n8n's own triggers agree on five minutes. */
export const DEFAULT_TOLERANCE_SECONDS = 300;

const checks: { readonly [S in SchemeName]: Check<S> } = {
	hmac: checkHmac,
	timestampedHmac: checkTimestampedHmac,
	standardWebhooks: checkStandardWebhooks,
	publicKey: checkPublicKey,
	sharedToken: checkSharedToken,
	formToken: checkFormToken,
	twilio: checkTwilio,
	none: () => undefined,
};

/**
 * Checks who sent a request.
 * @param secrets all that are valid now: two during a rotation. Without any, every scheme but `none` refuses.
 * @returns undefined when the signature is right, else one sentence with the rule that it breaks, without a secret
 */
export function verifySignature(
	scheme: SignatureScheme,
	request: SignedRequest,
	secrets: readonly string[],
	clock: { nowMs: number; toleranceSeconds: number },
): string | undefined {
	const usable = secrets.filter((secret) => secret !== '');
	if (scheme.scheme !== 'none' && usable.length === 0) {
		return 'No signing secret is set in the SIP Trunk API credential, so no event can be trusted.';
	}
	return (checks[scheme.scheme] as Check<SchemeName>)(scheme as never, request, usable, clock);
}
