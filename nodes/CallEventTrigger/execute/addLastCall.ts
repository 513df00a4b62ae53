import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import type { CallEvent } from '../../domain/call/callEvent';
import { findLastCall } from '../../domain/register/lastCall';
import { openCallStore } from '../../n8n/store/openCallStore';
import { ownNamespace } from '../../n8n/triggerScope';

/** An inbound call rings while this is looked up: its event leaves without it rather than late. */
const PATIENCE_MS = 300;

const isInbound = ({ json }: INodeExecutionData): boolean => json.direction === 'inbound' && json.fromValid === true;

/** Adds to each event of an inbound call which call came before it. Never fails, and never keeps an event. */
export async function addLastCall(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	if (!items.some(isInbound)) return [...items];
	const register = { namespace: ownNamespace(context), secret: context.getInstanceId() };
	const add = async (item: INodeExecutionData): Promise<INodeExecutionData> => {
		if (!isInbound(item)) return item;
		const store = await openCallStore(context);
		const lastCall = await findLastCall(store, register, item.json as unknown as CallEvent);
		return lastCall ? { ...item, json: { ...item.json, lastCall: { ...lastCall } } } : item;
	};
	const tooLate = sleep(PATIENCE_MS);
	return await Promise.all(
		items.map(async (item) => await Promise.race([add(item).catch(() => item), tooLate.then(() => item)])),
	);
}
