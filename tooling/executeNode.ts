import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type NodeExecutionHint,
} from 'n8n-workflow';

export interface NodeRun {
	/** Items by output. */
	outputs: INodeExecutionData[][];
	hints: NodeExecutionHint[];
}

/** A workflow of one node; n8n fills in the defaults of what `parameters` leaves out. */
export function workflowOf(
	type: INodeType,
	parameters: IDataObject,
	settings: Partial<INode> = {},
): { workflow: Workflow; node: INode } {
	const node: INode = {
		id: 'node-1',
		name: type.description.displayName,
		type: `n8n-nodes-sip-trunk.${type.description.name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		...settings,
	};
	const nodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const workflow = new Workflow({
		id: 'workflow-1',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
		settings: { timezone: 'America/New_York' },
	});
	return { workflow, node: workflow.getNode(node.name) as INode };
}

/** Runs one node over `items` in n8n's own execution context: parameters, defaults and expressions are resolved by n8n. */
export async function executeNode(
	type: INodeType,
	parameters: IDataObject,
	items: IDataObject[],
	settings: Partial<INode> = {},
): Promise<NodeRun> {
	const { workflow, node } = workflowOf(type, parameters, settings);
	const input = items.map((json, item): INodeExecutionData => ({ json, pairedItem: { item } }));
	// Whatever credential the node has leaves everything at its default.
	const credentialsHelper = { isCredentialUsableByNode: () => true, getDecrypted: async () => ({}) };
	const urls = { webhookWaitingBaseUrl: 'http://127.0.0.1/waiting', formWaitingBaseUrl: 'http://127.0.0.1/form' };
	const context = new ExecuteContext(
		workflow,
		node,
		{ executionId: '7', credentialsHelper, ...urls } as unknown as IWorkflowExecuteAdditionalData,
		'manual',
		createRunExecutionData(),
		0,
		input,
		{ main: [input] },
		{ node, data: { main: [input] }, source: null },
		[],
	);
	const outputs = await (type.execute as NonNullable<INodeType['execute']>).call(context);
	return { outputs: outputs as INodeExecutionData[][], hints: context.hints };
}
