/** Place and Wait, and Lines, in a real n8n that runs one production execution at a time. */
import type { N8nClient } from '../../../tooling/n8n/n8nClient';
import type { Credential, WorkflowFile } from '../../../tooling/n8n/types';
import { webhookPaths } from '../../../tooling/n8n/webhookPaths';
import { releaseAll } from '../../../tooling/process/release';
import { createTrunkCredential } from '../../../scripts/demo/setUpDemo';
import { startSimulator, type Simulator } from '../../../simulator/startSimulator';
import { startTestN8n } from '../../../tooling/testN8n/startTestN8n';
import { branchByOutcome, placeCallByHand } from '../../../tooling/testN8n/workflows';

const OUTPUTS = ['Connected', 'Voicemail', 'No Answer', 'Busy', 'Other', 'Still in Progress', 'No Free Line'];
/** The last two digits choose the scenario (`simulator/scenarios.ts`). */
const SCENARIOS: Readonly<Record<string, string>> = {
	'+493023125010': 'Connected',
	'+493023125002': 'No Answer',
	'+493023125001': 'Busy',
	'+493023125003': 'Other',
};

let client: N8nClient;
let simulator: Simulator;
let credential: Credential;

beforeAll(async () => {
	({ client } = await startTestN8n({ N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' }));
	simulator = await startSimulator({ timeScale: 60, duplicates: 2 });
	credential = await createTrunkCredential(client, simulator);
});
afterAll(async () => {
	await simulator?.stop();
	await releaseAll();
});

/** Manual start → an item for each number → Place Call. */
function callAll(numbers: readonly string[], parameters: Record<string, unknown>): WorkflowFile {
	const file = placeCallByHand({
		operation: 'placeAndWait',
		outputsBy: 'outcome',
		from: '+493023125001',
		to: '={{ $json.to }}',
		...parameters,
	});
	const code = `return ${JSON.stringify(numbers.map((to) => ({ json: { to } })))};`;
	const items = {
		name: 'Numbers',
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		position: [112, 0],
		parameters: { jsCode: code },
	};
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		...file,
		name: `place and wait ${Math.random()}`,
		nodes: [...file.nodes, items as WorkflowFile['nodes'][number]],
		connections: { Start: to('Numbers'), Numbers: to('Place Call') },
	};
}

/** Runs it, and gives the numbers by the output that they left by. */
async function run(
	numbers: readonly string[],
	parameters: Record<string, unknown>,
): Promise<Record<string, unknown[]>> {
	const { id } = await client.importWorkflow(callAll(numbers, parameters), [credential]);
	const { runData, error } = await client.waitForExecution((await client.runManually(id, 'Start')) as string, 90_000);
	if (error) throw new Error(error.message);
	const outputs = runData['Place Call'][0].data?.main ?? [];
	return Object.fromEntries(
		outputs.flatMap((items, at) => (items?.length ? [[OUTPUTS[at], items.map(({ json }) => json.to)]] : [])),
	);
}

const expected = (numbers: readonly string[]): Record<string, unknown[]> =>
	Object.fromEntries(numbers.map((to) => [SCENARIOS[to], [to]]));

it('without a trigger asks the trunk, and gives each call by the output of its outcome', async () => {
	const numbers = Object.keys(SCENARIOS);
	expect(await run(numbers, { waiting: { askSeconds: 1 } })).toEqual(expected(numbers));
});

it('finds the outcome by its event, while the trigger waits for an execution slot', async () => {
	const trigger = await client.importWorkflow(branchByOutcome(['busy']), [credential]);
	await client.activate(trigger);
	simulator.setWebhook(client.url + webhookPaths(trigger.nodes)[0]);
	const numbers = Object.keys(SCENARIOS);
	expect(await run(numbers, { waiting: { askSeconds: 0 } })).toEqual(expected(numbers));
});

it('dials no more items than there are lines, and sends the others to No Free Line', async () => {
	const before = simulator.calls.length;
	const limited = { limitLines: true, lines: { liveCalls: 2 }, waiting: { askSeconds: 0, callsAtOnce: 4 } };
	const left = await run(['+493023125010', '+493023125010', '+493023125010', '+493023125010'], limited);
	expect(left.Connected).toHaveLength(2);
	expect(left['No Free Line']).toHaveLength(2);
	expect(simulator.calls.length - before).toBe(2);
});
