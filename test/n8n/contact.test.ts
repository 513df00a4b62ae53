/** Check Contact in a real n8n: its three outputs, values from expressions, and an attempt that Place Call makes count. */
import { createTrunkCredential } from '../../scripts/demo/setUpDemo';
import { startSimulator, type Simulator } from '../../simulator/startSimulator';
import type { Execution, WorkflowFile, WorkflowNode } from '../../tooling/n8n/types';
import { releaseAll } from '../../tooling/process/release';
import { startTestN8n } from '../../tooling/testN8n/startTestN8n';

const PEOPLE = [
	{ name: 'reachable', to: '+493023125031', consent: true, doNotCall: '' },
	{ name: 'refused', to: '+493023125032', consent: 'express', doNotCall: 'no', refused: new Date().toISOString() },
	{ name: 'objects', to: '+493023125033', consent: 'written', doNotCall: 'yes' },
	{ name: 'stranger', to: '+493023125034', consent: '', doNotCall: null },
];
const CREDENTIALS = { sipTrunkApi: { id: '', name: '' } };

const check = (name: string): WorkflowNode => ({
	name,
	type: 'n8n-nodes-sip-trunk.checkContact',
	typeVersion: 1,
	position: [0, 0],
	credentials: CREDENTIALS,
	parameters: {
		number: "={{ $('People').item.json.to }}",
		consent: "={{ $('People').item.json.consent }}",
		doNotCall: "={{ $('People').item.json.doNotCall }}",
		lastRefusal: "={{ $('People').item.json.refused }}",
		hours: 'own',
		ownHours: 'Mon-Sun 00:00-24:00',
		options: { maxAttempts: 1, restDays: 30 },
	},
});
const node = (name: string, type: string, typeVersion: number, parameters: object): WorkflowNode => ({
	...{ name, type, typeVersion, position: [0, 0], parameters: parameters as WorkflowNode['parameters'] },
});
const to = (name: string) => [{ node: name, type: 'main', index: 0 }];

const WORKFLOW: WorkflowFile = {
	name: 'Check, call, check again',
	nodes: [
		node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		node('List', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: JSON.stringify({ people: PEOPLE }) }),
		node('People', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'people' }),
		check('Before'),
		{
			...node('Place Call', 'n8n-nodes-sip-trunk.placeCall', 1, {
				...{ resource: 'call', operation: 'place', seatId: 'seat_0481ab' },
				...{ from: '+493023125001', to: "={{ $('People').item.json.to }}" },
			}),
			credentials: CREDENTIALS,
		},
		check('After'),
	],
	connections: {
		Start: { main: [to('List')] },
		List: { main: [to('People')] },
		People: { main: [to('Before')] },
		Before: { main: [to('Place Call')] },
		'Place Call': { main: [to('After')] },
	},
};

let execution: Execution;
let simulator: Simulator;

beforeAll(async () => {
	const { client } = await startTestN8n();
	simulator = await startSimulator();
	const credential = await createTrunkCredential(client, simulator);
	const { id } = await client.importWorkflow(WORKFLOW, [credential]);
	execution = await client.waitForExecution((await client.runManually(id, 'Start')) as string);
});
afterAll(async () => {
	await simulator?.stop();
	await releaseAll();
});

const outputsOf = (name: string) =>
	(execution.runData[name][0].data?.main ?? []).map((items) =>
		(items ?? []).map(({ json }) => json.contactCheck as Record<string, unknown>),
	);

it('sends each contact where it belongs', () => {
	const [allowed, notNow, never] = outputsOf('Before');
	expect(allowed).toMatchObject([{ number: PEOPLE[0].to, attempts: 0, country: 'DE', timeZone: 'Europe/Berlin' }]);
	expect(notNow).toMatchObject([{ number: PEOPLE[1].to, decidedBy: { id: 'own-rest' } }]);
	expect(never).toMatchObject([
		{ number: PEOPLE[2].to, decidedBy: { kind: 'objection' } },
		{ number: PEOPLE[3].to, decidedBy: { id: 'DE-consent', source: 'UWG 7(2)' } },
	]);
});

it('counts the call that Place Call placed', () => {
	expect(outputsOf('After')).toMatchObject([
		[],
		[{ number: PEOPLE[0].to, attempts: 1, decidedBy: { id: 'own-cap' } }],
		[],
	]);
});
