import { asText, compact } from '../../event/payload';
import type { Delivery, OutboundCall } from '../../provider';
import { eventUrlOf, readEventUrl } from '../../request/eventUrl';

/**
 * What a callback has to know beside its own parameters. Twilio calls the URL back whole, and signs it, so all of it
 * travels in the query.
 */
export interface CallbackState {
	clientReference?: string;
	contactId?: string;
	seatId?: string;
	/** Whose leg the callback is about, in a call that connects two parties. */
	leg?: 'agent' | 'contact';
	/** Whom the agent's leg is to be connected with: E.164. */
	contact?: string;
	onMachine?: 'hangUp';
}

export function callbackUrl(
	call: OutboundCall,
	{ leg, contact, onMachine }: Pick<CallbackState, 'leg' | 'contact' | 'onMachine'> = {},
): string | undefined {
	const eventUrl = eventUrlOf(call);
	if (eventUrl === undefined) return undefined;
	const url = new URL(eventUrl);
	for (const [name, value] of Object.entries(compact({ seatId: call.seatId, leg, contact, onMachine })))
		if (value !== undefined) url.searchParams.set(name, value);
	return url.href;
}

export function readCallbackUrl(delivery: Delivery): CallbackState {
	const { query = {} } = delivery;
	return compact({
		...readEventUrl(delivery),
		seatId: asText(query.seatId),
		leg: (['agent', 'contact'] as const).find((leg) => leg === query.leg),
		contact: asText(query.contact),
		onMachine: query.onMachine === 'hangUp' ? 'hangUp' : undefined,
	});
}
