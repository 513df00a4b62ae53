/** Place and Wait, Lines, and inbound calls, in a real n8n: in one process, and in queue mode. */
import { randomUUID } from 'node:crypto';
import type { N8nClient } from '../../../tooling/n8n/n8nClient';
import type { Credential, Execution, Workflow, WorkflowFile, WorkflowNode } from '../../../tooling/n8n/types';
import { webhookPaths } from '../../../tooling/n8n/webhookPaths';
import { waitUntil } from '../../../tooling/process/pause';
import { releaseAll } from '../../../tooling/process/release';
import { startSimulator, type Simulator } from '../../../simulator/startSimulator';
import { inPostgres, inRedis } from '../../../tooling/testN8n/callStores';
import { crash, restart } from '../../../tooling/testN8n/crash';
import { startPrivatePostgres, startPrivateRedis } from '../../../tooling/testN8n/privateServer';
import { report } from '../../../tooling/testN8n/report';
import { startTestN8n, type TestN8n } from '../../../tooling/testN8n/startTestN8n';
import { startTestQueue, type TestQueue } from '../../../tooling/testN8n/startTestQueue';
import {
	activateWorkflow,
	createTrunkCredential,
	triggerToSink,
	TRIGGER,
} from '../../../tooling/testN8n/triggerWorkflow';
import { newUuids, openTrunk, SIGNING_SECRET } from '../../../tooling/testN8n/trunk';
import { placeCallByHand } from '../../../tooling/testN8n/workflows';

const OUTPUTS = ['Connected', 'Voicemail', 'No Answer', 'Busy', 'Other', 'Still in Progress', 'No Free Line'];
/** The last two digits choose the scenario (`simulator/scenarios.ts`). */
const SCENARIOS: Readonly<Record<string, string>> = {
	'+493023125010': 'Connected',
	'+493023125006': 'Voicemail',
	'+493023125002': 'No Answer',
	'+493023125001': 'Busy',
	'+493023125003': 'Other',
};
const NUMBERS = Object.keys(SCENARIOS);
const OWN = '+493023125001';
/** Only a hang-up ends it. */
const LASTING = '+493023125012';

let client: N8nClient;
let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ timeScale: 60, duplicates: 2, signingSecret: SIGNING_SECRET });
});
afterAll(async () => await simulator?.stop());

const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });

/** A first node → Place Call, Place and Wait, an output for each outcome. */
function placeAndWait(first: WorkflowNode, parameters: Record<string, unknown>): WorkflowFile {
	const common = { operation: 'placeAndWait', outputsBy: 'outcome', from: OWN, to: '={{ $json.to }}' };
	const { nodes, ...file } = placeCallByHand({ ...common, ...parameters });
	const [start, placeCall] = nodes;
	const isStart = first.name === 'Numbers';
	return {
		...file,
		name: `place and wait ${randomUUID()}`,
		nodes: [...(isStart ? [start] : []), first, placeCall],
		connections: { ...(isStart && { Start: to('Numbers') }), [first.name]: to('Place Call') },
	};
}

/** Manual start → an item for each number → Place Call. */
async function start(credential: Credential, numbers: readonly string[], parameters: object): Promise<string> {
	const jsCode = `return ${JSON.stringify(numbers.map((number) => ({ json: { to: number } })))};`;
	const items: WorkflowNode = {
		name: 'Numbers',
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		position: [112, 0],
		parameters: { jsCode },
	};
	const { id } = await client.importWorkflow(placeAndWait(items, { ...parameters }), [credential]);
	return (await client.runManually(id, 'Start')) as string;
}

/** A webhook → Place Call to the number of each request, as a production execution. */
async function placeByWebhook(credential: Credential, parameters: object, servers?: string[]) {
	const webhook: WorkflowNode = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		webhookId: randomUUID(),
		parameters: { path: randomUUID(), httpMethod: 'POST', responseMode: 'onReceived' },
	};
	const file = placeAndWait(webhook, { to: '={{ $json.body.to }}', waiting: { askSeconds: 0 }, ...parameters });
	const { id } = await activateWorkflow(client, file, [credential], servers);
	const url = (servers?.[0] ?? client.url) + webhookPaths([webhook])[0];
	const headers = { 'content-type': 'application/json' };
	return {
		id,
		async start(number: string): Promise<void> {
			await fetch(url, { method: 'POST', headers, body: JSON.stringify({ to: number }) });
		},
	};
}

type Item = Record<string, unknown>;

/** The items of Place Call by the output that they left by. */
function outputsOf({ runData, error }: Execution): Record<string, Item[]> {
	if (error) throw new Error(error.message);
	const outputs = runData['Place Call'].at(-1)?.data?.main ?? [];
	return Object.fromEntries(
		outputs.flatMap((items, at) => (items?.length ? [[OUTPUTS[at], items.map(({ json }) => json)]] : [])),
	);
}

/** Runs it, and gives the numbers by the output that they left by. */
async function run(credential: Credential, numbers: readonly string[], parameters: object) {
	const execution = await client.waitForExecution(await start(credential, numbers, parameters), 90_000);
	const outputs = Object.entries(outputsOf(execution));
	return Object.fromEntries(outputs.map(([output, items]) => [output, items.map((item) => item.to)]));
}

const expected = (numbers: readonly string[]): Record<string, unknown[]> =>
	Object.fromEntries(numbers.map((number) => [SCENARIOS[number], [number]]));

/** How long after the receipt of its last word an execution was over, in milliseconds. */
const delayOf = ({ stoppedAt }: Pick<Execution, 'stoppedAt'>, { receivedAt }: Item): number =>
	Date.parse(stoppedAt ?? '') - Date.parse(String(receivedAt));

/** The contact hangs up. */
async function hangUp(callUuid: string): Promise<void> {
	const { baseUrl, accessToken } = simulator.credentials.unlimCall;
	const headers = { authorization: `Bearer ${String(accessToken)}` };
	await fetch(`${String(baseUrl)}/calls/${callUuid}`, { method: 'DELETE', headers });
}

/** Whether n8n has acknowledged the end of a call. */
const isTold = (id: string): true | undefined =>
	simulator.deliveries.some(
		({ callUuid, event, state }) => callUuid === id && event.endsWith('completed') && state === 'delivered',
	) || undefined;

/** Starts an execution that waits for a call which only a hang-up ends. */
async function startLasting(credential: Credential, servers?: string[]) {
	const before = simulator.calls.length;
	const { id, start: place } = await placeByWebhook(credential, { clientReference: randomUUID() }, servers);
	await place(LASTING);
	const call = await waitUntil('The answer', () => simulator.calls.slice(before).find(({ answeredAt }) => answeredAt));
	return { id, call };
}

/** Retries the one execution of a workflow: its call is known, and nobody is dialed again. */
async function expectRetried(id: string, callUuid: string): Promise<void> {
	const before = simulator.calls.length;
	const [execution] = await client.executions(id);
	// n8n answers when the retried execution is over.
	await client.retry(execution.id);
	const retried = (await client.executions(id)).find(({ mode }) => mode === 'retry');
	expect(outputsOf(await client.execution(retried?.id ?? ''))).toMatchObject({
		Connected: [{ callUuid, dedupe: 'alreadyDialed', outcome: 'connected' }],
	});
	expect(simulator.calls.length).toBe(before);
}

/** A workflow that receives events and does nothing else. @param servers that receive webhooks */
async function listen(credential: Credential, events: string[], servers?: string[]): Promise<Workflow> {
	const { nodes, ...file } = triggerToSink('http://127.0.0.1:9', { events });
	return await activateWorkflow(client, { ...file, nodes: nodes.slice(0, 1), connections: {} }, [credential], servers);
}

/** The contact calls back, five times: each event says whom to connect. */
async function expectLastCalls(credential: Credential, contact: string, servers?: string[]): Promise<void> {
	const trigger = await listen(credential, ['initiated'], servers);
	const url = (servers?.[0] ?? client.url) + webhookPaths(trigger.nodes)[0];
	const trunk = openTrunk();
	const delays: number[] = [];
	for (const [index, callUuid] of newUuids(5).entries()) {
		const changes = { direction: 'inbound', from: contact, to: OWN, seat_id: undefined };
		await trunk.deliver(url, callUuid, { event: 'initiated', changes });
		const { id, ...summary } = (await client.waitForExecutions(trigger.id, index + 1))[index];
		const [item] = (await client.execution(id)).runData[TRIGGER][0].data?.main[0] ?? [];
		expect(item.json).toMatchObject({
			callUuid,
			lastCall: { contactId: 'contact-7', seatId: 'seat_0481ab', campaign: 'spring', to: contact },
		});
		delays.push(delayOf(summary, item.json));
	}
	trunk.close();
	report('an inbound call, from its receipt to the end of its execution (ms)', { delays: delays.join(' ') });
	expect(delays.sort((a, b) => a - b)[2]).toBeLessThanOrEqual(500);
}

const IDENTITY = { contactId: 'contact-7', seatId: 'seat_0481ab', options: { metadata: '{"campaign":"spring"}' } };

describe('in one process that runs one production execution at a time', () => {
	let n8n: TestN8n;
	let credential: Credential;
	let trigger: Workflow;
	beforeAll(async () => {
		n8n = await startTestN8n({ N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' });
		client = n8n.client;
		credential = await createTrunkCredential(client, { ...simulator.credentials.unlimCall });
	});
	afterAll(releaseAll);

	it('without a trigger asks the trunk, and gives each call by the output of its outcome', async () => {
		expect(await run(credential, NUMBERS, { waiting: { askSeconds: 1 } })).toEqual(expected(NUMBERS));
	});

	it('finds the outcome by its event, while the trigger waits for an execution slot', async () => {
		trigger = await listen(credential, ['initiated', 'ringing', 'answered', 'completed']);
		simulator.setWebhook(client.url + webhookPaths(trigger.nodes)[0]);
		expect(await run(credential, NUMBERS, { waiting: { askSeconds: 0 } })).toEqual(expected(NUMBERS));
	});

	it('dials no more items than there are lines, and sends the others to No Free Line', async () => {
		const before = simulator.calls.length;
		const limited = { limitLines: true, lines: { liveCalls: 2 }, waiting: { askSeconds: 0, callsAtOnce: 4 } };
		const left = await run(credential, Array<string>(4).fill('+493023125010'), limited);
		expect(left.Connected).toHaveLength(2);
		expect(left['No Free Line']).toHaveLength(2);
		expect(simulator.calls.length - before).toBe(2);
	});

	it('says of an inbound call, within half a second, whom its number was called for', async () => {
		await run(credential, [LASTING], { ...IDENTITY, waiting: { waitSeconds: 1, askSeconds: 0 } });
		await expectLastCalls(credential, LASTING);
	});

	it('killed during the wait and retried, dials nobody again and finds the outcome that was told before', async () => {
		const { id, call } = await startLasting(credential);
		await crash(n8n.server);
		n8n.server = await restart(n8n.server);
		await client.waitForWebhooks(trigger.nodes);
		await hangUp(call.id);
		await waitUntil('The end of the call', () => isTold(call.id));
		await expectRetried(id, call.id);
	});
});

describe('in queue mode', () => {
	let queue: TestQueue;
	let last: Credential;
	beforeAll(async () => {
		queue = await startTestQueue();
		client = queue.client;
	}, 300_000);
	afterAll(releaseAll, 60_000);

	it.each([
		['Redis', async () => inRedis(await startPrivateRedis())],
		['PostgreSQL', async () => inPostgres(await startPrivatePostgres())],
	])('with %s, gives each call by its output within two seconds of its event', async (_title, open) => {
		const fields = { ...simulator.credentials.unlimCall, ...(await open()) };
		const credential = await createTrunkCredential(client, fields);
		const events = await listen(credential, ['completed'], queue.webhooks);
		simulator.setWebhook(queue.webhooks[0] + webhookPaths(events.nodes)[0]);
		const { id, start: call } = await placeByWebhook(credential, IDENTITY, queue.webhooks);
		for (const number of NUMBERS) await call(number);
		const executions = await client.waitForExecutions(id, NUMBERS.length, 90_000);
		const left: Record<string, unknown[]> = {};
		const delays: number[] = [];
		for (const summary of executions) {
			const [[output, [item]]] = Object.entries(outputsOf(await client.execution(summary.id)));
			left[output] = [item.to];
			delays.push(delayOf(summary, item));
		}
		report(`${_title}: from the receipt of a call's end to the end of its execution (ms)`, {
			delays: delays.join(' '),
		});
		expect(left).toEqual(expected(NUMBERS));
		expect(Math.max(...delays)).toBeLessThanOrEqual(2_000);
		await expectLastCalls(credential, NUMBERS[0], queue.webhooks);
		last = credential;
	});

	it('its workers killed during the wait and the execution retried, dials nobody again and gives the outcome', async () => {
		const { id, call } = await startLasting(last, queue.webhooks);
		for (const worker of queue.queue.workers) await crash(worker);
		await restart(queue.queue.workers[0]);
		const retried = expectRetried(id, call.id);
		await hangUp(call.id);
		await retried;
	});
});
