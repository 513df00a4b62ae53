import type { TrunkProvider } from '../domain/trunk/provider';
import { providerOf } from '../domain/trunk/providerOf';
import type { SchemeName, SignatureScheme } from '../domain/webhook/signature';
import type { TriggerSettings } from './settings';

type Settings = TriggerSettings['signatureSettings'];

export const DEFAULT_HEADER = 'X-Signature';
const header = (settings: Settings): string => (settings.header || DEFAULT_HEADER).toLowerCase();

const chosen: { readonly [S in Exclude<SchemeName, 'twilio' | 'formToken'>]: (settings: Settings) => SignatureScheme } =
	{
		hmac: (settings) => ({
			scheme: 'hmac',
			header: header(settings),
			encoding: settings.encoding ?? 'hex',
			prefix: settings.prefix ?? 'sha256=',
		}),
		timestampedHmac: (settings) => ({ scheme: 'timestampedHmac', header: header(settings) }),
		standardWebhooks: () => ({ scheme: 'standardWebhooks' }),
		publicKey: (settings) => ({
			scheme: 'publicKey',
			algorithm: settings.algorithm ?? 'ed25519',
			header: header(settings),
			timestampHeader: settings.timestampHeader ? settings.timestampHeader.toLowerCase() : undefined,
		}),
		sharedToken: (settings) => ({ scheme: 'sharedToken', header: header(settings), prefix: settings.prefix ?? '' }),
		none: () => ({ scheme: 'none' }),
	};

/** How deliveries are checked: as the trunk signs, or as the user says it does. */
export const schemeOf = (
	{ signature, signatureSettings }: TriggerSettings,
	provider: TrunkProvider,
): SignatureScheme => (signature === 'provider' ? provider.signature : chosen[signature](signatureSettings));

/** All that are valid now, so that a secret can be rotated without losing an event. */
export function secretsOf({
	provider,
	accessToken,
	signingSecret,
	previousSigningSecret,
}: Readonly<Record<string, unknown>>): string[] {
	const current = signingSecret || (providerOf(provider)?.signsWithAccessToken && accessToken);
	return [current, previousSigningSecret].filter(
		(secret): secret is string => typeof secret === 'string' && secret !== '',
	);
}
