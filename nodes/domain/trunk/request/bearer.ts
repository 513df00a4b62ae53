import type { TrunkSettings } from '../provider';

/** RFC 6750: the access token as it is, without the spaces and line ends that come along when it is pasted. */
export function bearer(settings: TrunkSettings): Record<string, string> {
	return { Authorization: `Bearer ${String(settings.accessToken ?? '').trim()}` };
}
