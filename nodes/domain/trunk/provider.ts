import type { CallEvent } from '../call/callEvent';
import type { CallUpdate } from '../call/callUpdate';
import type { Ignored, Invalid } from '../result';
import type { SignatureScheme } from '../webhook/signature';
import type { ErrorAnswer } from './response/documentedRefusal';

/** The saved SIP Trunk API credential: `provider`, `accessToken`, `signingSecret` and the provider's own fields. */
export type TrunkSettings = Readonly<Record<string, unknown>>;

/** What a delivery to the trigger looked like, after its signature was checked. */
export interface Delivery {
	/** Parsed body: JSON, or the fields of a form. */
	body: unknown;
	/** Lower-case header names. */
	headers: Readonly<Record<string, string | string[] | undefined>>;
	/** Fields after the `?` of the URL that was called; see `eventUrl.ts`. */
	query?: Readonly<Record<string, unknown>>;
	receivedAt: Date;
}

/** A command that the call waits for, such as to ring the contact now that the agent has answered. */
export interface FollowUp {
	request: TrunkRequest;
	/** What it does, for the log, e.g. `ring the contact`. */
	purpose: string;
}

/** One of the four events, or what joins the call that it is about: acknowledged, and counted by its name. */
export type EventReading =
	| { kind: 'event'; event: CallEvent; followUp?: FollowUp }
	| { kind: 'callUpdate'; name: string; update: CallUpdate; followUp?: FollowUp }
	| Ignored
	| Invalid;

/** An HTTP request as data; the transport adds base URL and credential. */
export interface TrunkRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Relative to the credential's base URL; user text in it is already percent-encoded. */
	path: string;
	query?: Record<string, string | number | boolean>;
	headers?: Record<string, string>;
	/** Sent as JSON, or as a form when `form` is true (a list then repeats its field). */
	body?: Record<string, unknown>;
	form?: boolean;
}

/** The harmless request that proves a credential. */
interface ProbeRequest extends TrunkRequest {
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
	/** What the call is to be identified by, for trunks that take it; another one for each attempt. */
	callUuid?: string;
	contactId?: string;
	metadata?: Record<string, unknown>;
	/** Where this call's events go, for trunks that take it per call. */
	eventUrl?: string;
	ringTimeoutSeconds?: number;
	record?: boolean;
	options?: CallOptions;
}

/** What a calling team may ask for beside the call itself; `callOptions` of a provider says which of them it takes. */
export interface CallOptions {
	/** Who is rung first where the trunk connects the two: the other is rung once the first has answered. */
	ringsFirst?: 'agent' | 'contact';
	/**
	 * Whether the trunk is to detect who picked up: beside the call (`async`), before it goes on (`sync`), or with the
	 * vendor's better detection, which may also know a phone's screening assistant.
	 */
	machineDetection?: 'async' | 'sync' | 'premium' | 'premiumScreening';
	/** Whether to wait for the end of a machine's greeting, so that the beep is reported. */
	detectBeep?: boolean;
	/** What to do when a machine or a fax picked up. */
	onMachine?: 'nothing' | 'hangUp';
	/** The trunk ends the call this long after the answer. */
	timeLimitSeconds?: number;
	/** The name that goes with the caller ID. */
	callerName?: string;
	/** Header name → value, added to the INVITE of the contact's leg. */
	sipHeaders?: Readonly<Record<string, string>>;
	/** Keys to press once the contact has answered: 0-9, A-D, *, #, and w for a pause of half a second. */
	sendDigits?: string;
	recordingChannels?: 'mono' | 'dual';
}
export type CallOptionName = keyof CallOptions;

export interface PlacedCall {
	callUuid: string;
	/** The trunk's own word, e.g. `queued`. */
	status: string;
}

/** A call as the trunk knows it now: the event that it would send, and its own word for the state. */
export interface CallSnapshot extends CallEvent {
	status: string;
}

export interface TrunkNumber {
	/** E.164 */
	number: string;
	/** The trunk's identifier of the number. */
	didId?: string;
	country?: string;
	/** The seat that the number is dedicated to. */
	seatId?: string;
	label?: string;
	/** Why no call can be made from it now, in a sentence: it was ported out, or carries no voice. */
	unusable?: string;
}

interface TrunkAgent {
	/** What Place Call takes as Seat ID. */
	id: string;
	label: string;
}

export interface Page<T> {
	items: T[];
	/** Given back to `request` for the next page; absent on the last one. */
	next?: string;
}

/** A list that comes in pages. */
export interface Listing<T, Query = undefined> {
	request(settings: TrunkSettings, query: Query, cursor?: string): TrunkRequest | Invalid;
	read(body: unknown, receivedAt: Date, settings: TrunkSettings): Page<T> | Invalid;
}

/** Calls that started from `from` on and before `to`, both ISO 8601 UTC. */
interface TimeRange {
	from?: string;
	to?: string;
	/** Only those between these two, where the trunk can choose them. */
	leg?: FirstLeg;
}

/** Who is rung first, and the caller ID that they see. */
interface FirstLeg {
	from: string;
	to: string;
}

interface Transfer {
	callUuid: string;
	/** The third party: a number in E.164, or a SIP address where the trunk `transfersToSip`. */
	to: string;
	/** E.164 caller ID that the third party sees. */
	from?: string;
}

/** Where a recording is: in the answer itself, at a path of the same API, or at a URL that needs no credential. */
export type Recording =
	| { kind: 'content'; base64: string; contentType: string }
	| { kind: 'path'; path: string; contentType: string }
	| { kind: 'url'; url: string; contentType?: string };

/** What a trunk says of a call's recordings. */
export interface Recordings {
	kind: 'recordings';
	/** Those at hand, in the trunk's order. */
	ready: Recording[];
	/** Whether there will be one, or one more, as far as the trunk tells. */
	isPending: boolean;
}

/** One subscription of a URL to the account's call events. */
export interface TrunkHook {
	id: string;
	url: string;
}

/** A field that one provider adds to the credential, in the shape of an n8n property. */
export interface CredentialField {
	name: string;
	displayName: string;
	description: string;
	default: string;
	placeholder?: string;
	secret?: boolean;
	/** Says where something is in an event or an answer, and is never sent to the trunk. */
	isPlace?: true;
	/** Holds nothing secret, such as a user name. */
	isPublic?: true;
	/** Lines of the input, for JSON. */
	rows?: number;
}

/**
 * A trunk's contract: pure functions, no HTTP and no clock.
 * An operation that is absent is one the provider's public documents do not offer; one that answers `Invalid` waits
 * for a setting of the credential.
 */
export interface TrunkProvider {
	/** Registry key and value of the credential's `provider` field; never renamed. */
	id: string;
	/** The vendor's name, as lists and messages show it. */
	displayName: string;
	/** The credential's field with the API's address, and its default; never renamed. */
	baseUrl: CredentialField;
	/** What its console calls the Access Token and the Signing Secret, for their labels in the credential. */
	secretNames?: { accessToken?: string; signingSecret?: string };
	/** It signs its deliveries with the access token, so that one is used where no Signing Secret is entered. */
	signsWithAccessToken?: true;
	/** Fields that only this provider has in the credential. */
	credentialFields?: readonly CredentialField[];
	/** What Seat is at this trunk, for the field's description, e.g. `a seat`. */
	seat?: string;
	/** How its deliveries are signed unless the trigger is told otherwise. */
	signature: SignatureScheme;
	/** The options that its API has; others are refused with a sentence (`checkCallOptions.ts`). */
	callOptions?: readonly CallOptionName[];
	/** The ways in which it detects who picked up. */
	machineDetection?: ReadonlyArray<NonNullable<CallOptions['machineDetection']>>;
	/** Who may be rung first where it connects an agent and a contact: the default first. Empty where it connects nobody. */
	ringsFirst?: ReadonlyArray<'agent' | 'contact'>;
	/** A call's start is that of another party's ringing, so ring times do not follow from it. */
	startsBeforeRinging?: true;
	/**
	 * Each call takes the URL that its events go to; without one the trunk reports `nothing`, or to a URL of its `portal`.
	 * Elsewhere the portal or `hooks` takes it.
	 */
	eventUrl?: { without: 'nothing' | 'portal' };
	/** The API refuses fields that its documents do not name, so none can be added. */
	strictBody?: true;
	/** Each call gets the `callUuid` that it was asked for. */
	takesCallUuid?: true;
	/** From is a telephone that the trunk dials first, not only a caller ID. */
	dialsFrom?: true;
	/** The trunk dials Seat as it is, so it must be a telephone number, a SIP address or `client:` and a name. */
	dialsSeat?: true;
	/** It sends the Signing Secret along to each call's event URL. */
	sendsSecretToEventUrl?: true;
	/** Domains of its own SIP addresses, each with its subdomains; the host of its base URL is one in any case. */
	sipDomains?: readonly string[];
	/** Fields of the request that decide who is dialed, so that Extra Fields may not set them. */
	dialedFields?: readonly string[];
	/** ISO 3166-1 alpha-2 of numbers without a calling code, for a trunk of one country. */
	homeCountry?: string;
	/** The headers that prove who is asking. */
	authorize(settings: TrunkSettings): Record<string, string>;
	/** The request of the credential's test button. */
	probe(settings: TrunkSettings): ProbeRequest;
	/** The request that dials. */
	placeCall(call: OutboundCall, settings: TrunkSettings): TrunkRequest | Invalid;
	/** What the trunk's answer to `placeCall` says of the new call. */
	readPlaced(body: unknown, settings: TrunkSettings): PlacedCall | Invalid;
	/**
	 * Whether an answer outside 2xx is one that its documents define as "nothing was dialed", in their own form of an error
	 * (`documentedRefusal.ts`). Any other answer leaves open whether it dialed; so does every one where this is absent.
	 */
	refuses?(answer: ErrorAnswer, settings: TrunkSettings): boolean;
	/** What a delivery says, after its signature was checked. */
	readEvent(delivery: Delivery, settings?: TrunkSettings): EventReading;

	getCall?: {
		request(callUuid: string, settings: TrunkSettings): TrunkRequest | Invalid;
		read(body: unknown, receivedAt: Date, settings: TrunkSettings): CallSnapshot | Invalid;
	};
	listCalls?: Listing<CallSnapshot, TimeRange>;
	/** What an open call is looked for by in `listCalls`, at a trunk whose list does not show the reference. */
	firstLeg?(call: OutboundCall): FirstLeg;
	/** The calls under way with their references: where an open one is looked for at a trunk that lists no ended calls. */
	liveCalls?: Listing<PlacedCall & { clientReference?: string }>;
	hangUp?(callUuid: string, settings: TrunkSettings): TrunkRequest | Invalid;
	/** The third party of a transfer may be a SIP address. */
	transfersToSip?: true;
	transfer?(transfer: Transfer, settings: TrunkSettings): TrunkRequest | Invalid;
	recording?: {
		request(callUuid: string, settings: TrunkSettings): TrunkRequest | Invalid;
		read(body: unknown, settings: TrunkSettings): Recordings | Invalid;
		/** The status that it answers for a call without a recording. */
		absentStatus?: number;
	};
	softphoneLink?(call: Pick<OutboundCall, 'from' | 'to' | 'seatId'>, settings: TrunkSettings): string | Invalid;
	/** Every kind of number that may be used as From. */
	numbers?: ReadonlyArray<Listing<TrunkNumber>>;
	agents?: Listing<TrunkAgent>;
	/** An API that subscribes a URL to the account's events; without it the portal takes the URL by hand. */
	hooks?: {
		list(settings: TrunkSettings): TrunkRequest;
		readList(body: unknown): TrunkHook[] | Invalid;
		create(url: string, settings: TrunkSettings): TrunkRequest;
		readCreated(body: unknown): TrunkHook | Invalid;
		remove(id: string, settings: TrunkSettings): TrunkRequest;
	};
}
