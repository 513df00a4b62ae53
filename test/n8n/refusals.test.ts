/** What a person or a trunk is told when something is wrong: one sentence, no stack trace, no execution. */
import { createHmac } from 'node:crypto';
import { createTrunkCredential, readWorkflow, setUpDemo, type Demo } from '../../scripts/demo/setUpDemo';
import { startCampaign } from '../../scripts/demo/observeCampaign';
import type { N8nClient } from '../../tooling/n8n/n8nClient';
import { webhookPaths } from '../../tooling/n8n/webhookPaths';
import { freePort } from '../../tooling/process/freePort';
import { releaseAll } from '../../tooling/process/release';
import { DEFAULT_OPTIONS, startSimulator, type Simulator } from '../../simulator/startSimulator';
import { startTestN8n } from '../../tooling/testN8n/startTestN8n';
import { placeCallByHand } from '../../tooling/testN8n/workflows';

let client: N8nClient;
let simulator: Simulator;
let demo: Demo;

beforeAll(async () => {
	({ client } = await startTestN8n());
	simulator = await startSimulator();
	demo = await setUpDemo(client, simulator, [
		{ contact_id: 'one', name: 'One', country: 'DE', phone: '+493023125031' },
	]);
});
afterAll(async () => {
	await simulator?.stop();
	await releaseAll();
});

const COMPLETED = {
	event: 'call.completed',
	call_uuid: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
	from: '+12025551234',
	to: '+4930123456789',
	direction: 'outbound',
};
const sign = (body: string, secret: string = DEFAULT_OPTIONS.signingSecret): Record<string, string> => ({
	'content-type': 'application/json',
	[DEFAULT_OPTIONS.signatureHeader]: createHmac('sha256', secret).update(body).digest('hex'),
});

/** @returns status, message and how many executions there are by then that were not there before */
async function deliver(body: string, headers: Record<string, string>) {
	const before = (await client.executions(demo.callRecords.id)).length;
	const response = await fetch(client.url + webhookPaths(demo.callRecords.nodes)[0], { method: 'POST', headers, body });
	const text = await response.text();
	return { status: response.status, text, executions: (await client.executions(demo.callRecords.id)).length - before };
}

describe('a delivery that is refused', () => {
	const withoutUuid = JSON.stringify({ ...COMPLETED, call_uuid: undefined });
	const whole = JSON.stringify(COMPLETED);

	it.each([
		['has no call UUID', withoutUuid, sign(withoutUuid), 400, /call_uuid is missing/],
		// n8n itself reads a body of this type before any node sees it.
		['is not JSON', '{', sign('{'), 422, /JSON/],
		['is signed with another secret', whole, sign(whole, 'another secret'), 401, /signature/i],
		['is not signed', whole, { 'content-type': 'application/json' }, 401, /signature/i],
	])('%s', async (_title, body, headers, status, rule) => {
		const answer = await deliver(body, headers);
		expect(answer).toEqual({ status, text: expect.stringMatching(rule), executions: 0 });
		expect(answer.text).not.toMatch(/\bat .*:\d+:\d+|stacktrace|Error:/);
	});

	it('leaves the event to be delivered in good order', async () => {
		const before = (await client.executions(demo.callRecords.id)).length;
		expect(await deliver(whole, sign(whole))).toMatchObject({ status: 200 });
		const executions = await client.waitForExecutions(demo.callRecords.id, before + 1);
		expect(executions).toHaveLength(before + 1);
	});
});

describe('a call that cannot be placed', () => {
	async function placeWith(changes: Record<string, unknown>) {
		const credential = await client.createCredential('sipTrunkApi', 'Another trunk', {
			provider: 'unlimCall',
			accessToken: 'x',
			allowPrivateHost: true,
			...changes,
		});
		const { id } = await client.importWorkflow(
			placeCallByHand({ operation: 'place', from: '+493023125001', to: '+493023125031' }),
			[credential],
		);
		return await client.waitForExecution((await client.runManually(id, 'Start')) as string);
	}

	it('says that the trunk is down', async () => {
		const { status, error } = await placeWith({ baseUrl: `http://127.0.0.1:${await freePort()}/api/v1` });
		expect(status).toBe('error');
		expect(error?.message).toMatch(/trunk/i);
		expect(error?.message).not.toMatch(/ECONNREFUSED|\bat .*:\d+:\d+/);
	});

	it('says that the token is wrong', async () => {
		const { status, error } = await placeWith({ baseUrl: simulator.baseUrls.unlimCall });
		expect(status).toBe('error');
		expect(error?.message).toMatch(/access token/);
	});

	it("goes on with the others in the demo's campaign, and notes the reason", async () => {
		const wrong = await createTrunkCredential(client, simulator, 'unl_live_wrong');
		const file = readWorkflow('demo-campaign.json');
		const nodes = file.nodes.map((node) =>
			node.type === 'n8n-nodes-base.webhook'
				? { ...node, webhookId: 'again', parameters: { ...node.parameters, path: 'start-campaign' } }
				: node,
		);
		await client.deactivate(demo.campaign.id);
		const campaign = await client.importWorkflow({ ...file, nodes }, [wrong]);
		await client.activate(campaign);
		await startCampaign(client, { ...demo, campaign });
		expect(await demo.rows('Calls Not Placed')).toEqual([
			expect.objectContaining({ contact_id: 'one', reason: expect.stringMatching(/access token/) }),
		]);
	});
});
