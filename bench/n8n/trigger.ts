import { median } from 'simple-statistics';
import { compare, tell, type Candidate } from '../measure';
import { createCredentials, openFlow } from './credentials';
import { bareWebhook, readStores, refusingWebhook, trigger, webhookAndRemoveDuplicates, type Flow } from './flows';
import { drained, openN8n, type BenchContext, type OpenN8n } from './benchContext';
import { deliverAll, newUuids, refuseAll, repeatAll } from './load';
import { measureBurst, readBeginMs, toQuantities, type Burst } from './measureBurst';

/** The least of a round. */
const EVENTS = 100;
const DUPLICATES = 100;
/** V8 compiles what is hot. */
const WARM_UP_ROUNDS = 1;
const ROUNDS = 5;
/** Simultaneous deliveries. */
const CONNECTIONS = [4, 32, 128];
const LONE_EVENTS = 30;

const bare = bareWebhook();
const refusing = refusingWebhook();
const removeDuplicates = webhookAndRemoveDuplicates();

const urlOf = ({ server }: OpenN8n, { path }: Flow): string => server.url + path;
const inboxOf = (n8n: OpenN8n, flow: Flow): string[] => (flow.store ? [urlOf(n8n, flow)] : []);

/** All flows in turns, another one first in each round. */
async function compareBursts(n8n: OpenN8n, flows: readonly Flow[], connections: number): Promise<void> {
	const rounds: Burst[][] = [];
	for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
		const bursts: Burst[] = [];
		for (let turn = 0; turn < flows.length; turn += 1) {
			const flow = (turn + round) % flows.length;
			const events = Math.max(EVENTS, connections * 2);
			bursts[flow] = await measureBurst(n8n, flows[flow], { events, connections });
		}
		if (round >= WARM_UP_ROUNDS) rounds.push(bursts);
	}
	tell(`${connections} connections`, toQuantities(flows, rounds));
}

/** Makes no execution, like a duplicate. */
const refusals = (n8n: OpenN8n): Candidate => ({
	name: refusing.file.name,
	per: DUPLICATES,
	run: async () => await refuseAll(urlOf(n8n, refusing), newUuids(DUPLICATES)),
});

/** The provider's repeats of events that it was not told to have arrived. */
async function duplicates(n8n: OpenN8n, flow: Flow): Promise<Candidate> {
	const known = newUuids(DUPLICATES);
	await deliverAll(urlOf(n8n, flow), known);
	await drained(n8n.client, inboxOf(n8n, flow));
	return {
		name: `${flow.file.name}: duplicates`,
		per: DUPLICATES,
		run: async () => await repeatAll(urlOf(n8n, flow), known),
	};
}

/** Events one at a time, with nothing else to do: how long until their run begins, and how long the bare Webhook takes to answer. */
async function tellOfLoneEvents(n8n: OpenN8n, singly: readonly Flow[]): Promise<void> {
	const answerTimes = async (flow: Flow): Promise<number> => {
		const times: number[] = [];
		for (const uuid of newUuids(LONE_EVENTS)) {
			const start = performance.now();
			await deliverAll(urlOf(n8n, flow), [uuid]);
			times.push(performance.now() - start);
			await drained(n8n.client, inboxOf(n8n, flow));
		}
		return median(times);
	};
	const quantities = [{ name: `${bare.file.name}: answer`, value: await answerTimes(bare), unit: 'ms' }];
	for (const flow of singly) {
		quantities.push({ name: `${flow.file.name}: answer`, value: await answerTimes(flow), unit: 'ms' });
		quantities.push({
			name: `${flow.file.name}: begins after`,
			value: await readBeginMs(urlOf(n8n, flow)),
			unit: 'ms',
		});
	}
	tell('A lone event, median', quantities);
}

/** The trigger beside what n8n itself offers, with signatures checked and metrics kept; with all call stores or those of `--stores=embedded`. */
export async function compareTrigger(benchContext: BenchContext): Promise<void> {
	const singly = readStores().map((store) => trigger(store, `trigger, ${store}`));
	const batched = readStores().map((store) =>
		trigger(store, `trigger, ${store}, up to 50`, { eventsPerExecution: 50 }),
	);
	const flows = [bare, removeDuplicates, ...singly, ...batched];
	const n8n = await openN8n(benchContext);
	const credentials = await createCredentials(n8n.client);
	for (const flow of [...flows, refusing]) await openFlow(n8n.client, flow, credentials);
	for (const flow of flows) await measureBurst(n8n, flow, { events: EVENTS, connections: 4 });
	await tellOfLoneEvents(n8n, singly);
	for (const connections of CONNECTIONS) {
		benchContext.progress(`${connections} connections …`);
		await compareBursts(n8n, flows, connections);
	}
	const repeats = [refusals(n8n)];
	for (const flow of singly) repeats.push(await duplicates(n8n, flow));
	await compare('Duplicates per second', repeats, { rounds: ROUNDS, warmUp: WARM_UP_ROUNDS });
	await n8n.server.stop();
}
