/** The six cases of https://unlimcall.com/blog/connecting-custom-crm-to-sip-trunk/ , in a real n8n, for every trunk of the registry; every event is delivered twice. */
import { randomUUID } from 'node:crypto';
import type { N8nClient } from '../../../tooling/n8n/n8nClient';
import type { Credential, Execution, Workflow, WorkflowFile } from '../../../tooling/n8n/types';
import { webhookPaths } from '../../../tooling/n8n/webhookPaths';
import { waitUntil } from '../../../tooling/process/pause';
import { releaseAll } from '../../../tooling/process/release';
import { startSimulator, type Simulator } from '../../../simulator/startSimulator';
import { trunkDoubles } from '../../../simulator/trunks';
import { startTestN8n } from '../../../tooling/testN8n/startTestN8n';
import { branchByOutcome, placeCallByHand } from '../../../tooling/testN8n/workflows';

const FROM = '+12025550143';
/** Intellicall dials Indian numbers only, and its agent is rung first. */
const PREFIX: Readonly<Record<string, string>> = { intellicall: '+9198765432' };
const SEAT: Readonly<Record<string, string>> = {
	unlimCall: 'seat_0481ab',
	intellicall: 'agent.017',
};
const DELIVERIES_PER_EVENT = 2;
const TOKEN_REFUSED = 'The trunk refused the access token: copy it again from the portal';

let client: N8nClient;
let simulator: Simulator;

beforeAll(async () => {
	({ client } = await startTestN8n());
	simulator = await startSimulator({ timeScale: 60, duplicates: DELIVERIES_PER_EVENT });
});
afterAll(async () => {
	await simulator?.stop();
	await releaseAll();
});

/** Each trunk's trigger has a webhook of its own. */
function ownTrigger(file: WorkflowFile): WorkflowFile {
	return {
		...file,
		nodes: file.nodes.map((node) => ({
			...node,
			...(node.webhookId && { webhookId: randomUUID(), parameters: { events: ['completed'] } }),
		})),
	};
}

describe.each(trunkDoubles.map(({ id }) => id))('%s', (id) => {
	let credential: Credential;
	let trigger: Workflow;
	let eventUrl: string;

	const createCredential = async (changes: Record<string, unknown> = {}): Promise<Credential> =>
		await client.createCredential('sipTrunkApi', `${id} ${randomUUID()}`, { ...simulator.credentials[id], ...changes });
	const runByHand = async (parameters: Record<string, unknown>): Promise<Execution> => {
		const file = { ...placeCallByHand(parameters), name: `${id} ${String(parameters.operation)} ${randomUUID()}` };
		const workflow = await client.importWorkflow(file, [credential]);
		return await client.waitForExecution((await client.runManually(workflow.id, 'Start')) as string);
	};
	const place = async (lastDigits: string) => {
		const to = `${PREFIX[id] ?? '+49301234567'}${lastDigits}`;
		const { runData, error } = await runByHand({
			operation: 'place',
			from: FROM,
			to,
			seatId: SEAT[id] ?? '',
			eventUrl,
		});
		if (error) throw new Error(error.message);
		const callUuid = String(runData['Place Call'][0].data?.main[0]?.[0].json.callUuid);
		return await waitUntil('The call', () => simulator.calls.find((call) => call.id === callUuid));
	};
	/** The executions of this call, once both copies of its last event were delivered. */
	const executionsOf = async (callUuid: string): Promise<Execution[]> => {
		await waitUntil('The deliveries', () => {
			const all = simulator.deliveries.filter((delivery) => delivery.callUuid === callUuid);
			const isOver = simulator.calls.find((call) => call.id === callUuid)?.state === 'completed';
			return (isOver && all.length > 0 && all.every(({ state }) => state === 'delivered')) || undefined;
		});
		return await waitUntil('The execution of the call', async () => {
			const summaries = await client.waitForExecutions(trigger.id, 1);
			const executions = await Promise.all(summaries.map(async (summary) => await client.execution(summary.id)));
			const ofCall = executions.filter(
				({ runData }) => runData['Call Event Trigger'][0].data?.main[0]?.[0]?.json.callUuid === callUuid,
			);
			return ofCall.length > 0 ? ofCall : undefined;
		});
	};

	beforeAll(async () => {
		credential = await createCredential();
		trigger = await client.importWorkflow(
			ownTrigger(branchByOutcome(['connected', 'busy', 'noAnswer', 'unreachable'])),
			[credential],
		);
		await client.activate(trigger);
		// The production URL as n8n shows it, which is what Twilio signs.
		eventUrl = client.url.replace('127.0.0.1', 'localhost') + webhookPaths(trigger.nodes)[0];
		simulator.setWebhook(eventUrl);
	});

	it('1. accepts a valid credential, and says what to do about an invalid one', async () => {
		expect(await client.testCredential(credential)).toMatchObject({ status: 'OK' });
		const wrong = await createCredential({ accessToken: 'wrong' });
		expect(await client.testCredential(wrong)).toEqual({ status: 'Error', message: TOKEN_REFUSED });
	});

	it('2., 3. and 4. dials with the right caller ID, and its completion makes one execution although it comes twice', async () => {
		const call = await place('89');
		expect(call).toMatchObject({ trunk: id, from: FROM });
		const executions = await executionsOf(call.id);
		expect(executions).toHaveLength(1);
		expect(executions[0].runData['Call Event Trigger'][0].data?.main[0]?.[0].json).toMatchObject({
			provider: id,
			event: 'completed',
			toValid: true,
		});
	});

	it.each([
		['01', 'busy'],
		['02', 'noAnswer'],
		['04', 'unreachable'],
	])('5. %s ends in the branch %s', async (lastDigits, branch) => {
		const call = await place(lastDigits);
		const executions = await executionsOf(call.id);
		expect(
			executions.map(({ runData }) =>
				Object.keys(runData).filter((name) => ['connected', 'busy', 'noAnswer', 'unreachable'].includes(name)),
			),
		).toEqual([[branch]]);
	});

	it('6. leaves no leg up after an agent was lost and the call was hung up', async () => {
		const call = await place('13');
		await waitUntil(
			'The loss of the agent',
			() => call.legs.every(({ party, state }) => (party === 'agent' ? state === 'down' : state === 'up')) || undefined,
		);
		expect(await runByHand({ operation: 'hangUp', callUuid: call.id })).toMatchObject({ status: 'success' });
		expect(call.legs.filter(({ state }) => state !== 'down')).toEqual([]);
	});
});

describe('a trunk that takes the call and never answers', () => {
	const silent = { operation: 'place', from: FROM, to: '+4930123456790', options: { requestTimeout: 1 } };
	const start = async (retryOnFail: boolean): Promise<Execution> => {
		const credential = await client.createCredential(
			'sipTrunkApi',
			`silent ${randomUUID()}`,
			simulator.credentials.unlimCall,
		);
		const file = placeCallByHand(silent);
		const nodes = file.nodes.map((node) =>
			node.name === 'Place Call' ? { ...node, retryOnFail, maxTries: 2, waitBetweenTries: 0 } : node,
		);
		const workflow = await client.importWorkflow({ ...file, nodes, name: `silent ${randomUUID()}` }, [credential]);
		return await client.waitForExecution((await client.runManually(workflow.id, 'Start')) as string);
	};
	const resultOf = ({ runData }: Execution) => runData['Place Call'].at(-1)?.data?.main[0]?.[0].json;
	const STANDING = { callUuid: expect.any(String), dedupe: 'alreadyDialed' };

	it('is not called a second time by Retry On Fail', async () => {
		const before = simulator.calls.length;
		expect(resultOf(await start(true))).toMatchObject(STANDING);
		expect(simulator.calls).toHaveLength(before + 1);
	});

	it('is not called a second time by a retried execution', async () => {
		const before = simulator.calls.length;
		const failed = await start(false);
		expect(failed).toMatchObject({
			status: 'error',
			error: { message: expect.stringContaining('so it is unknown whether the request took effect') },
		});
		// UnlimCall lists a call once it has ended.
		await waitUntil('The end of the call', () => simulator.calls.at(-1)?.state === 'completed' || undefined);
		await client.retry(failed.id);
		const [, retried] = await client.waitForExecutions(failed.workflowId, 2);
		expect(resultOf(await client.execution(retried.id))).toMatchObject(STANDING);
		expect(simulator.calls).toHaveLength(before + 1);
	});
});
