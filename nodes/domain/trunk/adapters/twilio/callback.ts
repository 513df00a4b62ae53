import { own, type Fields } from '../../event/payload';
import type { CallbackState } from './callbackUrl';
import { directionOf, ID, instant } from './parameters';

/** One callback, its parameters and what its URL knows. */
export interface Callback {
	fields: Fields;
	state: CallbackState;
	/** The SID of the leg that it is about. */
	legUuid: string;
	/** The SID of the call: that of its first leg. */
	callUuid: string;
	receivedAt: string;
}

export const sharedFields = ({ fields, state, receivedAt }: Callback) => ({
	provider: ID,
	clientReference: state.clientReference,
	contactId: state.contactId,
	seatId: state.seatId,
	direction: directionOf(own(fields, 'Direction')),
	occurredAt: instant(own(fields, 'Timestamp')),
	receivedAt,
});
