/** Fault case 3: two webhook processes get the same event at the same instant, two workers execute. */
import { releaseAll } from '../../../tooling/process/release';
import { checkHistory } from '../../../tooling/testN8n/historyChecker';
import { waitUntilIdle } from '../../../tooling/testN8n/executedEvents';
import { createPostgresCredential, createRedisCredential } from '../../../tooling/testN8n/ledgerCredentials';
import { inGroups } from '../../../tooling/testN8n/load';
import { startPrivatePostgres, startPrivateRedis } from '../../../tooling/testN8n/privateServer';
import { answerTimes, report } from '../../../tooling/testN8n/report';
import { startSink, type Sink } from '../../../tooling/testN8n/sink';
import { startTestQueue, type TestQueue } from '../../../tooling/testN8n/startTestQueue';
import { activateWorkflow, createTrunkCredential, triggerToSink } from '../../../tooling/testN8n/triggerWorkflow';
import { newUuids, openTrunk, type Trunk } from '../../../tooling/testN8n/trunk';
import type { Credential, ExecutionSummary } from '../../../tooling/n8n/types';

const CALLS = Number(process.env.QUEUE_CALLS ?? 500);
/** Calls whose events come at the same time; each to both processes. */
const AT_ONCE = 5;

interface Run {
	trunk: Trunk;
	sink: Sink;
	executions: ExecutionSummary[];
}

let n8n: TestQueue;
let credentials: Credential[];

beforeAll(async () => {
	n8n = await startTestQueue();
	credentials = [
		await createTrunkCredential(n8n.client),
		await createRedisCredential(n8n.client, await startPrivateRedis()),
		await createPostgresCredential(n8n.client, await startPrivatePostgres()),
	];
}, 300_000);
afterAll(releaseAll, 60_000);

async function deliverToBoth(deduplicationStore: string): Promise<Run> {
	const { client, webhooks } = n8n;
	const trunk = openTrunk();
	const sink = await startSink();
	const workflow = await activateWorkflow(
		client,
		triggerToSink(sink.url, { deduplicationStore }),
		credentials,
		webhooks,
	);
	const started = Date.now();
	await inGroups(newUuids(CALLS), AT_ONCE, async (uuid) => {
		await Promise.all(webhooks.map(async (webhook) => await trunk.deliver(webhook + workflow.path, uuid)));
	});
	const seconds = (Date.now() - started) / 1000;
	await waitUntilIdle(client, 120_000);
	const executions = await client.executions(workflow.id);
	trunk?.close();
	report(`${CALLS} events to both webhook processes, ${deduplicationStore}`, {
		items: sink.items.length,
		executions: executions.length,
		unavailable: sink.items.filter(({ dedupe }) => dedupe === 'unavailable').length,
		seconds,
		...answerTimes(trunk.deliveries),
	});
	return { trunk, sink, executions };
}

describe.each(['redis', 'postgres'])('with %s', (store) => {
	let run: Run;
	beforeAll(async () => {
		run = await deliverToBoth(store);
	}, 300_000);

	it('emits each event once', () => {
		expect(run.sink.items).toHaveLength(CALLS);
		expect(new Set(run.sink.items.map(({ key }) => key)).size).toBe(CALLS);
	});

	it('checked each one with the store', () => {
		expect(run.sink.items.filter(({ dedupe }) => dedupe !== 'checked')).toEqual([]);
	});

	it('acknowledges both deliveries of each', () => {
		expect(run.trunk.deliveries.filter(({ status }) => status === 200)).toHaveLength(CALLS * 2);
	});

	it('ends every execution well', () => {
		expect(run.executions.filter(({ status }) => status !== 'success')).toEqual([]);
	});
});

describe("with n8n's history, which is safe for one process only", () => {
	let run: Run;
	beforeAll(async () => {
		run = await deliverToBoth('n8nHistory');
	}, 300_000);

	it('loses none', () => {
		const { counts } = checkHistory({
			deliveries: run.trunk.deliveries,
			emissions: run.sink.items,
			windowMs: Infinity,
		});
		expect(counts).toMatchObject({ acknowledged: CALLS, lost: 0 });
	});

	it('says in the execution that a shared store is needed', async () => {
		const { runData } = await n8n.client.execution(run.executions[0].id);
		expect(runData['Call Event Trigger'][0].hints?.[0].message).toContain('choose Redis or Postgres');
	});
});
