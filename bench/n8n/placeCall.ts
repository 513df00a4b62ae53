import { onRelease } from '../../tooling/process/release';
import type { Credential, NodeRun } from '../../tooling/n8n/types';
import { startSimulator, type Simulator } from '../../simulator/startSimulator';
import { compare, type Candidate } from '../measure';
import { STORE_FIELDS } from './credentials';
import { chain, node, webhook, type Flow, type Store } from './flows';
import { openN8n, type BenchContext, type OpenN8n } from './benchContext';

const ITEMS = 1_000;
const NODE = 'Dial';
const FROM = '+12025550143';

/** One contact each; none of these numbers is one of the simulator's scenarios. */
const contacts = Array.from({ length: ITEMS }, (_, i) => ({
	from: FROM,
	to: `+4930${1_000_000 + i}89`,
	reference: `contact-${i}`,
}));

/** Webhook → one item for each contact → the node under test; answers when all are dialed. */
const dialing = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
	...credentials: string[]
): Flow =>
	chain(
		name,
		webhook({ responseMode: 'lastNode', responseData: 'noData' }),
		node('Split Out', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.contacts', options: {} }),
		node(NODE, type, typeVersion, parameters, credentials),
	);

const field = (name: string, value: string) => ({ name, value });

/** The body as fields, which is the node's default, or as one expression, which spares it two of three. */
const BODY_FIELDS = {
	bodyParameters: {
		parameters: [
			field('from', '={{ $json.from }}'),
			field('to', '={{ $json.to }}'),
			field('client_reference', '={{ $json.reference }}'),
		],
	},
};
const BODY_EXPRESSION = {
	specifyBody: 'json',
	jsonBody: '={{ JSON.stringify({ from: $json.from, to: $json.to, client_reference: $json.reference }) }}',
};

/** The same request as Place Call's, from a general-purpose node: no check of it, no memory of it. */
const httpRequest = ({ baseUrls }: Simulator, name: string, body: Record<string, unknown>): Flow =>
	dialing(
		name,
		'n8n-nodes-base.httpRequest',
		4.2,
		{
			method: 'POST',
			url: `${baseUrls.unlimCall}/calls`,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpBearerAuth',
			sendBody: true,
			...body,
			options: {},
		},
		'httpBearerAuth',
	);

function placeCall(name: string, { id, name: named }: Credential): Flow {
	const { file, path } = dialing(name, 'n8n-nodes-sip-trunk.placeCall', 1, {
		from: { __rl: true, mode: 'number', value: '={{ $json.from }}' },
		to: '={{ $json.to }}',
	});
	const nodes = file.nodes.map((each) =>
		each.name === NODE ? { ...each, credentials: { sipTrunkApi: { id, name: named } } } : each,
	);
	return { file: { ...file, nodes }, path };
}

/** Every item dialed, and every item a result with the trunk's call UUID. @throws Error otherwise */
function check(name: string, simulator: Simulator, [{ data }]: NodeRun[]): void {
	const placed = new Set(simulator.calls.map(({ id }) => id));
	const answered = new Set((data?.main[0] ?? []).map(({ json }) => json.callUuid ?? json.call_uuid));
	if (placed.size === ITEMS && answered.size === ITEMS && [...answered].every((id) => placed.has(id as string))) return;
	throw new Error(`${name} placed ${placed.size} calls and answered with ${answered.size}.`);
}

/** Timed by n8n: how long the node itself took. */
function candidate(
	{ server, client }: OpenN8n,
	simulator: Simulator,
	{ file, path }: Flow,
	workflowId: string,
): Candidate {
	let runs = 0;
	const run = async (): Promise<number> => {
		simulator.reset();
		const { ok } = await fetch(server.url + path, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ contacts }),
		});
		if (!ok) throw new Error(`${file.name} did not go through.`);
		const executions = await client.waitForExecutions(workflowId, (runs += 1));
		const { runData } = await client.execution(executions[executions.length - 1].id);
		check(file.name, simulator, runData[NODE]);
		return runData[NODE][0].executionTime;
	};
	return { name: file.name, per: ITEMS, run, timesItself: true };
}

/**
 * Place Call beside n8n's HTTP Request node: 1,000 items to one server, both as they are when they are dragged in.
 * HTTP Request has no batching then, Place Call no pacing. Place Call reads and checks both numbers, lists the trunk's
 * numbers once, derives the client reference and records it before and after each request.
 */
export async function comparePlaceCall(benchContext: BenchContext): Promise<void> {
	const simulator = await startSimulator();
	onRelease(async () => await simulator.stop());
	const n8n = await openN8n(benchContext);
	const bearer = await n8n.client.createCredential('httpBearerAuth', 'Trunk', {
		token: simulator.credentials.unlimCall.accessToken,
	});
	const trunk = async (store: Store): Promise<Credential> =>
		await n8n.client.createCredential('sipTrunkApi', `Trunk, ${store}`, {
			...simulator.credentials.unlimCall,
			...STORE_FIELDS[store],
		});
	const flows = [
		httpRequest(simulator, 'HTTP Request', BODY_FIELDS),
		httpRequest(simulator, 'HTTP Request, body in one expression', BODY_EXPRESSION),
		placeCall('Place Call', await trunk('embedded')),
		placeCall('Place Call, call store in Redis', await trunk('redis')),
	];
	const candidates: Candidate[] = [];
	for (const flow of flows) {
		const workflow = await n8n.client.importWorkflow(flow.file, [bearer]);
		await n8n.client.activate(workflow);
		candidates.push(candidate(n8n, simulator, flow, workflow.id));
	}
	await compare(`Calls per second, ${ITEMS} items`, candidates, { rounds: 7, warmUp: 1 });
	await n8n.server.stop();
}
