import { invalid, type Invalid } from '../../result';
import { isPrivateHost } from './privateHost';

/**
 * The API's address, checked before any credential is sent: https, no user name, no query, and
 * no private host unless the credential allows one, since a PBX on the LAN is private and a metadata service too.
 * Names that resolve to a private address are n8n's own SSRF protection's business.
 * @returns the URL without a trailing slash
 */
export function checkBaseUrl(text: unknown, allowPrivateHost: boolean): { kind: 'url'; url: string } | Invalid {
	const trimmed = String(text ?? '').trim();
	// Before parsing, which forgets a ? or # that nothing follows.
	if (/[?#]/.test(trimmed)) return invalid('The base URL must end before any ? or #.');
	let url: URL;
	try {
		url = new URL(trimmed);
	} catch {
		return invalid('The base URL in the SIP Trunk API credential is not a URL: enter it with https://.');
	}
	if (url.username !== '' || url.password !== '') return invalid('The base URL must not hold a user name or password.');
	const isPrivate = isPrivateHost(url.hostname);
	if (isPrivate && !allowPrivateHost) {
		return invalid(
			'The base URL points to a private host: switch on Allow Private Host in the credential if that is your PBX.',
		);
	}
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isPrivate)) {
		return invalid('The base URL must start with https://; http:// is accepted for private hosts only.');
	}
	return { kind: 'url', url: url.href.replace(/\/+$/, '') };
}
