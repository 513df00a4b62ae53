import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { refusalOf } from '../webhook/refusedItem';
import { routeByEvent } from '../description/outputs';
import { inboxSettings, readSettings } from '../settings';
import { addLastCall } from './addLastCall';
import { admit, admitRetry } from './admit';

/** The events that this execution has. */
async function admitted(context: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const settings = inboxSettings(readSettings(context));
	const mode = context.getMode();
	if (mode === 'trigger') return await admit(context, items, settings);
	if (mode === 'retry') return await admitRetry(context, items, settings);
	return items.map(({ json, pairedItem }, item) => ({ json, pairedItem: pairedItem ?? { item } }));
}

/** The first step of an execution: only the events that this execution has go on. */
export async function beginRun(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const refusal = refusalOf(items);
	if (refusal) throw new NodeOperationError(context.getNode(), refusal.rule, { description: refusal.description });
	return routeByEvent(readSettings(context), await addLastCall(context, await admitted(context, items)));
}
