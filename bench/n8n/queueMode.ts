import { N8nClient } from '../../tooling/n8n/n8nClient';
import { startQueueMode } from '../../tooling/n8n/queueMode';
import { tell } from '../measure';
import { createCredentials, openFlow } from './credentials';
import { bareWebhook, trigger } from './flows';
import { drained, newUserFolder, type BenchContext } from './benchContext';
import { deliverAll, newUuids, repeatAll } from './load';
import { measureBurst, toQuantities, type Burst } from './measureBurst';

const EVENTS = 200;
const CONNECTIONS = 32;
const WARM_UP_ROUNDS = 1;
const ROUNDS = 5;
const DUPLICATES = 200;

const flows = [
	bareWebhook(),
	trigger('redis', 'trigger, redis'),
	trigger('redis', 'trigger, redis, up to 50', { eventsPerExecution: 50 }),
	trigger('postgres', 'trigger, postgres'),
	trigger('postgres', 'trigger, postgres, up to 50', { eventsPerExecution: 50 }),
];

/** The trigger beside the bare Webhook node: two webhook processes and two workers, all on this one machine. */
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
	const n8n = { server: queue.main, client };

	const rounds: Burst[][] = [];
	for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
		const bursts: Burst[] = [];
		for (let turn = 0; turn < flows.length; turn += 1) {
			const flow = (turn + round) % flows.length;
			bursts[flow] = await measureBurst(n8n, flows[flow], { events: EVENTS, connections: CONNECTIONS, servers });
		}
		if (round >= WARM_UP_ROUNDS) rounds.push(bursts);
		benchContext.progress(`Queue mode: round ${round + 1} of ${WARM_UP_ROUNDS + ROUNDS}`);
	}
	tell(`Queue mode, ${CONNECTIONS} connections`, toQuantities(flows, rounds));

	// The repeat reaches another process than the event did.
	const [one, other] = servers.map((server) => server + flows[1].path);
	const known = newUuids(DUPLICATES);
	await deliverAll(one, known);
	await drained(client, [one]);
	const start = performance.now();
	await repeatAll(other, known);
	const perSecond = (DUPLICATES * 1_000) / (performance.now() - start);
	tell('Duplicates that the other process had', [{ name: flows[1].file.name, value: perSecond, unit: '/s' }]);
	await queue.stop();
}
