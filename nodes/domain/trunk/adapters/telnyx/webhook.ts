import { asText, own, type Fields } from '../../event/payload';
import { identityOf, type ClientState } from './clientState';

export const ID = 'telnyx';

/** One webhook, its wrapping taken off. */
export interface Webhook {
	type: string;
	payload: Fields;
	state: ClientState;
	/** `call_control_id` of the leg; missing in some of the published payloads that are not one of the four events. */
	legUuid?: string;
	occurredAt?: string;
	receivedAt: string;
}

/** What every webhook says of its call: only `call.initiated` has a direction, and what we placed is outbound. */
export const sharedFields = ({ payload, state, occurredAt, receivedAt }: Webhook) => ({
	provider: ID,
	...identityOf(state),
	legId: asText(own(payload, 'call_leg_id')),
	sessionId: asText(own(payload, 'call_session_id')),
	direction: directionOf(own(payload, 'direction'), state),
	occurredAt,
	receivedAt,
});

function directionOf(value: unknown, { clientReference }: ClientState): 'inbound' | 'outbound' | undefined {
	if (value === 'incoming') return 'inbound';
	return value === 'outgoing' || clientReference !== undefined ? 'outbound' : undefined;
}
