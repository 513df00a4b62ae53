import type { N8nClient } from '../n8n/n8nClient';
import type { Credential, WorkflowNode } from '../n8n/types';

const node = (name: string, type: string, rest: Partial<WorkflowNode> = {}): WorkflowNode => ({
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...rest,
});

/** Runs an operation of Call Pipeline by hand. @returns its first item */
export async function runCallPipeline(
	client: N8nClient,
	credential: Credential,
	parameters: Record<string, unknown>,
): Promise<Record<string, unknown> | undefined> {
	const nodes = [
		node('Start', 'n8n-nodes-base.manualTrigger'),
		node('Call Pipeline', 'n8n-nodes-sip-trunk.callPipeline', {
			parameters,
			credentials: { sipTrunkApi: { id: '', name: '' } },
		}),
	];
	const connections = { Start: { main: [[{ node: 'Call Pipeline', type: 'main', index: 0 }]] } };
	const file = { name: `Call Pipeline: ${String(parameters.operation)}`, nodes, connections };
	const { id } = await client.importWorkflow(file, [credential]);
	const execution = await client.waitForExecution(String(await client.runManually(id, 'Start')));
	return execution.runData['Call Pipeline']?.[0].data?.main[0]?.[0].json;
}
