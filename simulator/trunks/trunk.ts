import type { SignedPost } from '../deliveries';
import type { Exchange, Moment, Notice, SimulatedCall } from '../exchange';
import type { Route } from '../http';
import type { ProvisionedNumber, SimulatedAgent } from '../numbers';

/** What a trunk's API works on. */
export interface Account {
	exchange: Exchange;
	accessToken: string;
	signingSecret: string;
	numbers: readonly ProvisionedNumber[];
	agents: readonly SimulatedAgent[];
	/** URLs that events go to besides a call's own sink; a trunk with a hook API changes this list. */
	webhooks: string[];
	signatureHeader: string;
	echo: boolean;
	/** Where the simulator listens, e.g. `http://127.0.0.1:4010`. */
	origin: string;
}

/** Its name, how to post it, and where to, if not to the call's sink. */
export interface TrunkEvent {
	name: string;
	sink?: string;
	sign(url: string): SignedPost;
}

/** One provider's API and webhooks, written from its documents alone. */
export interface TrunkDouble {
	/** The provider's registry id. */
	id: string;
	/** The path that stands for the vendor's base URL. */
	mount: string;
	/** Simulated seconds before each retry of a delivery. */
	retryDelaysSeconds: readonly number[];
	/** Events go only where the request that placed the call says, as there is no webhook for the whole account. */
	sinkOnly?: true;
	routes(account: Account): Route[];
	/** What the vendor serves from another host: paths from the root, and no part of the API. */
	elsewhere?: readonly Route[];
	/** What this trunk reports at this moment, if anything. */
	event(call: SimulatedCall, moment: Moment | Notice, account: Account): TrunkEvent | TrunkEvent[] | undefined;
	/** What the vendor's portal would show, under the names of n8n's SIP Trunk API credential. */
	credential(account: Account, baseUrl: string): Readonly<Record<string, string>>;
}
