import type { Delivery, OutboundCall } from '../provider';
import { invalid, type Invalid } from '../../result';
import { asText } from '../event/payload';
import { isPrivateHost } from './privateHost';

/**
 * Trunks that take an event URL per call but echo nothing of ours call that URL back whole, so reference and contact
 * travel in its query.
 */
export function eventUrlOf({ eventUrl, clientReference, contactId }: OutboundCall): string | undefined {
	if (!eventUrl) return undefined;
	const url = new URL(eventUrl);
	url.searchParams.set('clientReference', clientReference);
	if (contactId) url.searchParams.set('contactId', contactId);
	return url.href;
}

export function readEventUrl({ query = {} }: Delivery): { clientReference?: string; contactId?: string } {
	return { clientReference: asText(query.clientReference), contactId: asText(query.contactId) };
}

/**
 * The rule that an event URL breaks which a trunk sends a secret to: it must lead to this n8n and nowhere else, on a way
 * that nobody can listen to.
 * @param ownUrl any URL of this n8n's webhooks
 * @param allowPrivateHost whether a host inside the network may be reached over http
 */
export function checkSecretUrl(
	eventUrl: string,
	ownUrl: string | undefined,
	allowPrivateHost: boolean,
): Invalid | undefined {
	const url = new URL(eventUrl);
	const isSafe = url.protocol === 'https:' || (allowPrivateHost && isPrivateHost(url.hostname));
	if (!isSafe) {
		return invalid(
			'Event URL must start with https://, because the trunk sends the Signing Secret along with each event. http:// is accepted for private hosts only, with Allow Private Host in the credential.',
		);
	}
	const own = ownUrl !== undefined && URL.canParse(ownUrl) ? new URL(ownUrl).host : undefined;
	return url.host === own
		? undefined
		: invalid(
				`Event URL leads to ${url.host}, but this n8n receives webhooks at ${own ?? 'an unknown address'}: the trunk sends the Signing Secret along, so use the production URL of a Call Event Trigger of this n8n.`,
			);
}
