import type { INodeExecutionData } from 'n8n-workflow';
import { CALL_EVENT_NAMES, type CallEventName } from '../../domain/call/callEvent';
import type { TriggerSettings } from '../settings';

/** The selected events in the order of a call's life: one output each. */
const selected = (events: readonly CallEventName[]): CallEventName[] =>
	CALL_EVENT_NAMES.filter((name) => events.includes(name));

/**
 * n8n evaluates this in the editor and when it wires an execution; it must hold no reference to this module.
 * Same order as `selected`.
 */
export const outputsExpression = `={{ $parameter.outputMode === 'perEvent'
	? ${JSON.stringify(CALL_EVENT_NAMES)}
		.filter((name) => $parameter.events.includes(name))
		.map((name) => ({ type: 'main', displayName: name[0].toUpperCase() + name.slice(1) }))
	: [{ type: 'main' }] }}` as const;

export function routeByEvent(
	{ outputMode, events }: TriggerSettings,
	items: INodeExecutionData[],
): INodeExecutionData[][] {
	if (outputMode === 'single') return [items];
	return selected(events).map((name) => items.filter((item) => item.json.event === name));
}
