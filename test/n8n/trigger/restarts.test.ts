/** Events that wait outlive what is done to n8n, to the workflow and to its trigger. */
import { randomUUID } from 'node:crypto';
import type { N8nClient } from '../../../tooling/n8n/n8nClient';
import type { RunningN8n } from '../../../tooling/n8n/startN8n';
import type { Credential, Workflow, WorkflowFile, WorkflowNode } from '../../../tooling/n8n/types';
import { webhookPaths } from '../../../tooling/n8n/webhookPaths';
import { pause, waitUntil } from '../../../tooling/process/pause';
import { releaseAll } from '../../../tooling/process/release';
import { runCallPipeline } from '../../../tooling/testN8n/callPipeline';
import { crash, restart } from '../../../tooling/testN8n/crash';
import { readHealth, waitUntilProcessed } from '../../../tooling/testN8n/inbox';
import { openRest } from '../../../tooling/testN8n/openRest';
import { startSink, type Sink } from '../../../tooling/testN8n/sink';
import { startTestN8n } from '../../../tooling/testN8n/startTestN8n';
import {
	activateWorkflow,
	createTrunkCredential,
	logTo,
	triggerToSink,
	TRIGGER,
} from '../../../tooling/testN8n/triggerWorkflow';
import { keyOf, newUuids, openTrunk, type Trunk } from '../../../tooling/testN8n/trunk';

const CRASH_TIMEOUT_SECONDS = 2;
const OPTIONS = { crashTimeoutSeconds: CRASH_TIMEOUT_SECONDS };
/** So that the events behind the first one wait in the call store. */
const ONE_AT_ONCE = { options: { ...OPTIONS, executionsAtOnce: 1 } };

let server: RunningN8n;
let client: N8nClient;
let credential: Credential;
let trunk: Trunk;
let sink: Sink;

const sorted = (uuids: readonly string[]): string[] => uuids.map((uuid) => keyOf(uuid)).sort();
const emitted = (): string[] => sink.items.map(({ key }) => key).sort();
const marked = (): unknown[] => sink.items.filter(({ isMarked }) => isMarked);

/** Delivers events of which the first one is in a run that does not end, while the others wait. */
async function block(path: string, count: number): Promise<string[]> {
	sink.delayMs = 600_000;
	const uuids = newUuids(count);
	for (const uuid of uuids) {
		await trunk.deliverUntilAcknowledged(server.url + path, uuid);
		await waitUntil('The run of the first event', () => sink.items.length > 0 || undefined);
	}
	return uuids;
}

beforeAll(async () => {
	({ server, client } = await startTestN8n());
	credential = await createTrunkCredential(client);
	trunk = openTrunk();
}, 180_000);
beforeEach(async () => {
	sink = await startSink();
});
afterAll(async () => {
	trunk?.close();
	await releaseAll();
});

it('a run that waits is resumed by n8n after a crash, and not repeated', async () => {
	const resumed = await startSink();
	const file = triggerToSink(sink.url, { options: OPTIONS });
	const item = `$('${TRIGGER}').item.json`;
	const log = logTo(sink.url, `={{ JSON.stringify({ ...${item}, resumeUrl: $execution.resumeUrl }) }}`);
	const wait: WorkflowNode = {
		...logTo(''),
		name: 'Wait',
		type: 'n8n-nodes-base.wait',
		typeVersion: 1.1,
		webhookId: randomUUID(),
		parameters: { resume: 'webhook', options: {} },
	};
	const after = { ...logTo(resumed.url, `={{ JSON.stringify(${item}) }}`), name: 'After' };
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	const workflow: WorkflowFile = {
		...file,
		nodes: [file.nodes[0], log, wait, after],
		connections: { [TRIGGER]: to('Log'), Log: to('Wait'), Wait: to('After') },
	};
	const { path } = await activateWorkflow(client, workflow, [credential]);
	const [uuid] = newUuids(1);
	await trunk.deliverUntilAcknowledged(server.url + path, uuid);
	const inbox = await waitUntilProcessed(server.url + path);
	expect(inbox.events).toMatchObject({ handedOver: 1 });
	await crash(server);
	server = await restart(server);
	await waitUntil('The metrics', async () => await readHealth(server.url + path).catch(() => undefined));
	expect((await fetch(String(sink.items[0].json.resumeUrl))).status).toBe(200);
	await waitUntil('The rest of the run', () => resumed.items.length > 0 || undefined);
	await pause(2 * CRASH_TIMEOUT_SECONDS * 1_000);
	expect(emitted()).toEqual([keyOf(uuid)]);
	expect(resumed.items.map(({ key, isMarked }) => [key, isMarked])).toEqual([[keyOf(uuid), false]]);
}, 180_000);

it('a workflow that is deactivated leaves its events waiting until it is activated', async () => {
	const workflow = await activateWorkflow(client, triggerToSink(sink.url, ONE_AT_ONCE), [credential]);
	const uuids = await block(workflow.path, 5);
	await client.deactivate(workflow.id);
	sink.release();
	await waitUntil('The end of the run', async () => !(await client.hasRunningExecutions()) || undefined);
	await pause(2 * CRASH_TIMEOUT_SECONDS * 1_000);
	expect(sink.items).toHaveLength(1);
	await client.activate(workflow);
	await waitUntilProcessed(server.url + workflow.path);
	expect(emitted()).toEqual(sorted(uuids));
	expect(marked()).toEqual([]);
}, 120_000);

it('a workflow that is published again goes on with what waits', async () => {
	const workflow = await activateWorkflow(client, triggerToSink(sink.url, ONE_AT_ONCE), [credential]);
	const uuids = await block(workflow.path, 5);
	const rest = await openRest(client);
	const nodes = workflow.nodes.map((node) => (node.name === 'Log' ? { ...node, notes: 'changed' } : node));
	const { versionId } = await rest.patch<Workflow>(`/workflows/${workflow.id}`, { nodes });
	await client.activate({ ...workflow, versionId });
	sink.release();
	await waitUntilProcessed(server.url + workflow.path);
	expect(emitted()).toEqual(sorted(uuids));
	expect(marked()).toEqual([]);
}, 120_000);

it('what waits at a trigger that is replaced can be sent to the new one', async () => {
	const workflow = await activateWorkflow(client, triggerToSink(sink.url, ONE_AT_ONCE), [credential]);
	const uuids = await block(workflow.path, 4);
	const rest = await openRest(client);
	const replaced = workflow.nodes.map((node) =>
		node.name === TRIGGER ? { ...node, id: randomUUID(), webhookId: randomUUID() } : node,
	);
	const { versionId } = await rest.patch<Workflow>(`/workflows/${workflow.id}`, { nodes: replaced });
	await client.activate({ ...workflow, versionId, nodes: replaced });
	const url = server.url + webhookPaths(replaced)[0];
	sink.release();
	const orphaned = await waitUntil('The orphaned events', async () => {
		const { inbox } = await readHealth(url);
		return inbox.orphaned === uuids.length - 1 ? inbox.orphaned : undefined;
	});
	expect(orphaned).toBe(3);
	const nameOf = (nodes: readonly WorkflowNode[]): string =>
		`${workflow.id}:${String(nodes.find(({ name }) => name === TRIGGER)?.webhookId)}`;
	const sent = await runCallPipeline(client, credential, {
		operation: 'sendOrphaned',
		fromTrigger: nameOf(workflow.nodes),
		toTrigger: nameOf(replaced),
	});
	expect(sent).toMatchObject({ sent: 3, known: 0, left: 0 });
	await waitUntilProcessed(url);
	expect(emitted()).toEqual(sorted(uuids));
	expect(marked()).toEqual([]);
}, 120_000);
