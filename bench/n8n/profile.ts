import { tell, type Quantity } from '../measure';
import { createCredentials, openFlow } from './credentials';
import { bareWebhook, trigger, type Flow } from './flows';
import { drained, openN8n, type BenchContext } from './benchContext';
import { deliverAll, newUuids, repeatAll } from './load';
import { newProbe } from './probe';
import { sharesOf, type ProfileShares } from './profileShares';

const EVENTS = 1_000;
/** V8 compiles what is hot. */
const WARM_UP = 1_000;
/** This package's functions that are shown, most time first. */
const FUNCTIONS = 8;

const bare = bareWebhook();
const redis = trigger('redis', 'trigger, redis');
const postgres = trigger('postgres', 'trigger, postgres');
const embedded = trigger('embedded', 'trigger, embedded');

const percent = (shares: Record<string, number>): Quantity[] =>
	Object.entries(shares).map(([name, value]) => ({ name, value: Number(value.toFixed(1)), unit: '%' }));

function show(title: string, { busyMs, owners, functions }: ProfileShares): void {
	tell(`${title}: ${(busyMs / EVENTS).toFixed(1)} ms of the processor each, of which`, percent(owners));
	const first = Object.fromEntries(Object.entries(functions).slice(0, FUNCTIONS));
	if (Object.keys(first).length > 0)
		tell(`${title}: functions of this package, with all that they call`, percent(first));
}

/** Where the processor's time goes in n8n's process, for the bare Webhook node, for new events with each call store, and for duplicates. */
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
		await deliverAll(server.url + path, newUuids(WARM_UP));
		await drained(client, urls);
		const events = newUuids(EVENTS);
		await profiled(`${file.name}, new events`, urls, async () => await deliverAll(server.url + path, events));
		return events;
	};
	for (const flow of [bare, embedded, postgres]) await profileFlow(flow);
	const known = await profileFlow(redis);
	await profiled(`${redis.file.name}, duplicates`, [], async () => await repeatAll(server.url + redis.path, known));
	await server.stop();
}
