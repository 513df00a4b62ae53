import { tell, type Quantity } from '../measure';
import { createCredentials, openFlow } from './credentials';
import { bareWebhook, readStores, trigger, type Flow } from './flows';
import { drained, openN8n, type BenchContext } from './benchContext';
import { deliverAll, newUuids, repeatAll } from './load';
import { newProbe } from './probe';
import { sharesOf, type ProfileShares } from './profileShares';

const EVENTS = 1_000;
/** V8 compiles what is hot. */
const WARM_UP = 1_000;
/** As many as in `burst`: what deliveries share is shared. */
const CONNECTIONS = 64;
/** This package's functions that are shown, most time first. */
const FUNCTIONS = 16;

const bare = bareWebhook();

const percent = (shares: Record<string, number>): Quantity[] =>
	Object.entries(shares).map(([name, value]) => ({ name, value: Number(value.toFixed(1)), unit: '%' }));

function show(title: string, { busyMs, owners, functions }: ProfileShares): void {
	tell(`${title}: ${(busyMs / EVENTS).toFixed(1)} ms of the processor each, of which`, percent(owners));
	const first = Object.fromEntries(Object.entries(functions).slice(0, FUNCTIONS));
	if (Object.keys(first).length > 0)
		tell(`${title}: functions of this package, with all that they call`, percent(first));
}

/**
 * Where the processor's time goes in n8n's process: for the bare Webhook node, and for new events and duplicates with
 * each call store, or those of `--stores=embedded`.
 */
export async function profileEvents(benchContext: BenchContext): Promise<void> {
	const probe = await newProbe();
	const { server, client } = await openN8n(benchContext, probe.env);
	const credentials = await createCredentials(client);
	const profiled = async (title: string, urls: string[], work: () => Promise<void>): Promise<void> => {
		await probe.startProfile();
		await work();
		await drained(client, urls);
		show(title, sharesOf(await probe.stopProfile()));
		benchContext.progress(`Profiled: ${title}`);
	};
	const profileFlow = async (flow: Flow): Promise<string[]> => {
		const { file, path, store } = flow;
		const urls = store ? [server.url + path] : [];
		await openFlow(client, flow, credentials);
		await deliverAll(server.url + path, newUuids(WARM_UP), CONNECTIONS);
		await drained(client, urls);
		const events = newUuids(EVENTS);
		await profiled(
			`${file.name}, new events`,
			urls,
			async () => await deliverAll(server.url + path, events, CONNECTIONS),
		);
		return events;
	};
	await profileFlow(bare);
	for (const store of readStores()) {
		const flow = trigger(store, `trigger, ${store}`);
		const known = await profileFlow(flow);
		const repeat = async (): Promise<void> => await repeatAll(server.url + flow.path, known, CONNECTIONS);
		await profiled(`${flow.file.name}, duplicates`, [], repeat);
		await profileFlow(trigger(store, `trigger, ${store}, up to 50`, { eventsPerExecution: 50 }));
	}
	await server.stop();
}
