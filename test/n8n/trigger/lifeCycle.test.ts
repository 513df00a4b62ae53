/** What happens to a trigger while people work on its workflow. */
import type { N8nClient } from '../../../tooling/n8n/n8nClient';
import { webhookPaths } from '../../../tooling/n8n/webhookPaths';
import { releaseAll } from '../../../tooling/process/release';
import { waitUntil } from '../../../tooling/process/pause';
import { HEALTH_TOKEN, readHealth, waitUntilProcessed } from '../../../tooling/testN8n/inbox';
import { openRest } from '../../../tooling/testN8n/openRest';
import { publicationOf } from '../../../tooling/testN8n/publication';
import { startSink, type LoggedItem, type Sink } from '../../../tooling/testN8n/sink';
import { startTestN8n, type TestN8n } from '../../../tooling/testN8n/startTestN8n';
import {
	activateWorkflow,
	createTrunkCredential,
	triggerToSink,
	TRIGGER,
	type TriggerWorkflow,
} from '../../../tooling/testN8n/triggerWorkflow';
import { keyOf, newUuids, openTrunk, type Trunk } from '../../../tooling/testN8n/trunk';
import type { Credential, Workflow } from '../../../tooling/n8n/types';

let trunk: Trunk;
let sink: Sink;
let n8n: TestN8n;
let client: N8nClient;
let credential: Credential;
let workflow: TriggerWorkflow;
let url: string;
let testUrl: string;

const itemsOf = (uuid: string): LoggedItem[] => sink.items.filter(({ key }) => key === keyOf(uuid));
const deliver = async (uuid: string, to = url): Promise<number | 'unknown'> => {
	const { status } = await trunk.deliver(to, uuid);
	if (to === url) await waitUntilProcessed(url);
	return status;
};
/** Presses Execute Workflow, and waits until the editor listens. */
const listen = async (): Promise<void> => void (await client.runManually(workflow.id, TRIGGER));
const nextItem = async (): Promise<LoggedItem> => {
	const before = sink.items.length;
	return await waitUntil('An item', () => sink.items[before]);
};

beforeAll(async () => {
	n8n = await startTestN8n();
	({ client } = n8n);
	trunk = openTrunk();
	sink = await startSink();
	credential = await createTrunkCredential(client);
	workflow = await activateWorkflow(client, triggerToSink(sink.url), [credential]);
	url = n8n.server.url + workflow.path;
	testUrl = url.replace('/webhook/', '/webhook-test/');
}, 180_000);
afterAll(async () => {
	trunk?.close();
	await releaseAll();
});

describe('a test run in the editor', () => {
	const [uuid] = newUuids(1);

	it('shows the event that comes, however often', async () => {
		for (const round of [1, 2]) {
			await listen();
			const item = nextItem();
			expect(await deliver(uuid, testUrl)).toBe(200);
			expect(await item).toMatchObject({ key: keyOf(uuid), isMarked: false });
			expect(itemsOf(uuid)).toHaveLength(round);
		}
	});

	it('does not use the event up: it is emitted when it is delivered in production', async () => {
		const before = itemsOf(uuid).length;
		await deliver(uuid);
		expect(itemsOf(uuid)).toHaveLength(before + 1);
	});

	it('gets a sample call when somebody opens the test URL', async () => {
		await listen();
		const item = nextItem();
		expect((await fetch(testUrl)).status).toBe(200);
		expect((await item).json).toMatchObject({
			event: 'completed',
			durationSeconds: 196,
			eventKey: 'sample',
			redelivered: false,
		});
	});
});

describe("the trigger's figures", () => {
	const ask = async (headers: Record<string, string>): Promise<Response> => await fetch(url, { headers });

	it.each([
		['no token', {}],
		['another token', { authorization: 'Bearer another' }],
		['a part of the token', { authorization: `Bearer ${HEALTH_TOKEN.slice(0, -1)}` }],
	])('are refused to a caller with %s', async (_title, headers) => {
		const answer = await ask(headers as Record<string, string>);
		expect([answer.status, await answer.json()]).toEqual([
			401,
			{ message: 'Send the health token of the trigger as a bearer token.' },
		]);
	});

	it('count what happened to the events', async () => {
		const [uuid] = newUuids(1);
		const read = async () => await readHealth(url);
		const before = await read();
		await deliver(uuid);
		await deliver(uuid);
		await trunk.deliver(url, uuid, { signature: 'wrong' });
		const after = await read();
		const change = Object.fromEntries(
			Object.keys(after.total).map((name) => [name, after.total[name] - before.total[name]]),
		);
		expect(change).toMatchObject({ received: 3, emitted: 1, deduplicated: 1, refused: 1, refusedSignature: 1 });
	});

	it('come as Prometheus text too', async () => {
		const answer = await ask({ authorization: `Bearer ${HEALTH_TOKEN}`, accept: 'text/plain' });
		expect(answer.headers.get('content-type')).toMatch(/^text\/plain;.*version=0\.0\.4/);
		expect(await answer.text()).toMatch(/^sip_trunk_events_emitted_total \d+$/m);
	});

	it('make no execution', async () => {
		const before = (await client.executions(workflow.id)).length;
		await ask({ authorization: `Bearer ${HEALTH_TOKEN}` });
		expect(await client.executions(workflow.id)).toHaveLength(before);
	});
});

describe('an unsafe setup', () => {
	it('takes no deliveries, and the editor is told what is missing', async () => {
		const secretless = await createTrunkCredential(client, { signingSecret: '' });
		const { id, versionId, nodes } = await client.importWorkflow(triggerToSink(sink.url), [secretless]);
		const [trigger] = await publicationOf(client, id, versionId);
		expect(trigger).toMatchObject({
			status: 'failed',
			errorMessage: expect.stringMatching(
				/^The signing secret is missing.* Set Signing Secret in the SIP Trunk API credential/,
			),
		});
		expect(await deliver(newUuids(1)[0], n8n.server.url + webhookPaths(nodes)[0])).toBe(404);
	}, 90_000);
});

describe('a trigger that is renamed', () => {
	it('knows the events that it emitted under its old name', async () => {
		const [uuid] = newUuids(1);
		await deliver(uuid);
		const rest = await openRest(client);
		const { nodes, connections } = await rest.get<Workflow>(`/workflows/${workflow.id}`);
		const renamed = nodes.map((node) => (node.name === TRIGGER ? { ...node, name: 'Calls' } : node));
		const { versionId } = await rest.patch<Workflow>(`/workflows/${workflow.id}`, {
			nodes: renamed,
			connections: { Calls: (connections as Record<string, unknown>)[TRIGGER] },
		});
		await client.activate({ ...workflow, versionId });
		expect(await deliver(uuid)).toBe(200);
		expect(itemsOf(uuid)).toHaveLength(1);
	});
});

describe('a workflow that is published again and again', () => {
	const uuids = newUuids(20);
	let busy: TriggerWorkflow;
	beforeAll(async () => {
		busy = await activateWorkflow(client, triggerToSink(sink.url), [credential]);
		const deliveries = Promise.all(
			uuids.map(async (uuid) => await trunk.deliverUntilAcknowledged(n8n.server.url + busy.path, uuid)),
		);
		for (let times = 0; times < uuids.length; times += 1) {
			await client.deactivate(busy.id);
			await client.activate(busy);
			await trunk.deliverUntilAcknowledged(n8n.server.url + busy.path, uuids[times]);
		}
		await deliveries;
		await waitUntilProcessed(n8n.server.url + busy.path, 120_000);
	}, 120_000);

	it('emits each event once', () => {
		expect(uuids.map((uuid) => itemsOf(uuid).length)).toEqual(uuids.map(() => 1));
	});
});
