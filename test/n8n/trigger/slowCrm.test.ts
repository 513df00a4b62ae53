/** What comes after the trigger takes a minute for each event; the trunk must not notice. */
import { releaseAll } from '../../../tooling/process/release';
import type { N8nClient } from '../../../tooling/n8n/n8nClient';
import { inRedis, type StoreFields } from '../../../tooling/testN8n/callStores';
import { executedEvents } from '../../../tooling/testN8n/executedEvents';
import { waitUntilProcessed } from '../../../tooling/testN8n/inbox';
import { atRate } from '../../../tooling/testN8n/load';
import { startPrivateRedis } from '../../../tooling/testN8n/privateServer';
import { answerTimes, quantile, report } from '../../../tooling/testN8n/report';
import { startSink, type Sink } from '../../../tooling/testN8n/sink';
import { startTestN8n } from '../../../tooling/testN8n/startTestN8n';
import { startTestQueue } from '../../../tooling/testN8n/startTestQueue';
import {
	activateWorkflow,
	createTrunkCredential,
	logTo,
	triggerToSink,
} from '../../../tooling/testN8n/triggerWorkflow';
import { newUuids, openTrunk, type Trunk } from '../../../tooling/testN8n/trunk';

const EVENTS_PER_SECOND = 10;
const SECONDS = Number(process.env.SLOW_CRM_SECONDS ?? 15);
const WRITE_MS = 60_000;
/** Without an expression: n8n keeps a V8 isolate for every execution that has used one and waits, which is not what is measured here. */
const CRM_RECORD = '{}';

interface Setup {
	client: N8nClient;
	webhooks: string[];
	store: StoreFields;
}

const setups: Array<[string, () => Promise<Setup>]> = [
	[
		'regular mode without a concurrency limit',
		async () => {
			const { client, server } = await startTestN8n();
			return { client, webhooks: [server.url], store: {} };
		},
	],
	[
		'queue mode',
		async () => {
			const { client, webhooks } = await startTestQueue();
			return { client, webhooks, store: inRedis(await startPrivateRedis()) };
		},
	],
];

describe.each(setups)('%s', (title, setUp) => {
	let trunk: Trunk;
	let sink: Sink;
	let executed: string[];
	let writtenUnderLoad: number;

	beforeAll(async () => {
		const { client, webhooks, store } = await setUp();
		trunk = openTrunk();
		sink = await startSink();
		const credentials = [await createTrunkCredential(client, store)];
		const file = triggerToSink(sink.url);
		const workflow = await activateWorkflow(
			client,
			{ ...file, nodes: [file.nodes[0], logTo(sink.url, CRM_RECORD)] },
			credentials,
			webhooks,
		);
		// The first event loads what later ones find loaded.
		for (const webhook of webhooks) await trunk.deliver(webhook + workflow.path, newUuids(1)[0]);
		await waitUntilProcessed(webhooks[0] + workflow.path);
		trunk.deliveries.length = sink.items.length = 0;
		const before = (await client.executions(workflow.id)).length;

		sink.delayMs = WRITE_MS;
		const uuids = newUuids(EVENTS_PER_SECOND * SECONDS);
		await atRate(
			EVENTS_PER_SECOND,
			SECONDS,
			async (index) => await trunk.deliver(webhooks[index % webhooks.length] + workflow.path, uuids[index]),
		);
		writtenUnderLoad = sink.items.length;
		sink.release();
		await waitUntilProcessed(webhooks[0] + workflow.path, 240_000);
		executed = (await executedEvents(client, workflow.id)).slice(before).map(({ key }) => String(key));
		const times = trunk.deliveries.map(({ answeredAfterMs }) => answeredAfterMs);
		report(`A CRM of ${WRITE_MS / 1000} s behind ${EVENTS_PER_SECOND} events per second, ${title}`, {
			...answerTimes(trunk.deliveries),
			p95: quantile(times, 0.95),
			writtenUnderLoad,
		});
	}, 400_000);
	afterAll(async () => {
		trunk?.close();
		await releaseAll();
	}, 60_000);

	it('acknowledges every delivery within 1 s', () => {
		expect(trunk.deliveries.filter(({ status, answeredAfterMs }) => status !== 200 || answeredAfterMs > 1_000)).toEqual(
			[],
		);
		expect(trunk.deliveries).toHaveLength(EVENTS_PER_SECOND * SECONDS);
	});

	it('emits each event once in the end', () => {
		expect(executed.sort()).toEqual(trunk.deliveries.map(({ key }) => key).sort());
		expect(sink.items).toHaveLength(EVENTS_PER_SECOND * SECONDS);
	});
});
