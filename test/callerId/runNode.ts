import type { IDataObject, INode, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';
import { SelectCallerId } from '../../nodes/SelectCallerId/SelectCallerId.node';
import { executeNode } from '../../tooling/executeNode';

export interface Run {
	matched: INodeExecutionData[];
	unmatched: INodeExecutionData[];
	hints: NodeExecutionHint[];
}

// The node also logs which rows of a pool it does not use.
process.env.N8N_LOG_LEVEL = 'silent';

/** Runs the node over `items` in n8n's own execution context. */
export async function runNode(
	parameters: IDataObject,
	items: IDataObject[],
	settings: Partial<INode> = {},
): Promise<Run> {
	const { outputs, hints } = await executeNode(new SelectCallerId(), parameters, items, {
		credentials: { sipTrunkApi: { id: 'credential-1', name: 'Trunk' } },
		...settings,
	});
	const [matched, unmatched] = outputs;
	return { matched, unmatched, hints };
}

/** Parameters with a pool from rows as the table keeps them, or from plain numbers. */
export const table = (...rows: Array<IDataObject | string>): IDataObject => ({
	pool: { rows: rows.map((row) => (typeof row === 'string' ? { number: row } : row)) },
});

export const choiceOf = (item: INodeExecutionData): IDataObject => item.json.callerId as IDataObject;
