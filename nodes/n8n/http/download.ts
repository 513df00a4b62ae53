import type { IExecuteFunctions } from 'n8n-workflow';
import { checkBaseUrl } from '../../domain/trunk/request/baseUrl';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { askTrunk } from './askTrunk';
import { orThrow, toApiError } from '../items/errors';
import { REQUEST_TIMEOUT_MS } from './transport';

/** Without a credential: the URL is the permission, and leads to somebody else's storage. */
async function fetchOpenly(context: IExecuteFunctions, url: string, itemIndex: number): Promise<Buffer> {
	try {
		const bytes: unknown = await context.helpers.httpRequest({
			url,
			encoding: 'arraybuffer',
			timeout: REQUEST_TIMEOUT_MS,
			disableFollowRedirect: true,
		});
		return Buffer.from(bytes as ArrayBuffer);
	} catch {
		// The caught error holds the URL, which is private data.
		const failure = {
			message: 'The recording cannot be downloaded from where the trunk keeps it',
			description: 'The link may have expired: run the node again for a new one',
			cause: 'temporarily-unavailable' as const,
		};
		throw toApiError(context.getNode(), failure, itemIndex);
	}
}

/**
 * The bytes at a URL that the trunk named: with the credential only where the URL belongs to the trunk's own API, and
 * under the same rules as its base URL elsewhere.
 */
export async function download(
	context: IExecuteFunctions,
	trunk: Trunk,
	url: string,
	itemIndex: number,
): Promise<Buffer> {
	const origin = new URL(trunk.baseUrl);
	const target = URL.canParse(url) ? new URL(url) : undefined;
	if (target?.href.startsWith(`${origin.href.replace(/\/+$/, '')}/`)) {
		const path = target.href.slice(trunk.baseUrl.length);
		return Buffer.from(
			(await askTrunk(context, trunk, { method: 'GET', path }, itemIndex, { binary: true })) as Buffer,
		);
	}
	orThrow(
		context,
		checkBaseUrl(target && `${target.origin}${target.pathname}`, trunk.settings.allowPrivateHost === true),
		itemIndex,
	);
	return await fetchOpenly(context, url, itemIndex);
}
