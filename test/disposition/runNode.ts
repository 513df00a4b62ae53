import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeOutputConfiguration,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { MapDisposition } from '../../nodes/MapDisposition/MapDisposition.node';

const type = new MapDisposition();
const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) } as unknown as INodeTypes;

function makeWorkflow(parameters: IDataObject, settings: Partial<INode> = {}): { workflow: Workflow; node: INode } {
	const node: INode = {
		id: '1',
		name: 'Map Disposition',
		type: 'n8n-nodes-sip-trunk.mapDisposition',
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		...settings,
	};
	const workflow = new Workflow({ id: 'w', nodes: [node], connections: {}, active: false, nodeTypes, settings: { timezone: 'America/New_York' } });
	return { workflow, node: workflow.getNode(node.name) as INode };
}

/** Runs the node over `items` in n8n's own execution context: parameters, defaults, filters and expressions are n8n's. */
export async function runNode(parameters: IDataObject, items: IDataObject[], settings: Partial<INode> = {}): Promise<INodeExecutionData[][]> {
	const { workflow, node } = makeWorkflow(parameters, settings);
	const input = items.map((json, item): INodeExecutionData => ({ json, pairedItem: { item } }));
	const context = new ExecuteContext(
		workflow,
		node,
		{ executionId: '7', webhookWaitingBaseUrl: 'http://127.0.0.1/waiting', formWaitingBaseUrl: 'http://127.0.0.1/form' } as IWorkflowExecuteAdditionalData,
		'manual',
		createRunExecutionData(),
		0,
		input,
		{ main: [input] },
		{ node, data: { main: [input] }, source: null },
		[],
	);
	return await type.execute.call(context);
}

/** The names of the outputs, as n8n's editor works them out from the node's expression. */
export function outputNames(parameters: IDataObject): Array<string | undefined> {
	const { workflow, node } = makeWorkflow(parameters);
	const outputs = NodeHelpers.getNodeOutputs(workflow, node, type.description);
	return outputs.map((output) => (output as INodeOutputConfiguration).displayName);
}
