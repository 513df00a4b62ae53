import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { CheckContact } from '../../nodes/CheckContact/CheckContact.node';
import { executeNode } from '../../tooling/executeNode';

export interface Run {
	allowed: INodeExecutionData[];
	notNow: INodeExecutionData[];
	never: INodeExecutionData[];
}

export const CREDENTIAL = { sipTrunkApi: { id: 'credential-1', name: 'Trunk' } };

/** Runs the node over `items` in n8n's own execution context. Attempts are not counted unless it is said. */
export async function runNode(
	parameters: IDataObject,
	items: IDataObject[],
	settings: Partial<INode> = {},
): Promise<Run> {
	const options = { countAttempts: 'off', ...(parameters.options as IDataObject) };
	const { outputs } = await executeNode(new CheckContact(), { ...parameters, options }, items, settings);
	const [allowed, notNow, never] = outputs;
	return { allowed, notNow, never };
}

export const checkOf = (item: INodeExecutionData): IDataObject => item.json.contactCheck as IDataObject;
