import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { refusalOf } from '../webhook/refusedItem';
import { routeByEvent } from '../description/outputs';
import { inboxSettings, readSettings } from '../settings';
import { admit, admitRetry } from './admit';

/** The first step of an execution: only the events that this execution has go on. */
export async function beginRun(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const settings = readSettings(context);
	const mode = context.getMode();
	const refusal = refusalOf(items);
	if (refusal) throw new NodeOperationError(context.getNode(), refusal.rule, { description: refusal.description });
	if (mode === 'trigger') return routeByEvent(settings, await admit(context, items, inboxSettings(settings)));
	if (mode === 'retry') return routeByEvent(settings, await admitRetry(context, items, inboxSettings(settings)));
	const passed = items.map(({ json, pairedItem }, item) => ({ json, pairedItem: pairedItem ?? { item } }));
	return routeByEvent(settings, passed);
}
