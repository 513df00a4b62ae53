import { invalid, type Invalid } from '../result';

const SIP_ADDRESS =
	/^sips?:([^@\s<>"?;,]+)@([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?((?:;[^;?\s<>"]+)*)(\?[^\s<>"]*)?$/i;

/** Parameters that choose a way to the address. Others lead elsewhere: `maddr` overrides the domain (RFC 3261, 19.1.1). */
const SAFE_PARAMETER = /^(transport|user|region|edge|tls|lr|secure)(=|$)/i;
/** Headers that an address may carry: those with a meaning of the user's own. */
const SAFE_HEADER = /^(x-[\w-]+|user-to-user)$/i;

export interface SipAddress {
	/** Without percent-encoding, e.g. `ada` or `+4930123456`. */
	user: string;
	/** In lower case. */
	host: string;
}

function decode(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

/**
 * The user and the host of `sip:ada@pbx.example.com;transport=tls?x-team=sales`.
 * @param label the field that the address comes from
 */
export function readSipAddress(label: string, text: string): SipAddress | Invalid {
	const unreadable = invalid(
		`${label}: ${text.slice(0, 100)} is not a SIP address that can be dialed: use e.g. sip:ada@pbx.example.com.`,
	);
	const [, rawUser, host, parameters, query = ''] = SIP_ADDRESS.exec(text) ?? [];
	if (rawUser === undefined) return unreadable;
	const user = decode(rawUser.replace(/:.*$/, ''));
	if (user === undefined) return unreadable;
	const names = [...new URLSearchParams(query).keys()];
	const isSafe =
		parameters
			.split(';')
			.slice(1)
			.every((parameter) => SAFE_PARAMETER.test(parameter)) && names.every((name) => SAFE_HEADER.test(name));
	return isSafe
		? { user, host: host.toLowerCase() }
		: invalid(
				`${label}: a SIP address may have the parameters transport, user, region, edge and secure and X- headers, nothing else.`,
			);
}

/** Whether a host is one of the domains or below one. */
export const isBelow = (host: string, domains: readonly string[]): boolean =>
	domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
