/** The six cases that https://unlimcall.com/blog/connecting-custom-crm-to-sip-trunk/ asks to be tested before an integration goes live. */
import { observeCampaign, startCampaign, waitForEnd, type Observation } from '../../scripts/demo/observeCampaign';
import { createTrunkCredential, setUpDemo } from '../../scripts/demo/setUpDemo';
import type { N8nClient } from '../../tooling/n8n/n8nClient';
import type { Credential, Execution } from '../../tooling/n8n/types';
import { webhookPaths } from '../../tooling/n8n/webhookPaths';
import { waitUntil } from '../../tooling/process/pause';
import { releaseAll } from '../../tooling/process/release';
import { DEFAULT_OPTIONS, startSimulator, type Simulator } from '../../simulator/startSimulator';
import { startTestN8n } from '../../tooling/testN8n/startTestN8n';
import { branchByOutcome, placeCallByHand } from '../../tooling/testN8n/workflows';

const person = (contact_id: string, country: string, phone: string) => ({
	contact_id,
	name: contact_id,
	country,
	phone,
});
/** The last two digits choose the scenario (`simulator/scenarios.ts`). */
const PEOPLE = {
	answered: person('answered', 'DE', '+493023125031'),
	duplicate: person('duplicate', 'GB', '+442079460110'),
	busy: person('busy', 'US', '+12025550101'),
	noAnswer: person('noAnswer', 'FR', '+33199000102'),
	unreachable: person('unreachable', 'ES', '+34910123404'),
};
const AGENT_LOST = '+493023125013';

let client: N8nClient;
let simulator: Simulator;
let credential: Credential;
let seen: Observation;
let branches: Execution[];

const callTo = ({ phone }: { phone: string }) =>
	seen.calls.find(({ to }) => to === phone) as Observation['calls'][number];
const of = <Row extends { call_uuid?: unknown }>(rows: Row[], who: { phone: string }): Row[] =>
	rows.filter(({ call_uuid }) => call_uuid === callTo(who).id);

/** A second webhook of the account, next to the demo's. */
async function subscribe(url: string): Promise<void> {
	const response = await fetch(`${simulator.baseUrls.unlimCall}/hooks`, {
		method: 'POST',
		headers: { authorization: `Bearer ${DEFAULT_OPTIONS.accessToken}`, 'content-type': 'application/json' },
		body: JSON.stringify({ url }),
	});
	expect(response.status).toBe(201);
}

async function runByHand(parameters: Record<string, unknown>, trunk = credential): Promise<Execution> {
	const { id } = await client.importWorkflow(placeCallByHand(parameters), [trunk]);
	return await client.waitForExecution((await client.runManually(id, 'Start')) as string);
}

async function place(to: string): Promise<string> {
	const { runData } = await runByHand({ operation: 'place', from: '+493023125001', to, seatId: 'seat_0481ab' });
	return String(runData['Place Call'][0].data?.main[0]?.[0].json.callUuid);
}

beforeAll(async () => {
	({ client } = await startTestN8n());
	simulator = await startSimulator({ timeScale: 60 });
	credential = await createTrunkCredential(client, simulator);
	const demo = await setUpDemo(client, simulator, Object.values(PEOPLE));
	const branching = await client.importWorkflow(branchByOutcome(['busy', 'noAnswer', 'unreachable']), [credential]);
	await client.activate(branching);
	await subscribe(client.url + webhookPaths(branching.nodes)[0]);
	await startCampaign(client, demo);
	await waitForEnd(client, simulator, demo);
	seen = await observeCampaign(client, simulator, demo);
	const summaries = await client.waitForExecutions(branching.id, Object.keys(PEOPLE).length);
	branches = await Promise.all(summaries.map(async ({ id }) => await client.execution(id)));
});
afterAll(async () => {
	await simulator?.stop();
	await releaseAll();
});

describe('1. credentials', () => {
	it('accepts a valid token', async () => {
		expect(await client.testCredential(credential)).toMatchObject({ status: 'OK' });
	});

	it('refuses an invalid token and says what to do', async () => {
		const wrong = await createTrunkCredential(client, simulator, 'unl_live_wrong');
		expect(await client.testCredential(wrong)).toEqual({
			status: 'Error',
			message: 'The trunk refused the access token: copy it again from the portal',
		});
	});

	it('places no call with an invalid token', async () => {
		const wrong = await createTrunkCredential(client, simulator, 'unl_live_wrong');
		const before = simulator.calls.length;
		const { status, error } = await runByHand(
			{ operation: 'place', from: '+493023125001', to: '+493023125099' },
			wrong,
		);
		expect({ status, message: error?.message }).toEqual({
			status: 'error',
			message: expect.stringContaining('The trunk refused the access token'),
		});
		expect(simulator.calls).toHaveLength(before);
	});
});

describe('2. the caller ID that reaches the trunk', () => {
	it.each([
		['answered', '+493023125001'],
		['duplicate', '+442079460958'],
		['busy', '+12025550143'],
		['noAnswer', '+33199005501'],
		['unreachable', '+34910123401'],
	] as const)('is the number of the country of %s', (who, number) => {
		expect(callTo(PEOPLE[who]).from).toBe(number);
	});
});

describe('3. the completion event', () => {
	it.each(Object.keys(PEOPLE) as Array<keyof typeof PEOPLE>)(
		'makes one record of the call to %s, with its contact',
		(who) => {
			expect(of(seen.records, PEOPLE[who])).toEqual([
				expect.objectContaining({ contact_id: who, to_number: PEOPLE[who].phone, ended_at: expect.any(String) }),
			]);
		},
	);

	it('carries the times into the record', () => {
		const [record] = of(seen.records, PEOPLE.answered);
		expect(record).toMatchObject({
			outcome: 'connected',
			ring_seconds: 7,
			duration_seconds: 196,
			hangup_cause: 'normal_clearing',
			hangup_cause_code: 16,
		});
	});
});

describe('4. a duplicate delivery', () => {
	it('was answered with 200 and emitted nothing', () => {
		const { id } = callTo(PEOPLE.duplicate);
		const url = seen.deliveries.filter(({ callUuid, event }) => callUuid === id && event === 'call.completed');
		// Two webhooks, each delivered to twice.
		expect(url.map(({ state }) => state)).toEqual(Array(4).fill('delivered'));
		expect(of(seen.log, PEOPLE.duplicate).filter(({ event }) => event === 'completed')).toHaveLength(1);
	});

	it('made no second record and no second next step', () => {
		expect(of(seen.records, PEOPLE.duplicate)).toHaveLength(1);
		expect(of(seen.nextSteps, PEOPLE.duplicate)).toHaveLength(1);
	});
});

describe('5. calls that nobody answers', () => {
	it.each(['busy', 'noAnswer', 'unreachable'] as const)('%s ends in its own branch', (who) => {
		const ran = branches.filter(
			({ runData }) => runData['Call Event Trigger'][0].data?.main[0]?.[0]?.json.callUuid === callTo(PEOPLE[who]).id,
		);
		expect(ran).toHaveLength(1);
		const names = Object.keys(ran[0].runData).filter((name) => name in PEOPLE);
		expect(names).toEqual([who]);
	});
});

describe('6. an agent who is lost in the middle of a call', () => {
	it("leaves the customer's leg up until it is hung up, and none after", async () => {
		const callUuid = await place(AGENT_LOST);
		const call = await waitUntil('The loss of the agent', () =>
			simulator.calls.find(({ id, legs }) => id === callUuid && legs[0].state === 'down'),
		);
		expect(call.legs.map(({ party, state }) => [party, state])).toEqual([
			['agent', 'down'],
			['customer', 'up'],
		]);
		expect(await runByHand({ operation: 'hangUp', callUuid })).toMatchObject({ status: 'success' });
		expect(call.legs.map(({ state }) => state)).toEqual(['down', 'down']);
		expect(call.state).toBe('completed');
	});
});
