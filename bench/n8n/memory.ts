import { tell, type Quantity } from '../measure';
import { createCredentials, openFlow } from './credentials';
import { bareWebhook, trigger, type Flow } from './flows';
import { drained, openN8n, type BenchContext } from './benchContext';
import { deliverAll, newUuids } from './load';
import { newProbe } from './probe';

/** Requests until everything that is loaded or compiled on the way is there. */
const WARM_UP = 1_000;
const REQUESTS = 50_000;
/** Each event comes five times, as from a trunk that was answered too late: 10,000 new ones, 40,000 duplicates. */
const DELIVERIES_PER_EVENT = 5;
const STEPS = 5;
const CONNECTIONS = 8;

const MIB = 1024 * 1024;
const inMib = (bytes: number): number => Math.round(bytes / MIB);

type Memory = Record<'rss' | 'heapUsed', number>;

async function deliverRepeatedly(url: string, requests: number): Promise<void> {
	for (let sent = 0; sent < requests; sent += 1_000) {
		const events = newUuids(1_000 / DELIVERIES_PER_EVENT);
		for (let delivery = 0; delivery < DELIVERIES_PER_EVENT; delivery += 1) await deliverAll(url, events, CONNECTIONS);
	}
}

/** One flow in an n8n of its own. @returns its memory before, after each step and so at the end */
async function watch(benchContext: BenchContext, flow: Flow): Promise<Memory[]> {
	const probe = await newProbe();
	const { server, client } = await openN8n(benchContext, probe.env);
	const { file, path, store } = flow;
	await openFlow(client, flow, await createCredentials(client));
	const seen: Memory[] = [];
	for (const requests of [WARM_UP, ...Array<number>(STEPS).fill(REQUESTS / STEPS)]) {
		await deliverRepeatedly(server.url + path, requests);
		await drained(client, store ? [server.url + path] : []);
		seen.push(await probe.memory());
		benchContext.progress(`${file.name}: ${seen.length} of ${STEPS + 1} steps`);
	}
	await server.stop();
	return seen;
}

const rows = (name: string, seen: readonly Memory[]): Quantity[] =>
	(['rss', 'heapUsed'] as const).flatMap((kind) => [
		...seen.map((memory, step) => ({
			name: `${name}, ${kind} after ${((step * REQUESTS) / STEPS).toLocaleString('en')}`,
			value: inMib(memory[kind]),
			unit: 'MiB',
		})),
		{ name: `${name}, ${kind} grown by`, value: inMib(seen[STEPS][kind] - seen[0][kind]), unit: 'MiB' },
	]);

/** What 50,000 deliveries leave in the memory of an n8n, with our trigger and with the bare Webhook node, side by side. */
export async function compareMemory(benchContext: BenchContext): Promise<void> {
	const flows = [bareWebhook(), trigger('redis', 'trigger, redis'), trigger('embedded', 'trigger, embedded')];
	const seen = await Promise.all(flows.map((flow) => watch(benchContext, flow)));
	const events = (REQUESTS / DELIVERIES_PER_EVENT).toLocaleString('en');
	tell(
		`Memory of the n8n process after a forced collection: ${REQUESTS.toLocaleString('en')} requests, ${events} events of which each comes ${DELIVERIES_PER_EVENT} times`,
		flows.flatMap(({ file }, index) => rows(file.name, seen[index])),
	);
}
