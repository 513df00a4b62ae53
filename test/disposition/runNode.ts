import {
	NodeHelpers,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeOutputConfiguration,
} from 'n8n-workflow';
import { MapDisposition } from '../../nodes/MapDisposition/MapDisposition.node';
import { executeNode, workflowOf } from '../../tooling/executeNode';

const type = new MapDisposition();

/** Runs the node over `items` in n8n's own execution context, in New York: parameters, filters and expressions are n8n's. */
export async function runNode(
	parameters: IDataObject,
	items: IDataObject[],
	settings: Partial<INode> = {},
): Promise<INodeExecutionData[][]> {
	return (await executeNode(type, parameters, items, settings)).outputs;
}

/** The names of the outputs, as n8n's editor works them out from the node's expression. */
export function outputNames(parameters: IDataObject): Array<string | undefined> {
	const { workflow, node } = workflowOf(type, parameters);
	const outputs = NodeHelpers.getNodeOutputs(workflow, node, type.description);
	return outputs.map((output) => (output as INodeOutputConfiguration).displayName);
}
