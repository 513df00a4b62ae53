import type { CallOptions, OutboundCall } from '../../provider';
import { asFields, asText, compact, own } from '../../event/payload';

/**
 * What travels in Telnyx's `client_state`: every webhook of a leg repeats the state that was last set for it.
 * https://developers.telnyx.com/docs/voice/programmable-voice/voice-api-webhooks
 */
export interface ClientState {
	clientReference?: string;
	contactId?: string;
	metadata?: Record<string, unknown>;
	seatId?: string;
	/** Whose leg it is; absent for a call that consists of the contact's leg alone. */
	party?: 'agent' | 'contact' | 'thirdParty';
	/** `call_control_id` of the call that the leg belongs to; absent for the call's own first leg. */
	call?: string;
	/** The party that is rung once this one has answered, and how. */
	next?: NextLeg;
	/** The next party is being rung, or has been. */
	dialed?: true;
	onMachine?: 'hangUp';
	/** The call is recorded from this leg's answer, on its first leg: so its recordings are found by the call's id. */
	record?: 'single' | 'dual';
}

export interface NextLeg {
	party: 'agent' | 'contact';
	to: string;
	from: string;
	ringTimeoutSeconds?: number;
	record?: boolean;
	eventUrl?: string;
	options?: CallOptions;
}

export const encodeState = (state: ClientState): string =>
	Buffer.from(JSON.stringify(compact({ ...state }))).toString('base64');

/** What identifies a call to us, whichever leg reports it. */
export const identityOf = ({ clientReference, contactId, metadata, seatId }: ClientState | OutboundCall) => ({
	clientReference,
	contactId,
	metadata,
	seatId,
});

/** What `encodeState` wrote; a state that another application set is not ours to read. */
export function decodeState(value: unknown): ClientState {
	try {
		const state = asFields(JSON.parse(Buffer.from(asText(value) ?? '', 'base64').toString('utf8')));
		if (!state) return {};
		const text = (name: string) => asText(own(state, name));
		const next = asFields(own(state, 'next'));
		return compact<ClientState>({
			clientReference: text('clientReference'),
			contactId: text('contactId'),
			metadata: asFields(own(state, 'metadata')),
			seatId: text('seatId'),
			party: (['agent', 'contact', 'thirdParty'] as const).find((party) => party === text('party')),
			call: text('call'),
			next: next && asText(own(next, 'to')) && asText(own(next, 'from')) ? (next as unknown as NextLeg) : undefined,
			dialed: own(state, 'dialed') === true || undefined,
			onMachine: text('onMachine') === 'hangUp' ? 'hangUp' : undefined,
			record: (['single', 'dual'] as const).find((channels) => channels === text('record')),
		});
	} catch {
		return {};
	}
}
