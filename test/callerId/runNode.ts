import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type NodeExecutionHint,
} from 'n8n-workflow';
import { SelectCallerId } from '../../nodes/SelectCallerId/SelectCallerId.node';

export interface Run {
	matched: INodeExecutionData[];
	unmatched: INodeExecutionData[];
	hints: NodeExecutionHint[];
}

/** Runs the node over `items` in n8n's own execution context: parameters, defaults and expressions are resolved by n8n. */
export async function runNode(parameters: IDataObject, items: IDataObject[], settings: Partial<INode> = {}): Promise<Run> {
	const type = new SelectCallerId();
	const node: INode = {
		id: '1',
		name: 'Select Caller ID',
		type: 'n8n-nodes-sip-trunk.selectCallerId',
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		...settings,
	};
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) } as unknown as INodeTypes;
	const workflow = new Workflow({ id: 'w', nodes: [node], connections: {}, active: false, nodeTypes });
	const input = items.map((json, item): INodeExecutionData => ({ json, pairedItem: { item } }));
	const context = new ExecuteContext(
		workflow,
		workflow.getNode(node.name) as INode,
		{ executionId: '7', webhookWaitingBaseUrl: 'http://127.0.0.1/waiting', formWaitingBaseUrl: 'http://127.0.0.1/form' } as IWorkflowExecuteAdditionalData,
		'manual',
		createRunExecutionData(),
		0,
		input,
		{ main: [input] },
		{ node, data: { main: [input] }, source: null },
		[],
	);
	const [matched, unmatched] = await type.execute.call(context);
	return { matched, unmatched, hints: context.hints };
}

export const choiceOf = (item: INodeExecutionData): IDataObject => item.json.callerId as IDataObject;
