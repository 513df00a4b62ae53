import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { isInvalid } from '../../domain/result';
import { readTrunk } from '../../domain/trunk/readTrunk';
import { testCallStore } from '../store/openCallStore';

/** The URL of the credential's test, which stands for the call store's test and the chosen provider's own probe. */
const PROBE = '/';

/** What proves nothing about a credential, however a trunk's probe is judged. */
const NO_PROOF = [400, 401, 402, 403, 405, 407, 429, 500, 501, 502, 503, 504];

/**
 * n8n's `timeout` bounds the silence between two bytes; this bounds the whole answer, which a trunk could send byte by
 * byte. A recording may take as long as it is long.
 */
function inTime({ abortSignal, timeout, encoding }: IHttpRequestOptions): IHttpRequestOptions['abortSignal'] {
	if (timeout === undefined || encoding === 'arraybuffer') return abortSignal;
	return AbortSignal.any([...(abortSignal ? [abortSignal as AbortSignal] : []), AbortSignal.timeout(timeout)]);
}

/**
 * Adds the trunk's credential to a request that goes to the credential's own base URL, and to no other.
 * A function instead of n8n's generic form, which would evaluate an expression for every request.
 */
export async function authenticate(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const trunk = readTrunk(credentials);
	if (isInvalid(trunk)) throw new UserError(trunk.rule);
	const { provider, baseUrl, settings } = trunk;
	if (options.url !== PROBE && !options.url.startsWith(`${baseUrl}/`)) {
		throw new UserError('The request leaves the base URL of the SIP Trunk API credential, so it was not sent.');
	}
	const headers = { ...options.headers, ...provider.authorize(settings) };
	if (options.url !== PROBE) return { ...options, headers, abortSignal: inTime(options) };
	await testCallStore(credentials);
	const { path, provenBy, ...probe } = provider.probe(settings);
	return {
		...options,
		method: probe.method,
		baseURL: undefined,
		url: `${baseUrl}${path}`,
		headers: { ...probe.headers, ...headers },
		disableFollowRedirect: true,
		...(provenBy && { ignoreHttpStatusErrors: { ignore: true, except: NO_PROOF } }),
	};
}
