import { invalid, isInvalid, type Invalid } from '../result';
import { checkBaseUrl } from './request/baseUrl';
import { providerOf } from './providerOf';
import type { TrunkProvider, TrunkSettings } from './provider';

export const NO_PROVIDER =
	'The SIP Trunk API credential names no provider that this version knows: open it and choose one.';

export interface Trunk {
	kind: 'trunk';
	provider: TrunkProvider;
	/** Checked, without a trailing slash. */
	baseUrl: string;
	settings: TrunkSettings;
}

/** The provider that a saved credential names, and where its API lives. */
export function readTrunk(settings: TrunkSettings): Trunk | Invalid {
	const provider = providerOf(settings.provider);
	if (!provider) return invalid(NO_PROVIDER);
	const address = checkBaseUrl(
		settings[provider.baseUrl.name] || provider.baseUrl.default,
		settings.allowPrivateHost === true,
	);
	return isInvalid(address) ? address : { kind: 'trunk', provider, baseUrl: address.url, settings };
}
