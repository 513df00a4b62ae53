import { createClock } from './clock';
import { controlRoutes } from './control';
import { createDeliveries, type Delivery } from './deliveries';
import { createDispatcher } from './dispatcher';
import { createExchange, type SimulatedCall } from './exchange';
import { listen, type Route } from './http';
import { DEFAULT_AGENTS, DEFAULT_NUMBERS } from './numbers';
import type { GivenOptions, SimulatorOptions } from './options';
import { trunkDoubles } from './trunks';
import type { Account, TrunkDouble } from './trunks/trunk';

export const DEFAULT_OPTIONS = Object.freeze({
	port: 0,
	timeScale: 1,
	accessToken: 'unl_live_simulator',
	signingSecret: 'simulator-signing-secret',
	signatureHeader: 'X-Unlimcall-Signature',
	duplicates: 1,
	echo: false,
	numbers: DEFAULT_NUMBERS,
	agents: DEFAULT_AGENTS,
});

export interface Simulator {
	/** e.g. `http://127.0.0.1:4010`; each provider's API is at its entry of `baseUrls`. */
	url: string;
	/** By provider id: what stands for the vendor's base URL. */
	baseUrls: Readonly<Record<string, string>>;
	/** By provider id: a SIP Trunk API credential for n8n that this simulator accepts. */
	credentials: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
	/** Every call placed since the start or the last reset, live. */
	readonly calls: readonly SimulatedCall[];
	/** Every delivery with its attempts, live. */
	readonly deliveries: readonly Delivery[];
	/** The account's webhook from now on. */
	setWebhook(url: string | undefined): void;
	/** Forgets calls and deliveries, so that what still runs tells nobody. */
	reset(): void;
	stop(): Promise<void>;
}

function mounted(trunk: TrunkDouble, account: Account): Route[] {
	const own = trunk.routes(account).map((route) => ({ ...route, path: `${trunk.mount}${route.path}` }));
	return [...own, ...(trunk.elsewhere ?? [])];
}

/** Starts a trunk on loopback. Its API and webhooks are the providers' own; see docs/simulator.md. */
export async function startSimulator(given: GivenOptions = {}): Promise<Simulator> {
	const options: Omit<SimulatorOptions, 'webhook' | 'shuffleSeed'> & GivenOptions = { ...DEFAULT_OPTIONS, ...given };
	const clock = createClock(options.timeScale);
	const deliveries = createDeliveries(clock);
	const dispatch = createDispatcher(clock, deliveries, options);
	const byId = new Map<string, { trunk: TrunkDouble; account: Account }>();
	const exchange = createExchange(clock, (call, moment) => {
		const { trunk, account } = byId.get(call.trunk) as { trunk: TrunkDouble; account: Account };
		dispatch(trunk, account, call, moment);
	});
	let webhook = options.webhook;
	const setWebhook = (url: string | undefined): void => {
		for (const { account } of byId.values()) {
			account.webhooks = [...account.webhooks.filter((known) => known !== webhook), ...(url ? [url] : [])];
		}
		webhook = url;
	};
	const reset = (): void => {
		exchange.clear();
		deliveries.clear();
	};
	for (const trunk of trunkDoubles)
		byId.set(trunk.id, { trunk, account: { ...options, exchange, origin: '', webhooks: webhook ? [webhook] : [] } });
	const routes = [...byId.values()].flatMap(({ trunk, account }) => mounted(trunk, account));
	const server = await listen(options.port, [...routes, ...controlRoutes({ exchange, deliveries, setWebhook, reset })]);
	const baseUrls: Record<string, string> = {};
	const credentials: Record<string, Readonly<Record<string, unknown>>> = {};
	for (const { trunk, account } of byId.values()) {
		account.origin = server.origin;
		const baseUrl = (baseUrls[trunk.id] = `${server.origin}${trunk.mount}`);
		credentials[trunk.id] = { provider: trunk.id, allowPrivateHost: true, ...trunk.credential(account, baseUrl) };
	}
	return {
		url: server.origin,
		baseUrls,
		credentials,
		calls: exchange.calls,
		deliveries: deliveries.log,
		setWebhook,
		reset,
		async stop() {
			clock.stop();
			deliveries.stop();
			await server.stop();
		},
	};
}
