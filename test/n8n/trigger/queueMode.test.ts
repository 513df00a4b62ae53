/** Fault case 3: two webhook processes get the same event at the same instant, two workers execute. */
import { releaseAll } from '../../../tooling/process/release';
import { inPostgres, inRedis, type StoreFields } from '../../../tooling/testN8n/callStores';
import { countByStatus } from '../../../tooling/testN8n/executedEvents';
import { waitUntilProcessed } from '../../../tooling/testN8n/inbox';
import { inGroups } from '../../../tooling/testN8n/load';
import { startPrivatePostgres, startPrivateRedis } from '../../../tooling/testN8n/privateServer';
import { publicationOf } from '../../../tooling/testN8n/publication';
import { answerTimes, report } from '../../../tooling/testN8n/report';
import { startSink, type Sink } from '../../../tooling/testN8n/sink';
import { startTestQueue, type TestQueue } from '../../../tooling/testN8n/startTestQueue';
import { activateWorkflow, createTrunkCredential, triggerToSink } from '../../../tooling/testN8n/triggerWorkflow';
import { newUuids, openTrunk, type Trunk } from '../../../tooling/testN8n/trunk';
import type { ExecutionSummary } from '../../../tooling/n8n/types';

const CALLS = Number(process.env.QUEUE_CALLS ?? 500);
/** Calls whose events come at the same time; each to both processes. */
const AT_ONCE = 5;

interface Run {
	trunk: Trunk;
	sink: Sink;
	executions: ExecutionSummary[];
}

let n8n: TestQueue;
let stores: Record<'redis' | 'postgres', StoreFields>;

beforeAll(async () => {
	n8n = await startTestQueue();
	stores = { redis: inRedis(await startPrivateRedis()), postgres: inPostgres(await startPrivatePostgres()) };
}, 300_000);
afterAll(releaseAll, 60_000);

async function deliverToBoth(store: 'redis' | 'postgres'): Promise<Run> {
	const { client, webhooks } = n8n;
	const trunk = openTrunk();
	const sink = await startSink();
	const credential = await createTrunkCredential(client, stores[store]);
	const workflow = await activateWorkflow(client, triggerToSink(sink.url), [credential], webhooks);
	const started = Date.now();
	await inGroups(newUuids(CALLS), AT_ONCE, async (uuid) => {
		await Promise.all(webhooks.map(async (webhook) => await trunk.deliver(webhook + workflow.path, uuid)));
	});
	const seconds = (Date.now() - started) / 1000;
	await waitUntilProcessed(webhooks[0] + workflow.path, 240_000);
	const executions = await client.executions(workflow.id);
	trunk?.close();
	report(`${CALLS} events to both webhook processes, ${store}`, {
		items: sink.items.length,
		executions: executions.length,
		...countByStatus(executions),
		seconds,
		...answerTimes(trunk.deliveries),
	});
	return { trunk, sink, executions };
}

describe.each(['redis', 'postgres'] as const)('with %s', (store) => {
	let run: Run;
	beforeAll(async () => {
		run = await deliverToBoth(store);
	}, 300_000);

	it('emits each event once', () => {
		expect(run.sink.items).toHaveLength(CALLS);
		expect(new Set(run.sink.items.map(({ key }) => key)).size).toBe(CALLS);
	});

	it('marks none as a repeat', () => {
		expect(run.sink.items.filter(({ isMarked }) => isMarked)).toEqual([]);
	});

	it('acknowledges both deliveries of each', () => {
		expect(run.trunk.deliveries.filter(({ status }) => status === 200)).toHaveLength(CALLS * 2);
	});

	it('ends every execution well', () => {
		expect(run.executions.filter(({ status }) => status !== 'success')).toEqual([]);
	});
});

it('refuses the embedded call store, and says what to choose', async () => {
	const credential = await createTrunkCredential(n8n.client);
	const { id, versionId } = await n8n.client.importWorkflow(triggerToSink('http://127.0.0.1:9/'), [credential]);
	const [trigger] = await publicationOf(n8n.client, id, versionId);
	expect(trigger.status).toBe('failed');
	expect(trigger.errorMessage).toMatch(/PostgreSQL or Redis/);
}, 120_000);
