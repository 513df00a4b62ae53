import type { CallEvent } from '../callEvent';
import type { Ignored, Invalid } from '../result';
import type { SignatureScheme } from '../webhook/signature';

/** The saved SIP Trunk API credential: `provider`, `accessToken`, `signingSecret` and the provider's own fields. */
export type TrunkSettings = Readonly<Record<string, unknown>>;

/** What a delivery to the trigger looked like, after its signature was checked. */
export interface Delivery {
	/** Parsed body: JSON, or the fields of a form. */
	body: unknown;
	/** Lower-case header names. */
	headers: Readonly<Record<string, string | string[] | undefined>>;
	receivedAt: Date;
}

export type EventReading = { kind: 'event'; event: CallEvent } | Ignored | Invalid;

/** An HTTP request as data; the transport adds base URL and credential. */
export interface TrunkRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Relative to the credential's base URL; user text in it is already percent-encoded. */
	path: string;
	query?: Record<string, string | number | boolean>;
	headers?: Record<string, string>;
	/** Sent as JSON, or as a form when `form` is true. */
	body?: Record<string, unknown>;
	form?: boolean;
}

/** The harmless request that proves a credential. */
export interface ProbeRequest extends TrunkRequest {
	/** A status that also proves it, for a trunk without an endpoint of its own for this. */
	provenBy?: number;
}

export interface OutboundCall {
	/** E.164 caller ID. */
	from: string;
	/** E.164 destination. */
	to: string;
	/** The agent's line at the trunk. */
	seatId?: string;
	clientReference: string;
	contactId?: string;
	metadata?: Record<string, unknown>;
	ringTimeoutSeconds?: number;
	record?: boolean;
}

export interface PlacedCall {
	callUuid: string;
	status: string;
}

/** A field that one provider adds to the credential, in the shape of an n8n property. */
export interface CredentialField {
	name: string;
	displayName: string;
	description: string;
	default: string;
	placeholder?: string;
	secret?: boolean;
}

/** A trunk's contract: pure functions, no HTTP and no clock. One file per provider. */
export interface TrunkProvider {
	/** Registry key and value of the credential's `provider` field; never renamed. */
	id: string;
	displayName: string;
	/** The credential's field with the API's address and what stands in it at first; never renamed. */
	baseUrl: CredentialField;
	credentialFields?: readonly CredentialField[];
	/** How its deliveries are signed unless the trigger is told otherwise. */
	signature: SignatureScheme;
	/** The headers that prove who is asking. */
	authorize(settings: TrunkSettings): Record<string, string>;
	probe(settings: TrunkSettings): ProbeRequest;
	placeCall(call: OutboundCall, settings: TrunkSettings): TrunkRequest | Invalid;
	readPlaced(body: unknown, settings: TrunkSettings): PlacedCall | Invalid;
	readEvent(delivery: Delivery, settings?: TrunkSettings): EventReading;
}
