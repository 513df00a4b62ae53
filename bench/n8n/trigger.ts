import { median } from 'simple-statistics';
import { readHealth } from '../../tooling/testN8n/inbox';
import { compare, tell, type Candidate } from '../measure';
import { createCredentials, openFlow } from './credentials';
import {
	bareWebhook,
	refusingWebhook,
	trigger,
	webhookAndRemoveDuplicates,
	webhookWithHeaderAuth,
	type Flow,
} from './flows';
import { drained, openN8n, type BenchContext, type OpenN8n } from './benchContext';
import { deliverAll, newUuids, refuseAll, repeatAll } from './load';

/** Few, so that a round is short and what disturbs the machine disturbs few of them. */
const EVENTS = 50;
const DUPLICATES = 100;
/** V8 compiles what is hot, and with few events nothing is. */
const WARM_UP_ROUNDS = 10;
const ROUNDS = 9;
/** Simultaneous deliveries. */
const CONNECTIONS = [4, 32, 128];
const LONE_EVENTS = 50;

const bare = bareWebhook();
const authenticated = webhookWithHeaderAuth();
const refusing = refusingWebhook();
const removeDuplicates = webhookAndRemoveDuplicates();
const singly = (['embedded', 'redis', 'postgres'] as const).map((store) => trigger(store, `trigger, ${store}`));
const batched = trigger('embedded', 'trigger, embedded, up to 50 an execution', { eventsPerExecution: 50 });
const triggers = [...singly, batched];
const flows = [bare, authenticated, removeDuplicates, ...triggers];

const urlOf = ({ server }: OpenN8n, { path }: Flow): string => server.url + path;
const inboxOf = (n8n: OpenN8n, flow: Flow): string[] => (flow.store ? [urlOf(n8n, flow)] : []);
const eventsAt = (connections: number): number => Math.max(EVENTS, connections * 2);

/** Until the last answer. The executions that follow are waited for outside of the time. */
const acknowledged = (n8n: OpenN8n, flow: Flow, connections: number): Candidate => ({
	name: flow.file.name,
	per: eventsAt(connections),
	timesItself: true,
	run: async () => {
		const start = performance.now();
		await deliverAll(urlOf(n8n, flow), newUuids(eventsAt(connections)), connections);
		const took = performance.now() - start;
		await drained(n8n.client, inboxOf(n8n, flow));
		return took;
	},
});

/** Until the last execution has ended. */
const through = (n8n: OpenN8n, flow: Flow, connections: number): Candidate => ({
	name: flow.file.name,
	per: eventsAt(connections),
	run: async () => {
		await deliverAll(urlOf(n8n, flow), newUuids(eventsAt(connections)), connections);
		await drained(n8n.client, inboxOf(n8n, flow));
	},
});

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
async function tellOfLoneEvents(n8n: OpenN8n): Promise<void> {
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
		const { beginMs } = (await readHealth(urlOf(n8n, flow))) as unknown as { beginMs: { p50: number | null } };
		quantities.push({ name: `${flow.file.name}: begins after`, value: beginMs.p50 ?? NaN, unit: 'ms' });
	}
	tell('A lone event, median', quantities);
}

/** The trigger beside what n8n itself offers, with signatures checked and metrics kept. */
export async function compareTrigger(benchContext: BenchContext): Promise<void> {
	const n8n = await openN8n(benchContext);
	const credentials = await createCredentials(n8n.client);
	for (const flow of [...flows, refusing]) await openFlow(n8n.client, flow, credentials);
	await tellOfLoneEvents(n8n);
	const options = { rounds: ROUNDS, warmUp: WARM_UP_ROUNDS };
	for (const connections of CONNECTIONS) {
		const of = `${connections} connections`;
		const answered = [bare, ...triggers].map((flow) => acknowledged(n8n, flow, connections));
		await compare(`Events acknowledged per second, ${of}`, answered, options);
		const done = [bare, removeDuplicates, ...triggers].map((flow) => through(n8n, flow, connections));
		await compare(`Events through n8n per second, ${of}`, done, options);
	}
	const repeats = [refusals(n8n)];
	for (const flow of singly) repeats.push(await duplicates(n8n, flow));
	await compare('Duplicates per second', repeats, options);
	await n8n.server.stop();
}
