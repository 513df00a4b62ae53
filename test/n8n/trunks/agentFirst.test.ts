/**
 * Agent first and machine detection in a real n8n, with the trunks whose trigger itself tells the trunk what comes next:
 * whom to ring, and on whom to hang up.
 */
import { randomUUID } from 'node:crypto';
import type { N8nClient } from '../../../tooling/n8n/n8nClient';
import type { Credential, Workflow } from '../../../tooling/n8n/types';
import { webhookPaths } from '../../../tooling/n8n/webhookPaths';
import { waitUntil } from '../../../tooling/process/pause';
import { releaseAll } from '../../../tooling/process/release';
import type { SimulatedCall } from '../../../simulator/exchange';
import { DEFAULT_NUMBERS } from '../../../simulator/numbers';
import { startSimulator, type Simulator } from '../../../simulator/startSimulator';
import { startTestN8n } from '../../../tooling/testN8n/startTestN8n';
import { branchByOutcome, placeCallByHand } from '../../../tooling/testN8n/workflows';

const FROM = '+12025550143';
/** The last two digits say to the simulator what becomes of a telephone. */
const AGENTS = { answers: '+12025550160', busy: '+12025550101', silent: '+12025550102', leaves: '+12025550107' };
type AgentKind = keyof typeof AGENTS;

let client: N8nClient;
let simulator: Simulator;

beforeAll(async () => {
	({ client } = await startTestN8n());
	const numbers = Object.values(AGENTS).map((number) => ({ id: `did_${number.slice(-2)}`, number, country: 'US' }));
	const agents = Object.values(AGENTS).map((phone) => ({ id: `seat_${phone.slice(-2)}`, name: 'Ada', phone }));
	// Slow enough that a command of a busy n8n comes before the next thing happens.
	simulator = await startSimulator({ timeScale: 10, agents, numbers: [...DEFAULT_NUMBERS, ...numbers] });
});
afterAll(async () => {
	await simulator?.stop();
	await releaseAll();
});

describe.each(['telnyx', 'twilio'])('%s', (id) => {
	let credential: Credential;
	let trigger: Workflow;

	beforeAll(async () => {
		const settings = simulator.credentials[id];
		credential = await client.createCredential('sipTrunkApi', `${id} ${randomUUID()}`, settings);
		const file = branchByOutcome(['connected', 'canceled', 'noAnswer', 'voicemail']);
		const nodes = file.nodes.map((node) => ({
			...node,
			...(node.webhookId && { webhookId: randomUUID(), parameters: { events: ['completed'] } }),
		}));
		trigger = await client.importWorkflow({ ...file, name: `${id} ends ${randomUUID()}`, nodes }, [credential]);
		await client.activate(trigger);
	});
	beforeEach(() => simulator.reset());

	const isContact = ({ to }: SimulatedCall): boolean => to.startsWith('+49');
	const contacts = (): SimulatedCall[] => simulator.calls.filter(isContact);
	const legsUp = (): unknown[] => simulator.calls.flatMap(({ legs }) => legs).filter(({ state }) => state !== 'down');

	/** Places the call by hand, and waits until it is over and the trunk has told n8n everything. */
	async function call(agent: AgentKind, lastDigits: string, options: Record<string, unknown> = {}): Promise<string> {
		const eventUrl = client.url.replace('127.0.0.1', 'localhost') + webhookPaths(trigger.nodes)[0];
		const file = placeCallByHand({
			operation: 'place',
			from: FROM,
			to: `+49301234567${lastDigits}`,
			seatId: AGENTS[agent],
			eventUrl,
			options: { ringTimeout: 20, ...options },
		});
		const workflow = await client.importWorkflow({ ...file, name: `${id} place ${randomUUID()}` }, [credential]);
		const { runData, error } = await client.waitForExecution(
			(await client.runManually(workflow.id, 'Start')) as string,
		);
		if (error) throw new Error(error.message);
		await waitUntil(
			'The end of all calls',
			() => simulator.calls.every(({ state }) => state === 'completed') || undefined,
		);
		await waitUntil(
			'The deliveries',
			() => simulator.deliveries.every(({ state }) => state === 'delivered') || undefined,
		);
		return String(runData['Place Call'][0].data?.main[0]?.[0].json.callUuid);
	}

	/** The branch that the one execution of this call took. */
	async function branchOf(callUuid: string): Promise<string[]> {
		const execution = await waitUntil('The execution of the call', async () => {
			const summaries = await client.waitForExecutions(trigger.id, 1);
			const executions = await Promise.all(summaries.map(async ({ id: one }) => await client.execution(one)));
			return executions.find(
				({ runData }) => runData['Call Event Trigger'][0].data?.main[0]?.[0]?.json.callUuid === callUuid,
			);
		});
		return Object.keys(execution.runData).filter((name) => ['connected', 'canceled', 'noAnswer'].includes(name));
	}

	it('rings the contact once the agent has answered', async () => {
		const callUuid = await call('answers', '07');
		const [contact] = contacts();
		const agent = simulator.calls.find(({ to }) => to === AGENTS.answers) as SimulatedCall;
		expect((contact.ringingAt as Date).getTime()).toBeGreaterThanOrEqual((agent.answeredAt as Date).getTime());
		expect(agent.id).toBe(callUuid);
		expect(legsUp()).toEqual([]);
	});

	it.each(['busy', 'silent'] as const)('never rings the contact of an agent who is %s', async (agent) => {
		const callUuid = await call(agent, '89');
		expect(contacts().filter(({ ringingAt }) => ringingAt)).toEqual([]);
		expect(await branchOf(callUuid)).toEqual(['canceled']);
		expect(legsUp()).toEqual([]);
	});

	it('leaves no leg up when the agent hangs up while the contact is rung', async () => {
		const callUuid = await call('leaves', '02', { ringTimeout: 60 });
		expect(contacts().filter(({ answeredAt }) => answeredAt)).toEqual([]);
		expect(legsUp()).toEqual([]);
		expect(await branchOf(callUuid)).not.toContain('connected');
	});

	it('leaves no agent alone with a contact who does not answer', async () => {
		const callUuid = await call('answers', '02');
		expect(legsUp()).toEqual([]);
		expect(await branchOf(callUuid)).toEqual(['noAnswer']);
	});

	it('hangs up on a machine where it is told to', async () => {
		await call('answers', '06', { machineDetection: 'async', onMachine: 'hangUp' });
		const [contact] = contacts();
		const talk = ((contact.endedAt as Date).getTime() - (contact.answeredAt as Date).getTime()) / 1000;
		expect(talk).toBeLessThan(31);
		expect(legsUp()).toEqual([]);
	});
});
