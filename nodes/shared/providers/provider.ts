import type { CallEvent } from '../callEvent';
import type { Ignored, Invalid } from '../result';

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

/** A trunk's contract: pure functions, no HTTP and no clock. One file per provider. */
export interface TrunkProvider {
	/** Registry key and value of the credential's `provider` field; never renamed. */
	id: string;
	displayName: string;
	placeCall(call: OutboundCall): TrunkRequest | Invalid;
	readPlaced(body: unknown): PlacedCall | Invalid;
	readEvent(delivery: Delivery): EventReading;
}
