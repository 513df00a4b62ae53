/** n8n is killed while events come in, and the trunk goes on delivering what was not acknowledged. */
import { releaseAll } from '../../../tooling/process/release';
import { pause, waitUntil } from '../../../tooling/process/pause';
import { checkHistory } from '../../../tooling/testN8n/historyChecker';
import { crash, restart } from '../../../tooling/testN8n/crash';
import { executedEvents, type ExecutedEvent } from '../../../tooling/testN8n/executedEvents';
import { waitUntilProcessed, type Inbox } from '../../../tooling/testN8n/inbox';
import { report } from '../../../tooling/testN8n/report';
import { startSink, type Sink } from '../../../tooling/testN8n/sink';
import { startTestN8n } from '../../../tooling/testN8n/startTestN8n';
import { activateWorkflow, createTrunkCredential, triggerToSink } from '../../../tooling/testN8n/triggerWorkflow';
import { keyOf, newUuids, openTrunk, type Trunk } from '../../../tooling/testN8n/trunk';

const CALLS = Number(process.env.CRASH_CALLS ?? 150);
const CRASHES = Number(process.env.CRASHES ?? 3);
/** Calls whose events are on their way at the same time. */
const AT_ONCE = 10;
const DEPLOYED = newUuids(20);

let trunk: Trunk;
let sink: Sink;
let executions: ExecutedEvent[];
let inbox: Inbox;
let repeatedByDeploy: number;

const keys = (list: ReadonlyArray<{ key?: string }>): Set<string | undefined> => new Set(list.map(({ key }) => key));

beforeAll(
	async () => {
		trunk = openTrunk();
		sink = await startSink();
		const n8n = await startTestN8n();
		let { server } = n8n;
		const workflow = await activateWorkflow(
			n8n.client,
			triggerToSink(sink.url, { options: { crashTimeoutSeconds: 3 } }),
			[await createTrunkCredential(n8n.client)],
		);
		const url = server.url + workflow.path;
		const queue = newUuids(CALLS);
		const acknowledged = (): number => keys(trunk.deliveries.filter(({ status }) => status === 200)).size;

		// Long enough that a crash finds executions between the trigger and the end of the workflow.
		sink.delayMs = 300;
		const deliveries = Array.from({ length: AT_ONCE }, async () => {
			for (let uuid = queue.pop(); uuid !== undefined; uuid = queue.pop()) {
				// A trunk's own twin, so that a crash also finds duplicates on their way.
				await Promise.all(
					[1, 2].map(async () => await trunk.deliverUntilAcknowledged(url, uuid as string, { timeoutMs: 5_000 })),
				);
				// Slower than n8n, so that a crash finds events in every state.
				await pause(300);
			}
		});
		for (let number = 1; number <= CRASHES; number += 1) {
			const share = (CALLS * number) / (CRASHES + 1);
			await waitUntil(`Crash ${number}`, () => acknowledged() >= share || undefined, 300_000);
			await crash(server);
			server = await restart(server);
		}
		await Promise.all(deliveries);
		await waitUntilProcessed(url, 240_000);

		// A deploy: events wait, run and are done while n8n is stopped as its service manager stops it.
		const before = sink.items.length;
		sink.delayMs = 500;
		await Promise.all(DEPLOYED.map(async (uuid) => await trunk.deliverUntilAcknowledged(url, uuid)));
		await waitUntil('An event under way', () => sink.items.length > before || undefined);
		await server.stop();
		server = await restart(server);
		inbox = await waitUntilProcessed(url, 120_000);
		repeatedByDeploy = sink.items.length - before - DEPLOYED.length;
		executions = await executedEvents(n8n.client, workflow.id);
		report(`${CRASHES} crashes among ${CALLS} events`, {
			emitted: sink.items.length,
			redelivered: sink.items.filter(({ isMarked }) => isMarked).length,
			inbox: inbox.events,
		});
	},
	300_000 + 120_000 * CRASHES,
);
afterAll(async () => {
	trunk?.close();
	await releaseAll();
});

it('acknowledges every event in the end', () => {
	expect(keys(trunk.deliveries.filter(({ status }) => status === 200)).size).toBe(CALLS + DEPLOYED.length);
	expect(trunk.deliveries.filter(({ status }) => status === 'unknown').length).toBeGreaterThan(0);
});

it('runs everything that it acknowledged to its end, and marks every repeat', () => {
	const finished = executions.filter(({ status }) => status === 'success').map(({ key }) => String(key));
	const { violations } = checkHistory({
		deliveries: trunk.deliveries,
		emissions: sink.items,
		finished,
		inbox: inbox.events,
	});
	expect(violations).toEqual([]);
});

it('runs again, marked, what a crash had interrupted', () => {
	expect(sink.items.filter(({ json }) => json.redelivered === true).length).toBeGreaterThan(0);
});

it('repeats nothing when n8n is stopped and started', () => {
	expect(repeatedByDeploy).toBe(0);
	expect(keys(sink.items.slice(-DEPLOYED.length))).toEqual(new Set(DEPLOYED.map((uuid) => keyOf(uuid))));
});
