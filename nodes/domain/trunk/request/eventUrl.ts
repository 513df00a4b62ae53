import type { Delivery, OutboundCall } from '../provider';
import { asText } from '../event/payload';

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
