import { N8nClient } from '../../tooling/n8n/n8nClient';
import { startQueueMode } from '../../tooling/n8n/queueMode';
import { compare, type Candidate } from '../measure';
import { createCredentials, openFlow } from './credentials';
import { bareWebhook, trigger, type Flow } from './flows';
import { drained, newUserFolder, type BenchContext } from './benchContext';
import { deliverAll, newUuids, repeatAll } from './load';

const EVENTS = 50;

const bare = bareWebhook();
const redis = trigger('redis', 'trigger, redis');
const postgres = trigger('postgres', 'trigger, postgres');
const flows = [bare, redis, postgres];

const inboxOf = ({ path, store }: Flow, [server]: readonly string[]): string[] => (store ? [server + path] : []);

const newEvents = (client: N8nClient, flow: Flow, servers: readonly string[]): Candidate => ({
	name: `${flow.file.name}, ${servers.length} webhook ${servers.length === 1 ? 'process' : 'processes'}`,
	per: EVENTS,
	run: async () => {
		await deliverAll(
			servers.map((server) => server + flow.path),
			newUuids(EVENTS),
		);
		await drained(client, inboxOf(flow, servers));
	},
});

/** The repeat reaches another process than the event did, so the call store has to tell. */
const repeatsElsewhere = (client: N8nClient, flow: Flow, [one, other]: readonly string[]): Candidate => ({
	name: `${flow.file.name}: duplicates that the other process had`,
	per: EVENTS,
	timesItself: true,
	run: async () => {
		const known = newUuids(EVENTS);
		await deliverAll(one + flow.path, known);
		await drained(client, inboxOf(flow, [one]));
		const start = performance.now();
		await repeatAll(other + flow.path, known);
		return performance.now() - start;
	},
});

/** The trigger beside the bare Webhook node in queue mode, all processes on this one machine. */
export async function compareInQueueMode(benchContext: BenchContext): Promise<void> {
	const queue = await startQueueMode({
		install: benchContext.install,
		userFolder: await newUserFolder(benchContext),
		webhooks: 2,
		workers: 2,
	});
	const client = new N8nClient(queue.main.url);
	await client.setUpOwner();
	const credentials = await createCredentials(client);
	const servers = queue.webhooks.map(({ url }) => url);
	for (const flow of flows) await openFlow(client, flow, credentials, servers);

	const candidates = [servers.slice(0, 1), servers].flatMap((some) =>
		flows.map((flow) => newEvents(client, flow, some)),
	);
	candidates.push(repeatsElsewhere(client, redis, servers));
	await compare('Events per second in queue mode, two workers', candidates, { rounds: 9 });
	await queue.workers[1].stop();
	await compare('Events per second in queue mode, one worker', candidates, { rounds: 9 });
	await queue.stop();
}
