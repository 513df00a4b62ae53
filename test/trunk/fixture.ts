import type { CallEvent } from '../../nodes/domain/call/callEvent';
import type { OutboundCall, TrunkRequest, TrunkSettings } from '../../nodes/domain/trunk/provider';

/** What a provider's documents say, as data: the contract suite checks every entry of the registry against its own. */
export interface ProviderFixture {
	/** The credential, with recognizable secrets. */
	settings: TrunkSettings;
	/** How the secret is presented. */
	authorization: Record<string, string>;
	probe: { method: string; path: string };
	/** The request that `OUTBOUND_CALL` must become, from the vendor's reference. */
	placeRequest: TrunkRequest;
	/** The vendor's answer to it. */
	placeAnswer: unknown;
	placed: { callUuid: string; status: string };
	/** Errors that the vendor documents as refusals before dialing. */
	refusals: Array<{ status: number; body: unknown }>;
	/** Answers with status 2xx that are no success. */
	unreadableAnswers: unknown[];
	events: EventFixture[];
	/** Callbacks that are not one of the four events, and what they join to the call. */
	updates?: Array<{ name: string; body: unknown; expected: Record<string, unknown> }>;
	/** Well-formed deliveries that are about no call. */
	ignored: unknown[];
	/** Deliveries that break one rule each; each must be refused with a sentence that names the field. */
	invalid: Array<{ body: unknown; names: string }>;
	/** Absent where the documents offer no hang-up. */
	hangUpRequest?: TrunkRequest;
	getRequest?: TrunkRequest;
	getAnswer?: { body: unknown; expected: Record<string, unknown> };
}

interface EventFixture {
	name: string;
	body: unknown;
	query?: Record<string, unknown>;
	expected: CallEvent;
}

export const RECEIVED_AT = new Date('2026-06-04T09:20:00.000Z');

export const CALL_UUID = 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2';

/** The fullest call that Place Call can ask for. */
export const OUTBOUND_CALL: OutboundCall = {
	from: '+12025551234',
	to: '+4930123456789',
	seatId: 'seat_0481ab',
	clientReference: 'contact-7-attempt-1',
	callUuid: CALL_UUID,
	contactId: 'contact-7',
	metadata: { attempt: 1 },
	eventUrl: 'https://n8n.example.com/webhook/5f1c/call-events',
	ringTimeoutSeconds: 25,
	record: true,
};

export const SETTINGS = { accessToken: 'canary-access-token', signingSecret: 'canary-signing-secret' };
