import type { N8nClient } from '../n8n/n8nClient';
import type { ExecutionSummary } from '../n8n/types';
import { openRest } from './openRest';
import { keyOf } from './trunk';

export interface ExecutedEvent extends ExecutionSummary {
	/** Of the event that the execution was made for; undefined when another execution had begun it, so that nothing left the trigger. */
	key?: string;
}

/** As the trigger writes it into an item: workflow, webhook, credential, call UUID, event. */
const EVENT_KEY = /"[^":]+:[^":]+:[^":]+:([^":]+):(initiated|ringing|answered|completed)"/;

/**
 * Every execution of a workflow, or every one that ended so, with the event it was made for, oldest first. The event is read from what n8n stores
 * of the execution: its output, or for one that was interrupted what it began with.
 */
export async function executedEvents(
	client: N8nClient,
	workflowId: string,
	status?: ReadonlyArray<ExecutionSummary['status']>,
): Promise<ExecutedEvent[]> {
	const rest = await openRest(client);
	const found: ExecutedEvent[] = [];
	for (const summary of await client.executions(workflowId, status)) {
		const { data } = await rest.get<{ data: string }>(`/executions/${summary.id}`);
		const [, callUuid, event] = EVENT_KEY.exec(data) ?? [];
		found.push({ ...summary, key: callUuid === undefined ? undefined : keyOf(callUuid, event) });
	}
	return found;
}

/** How many executions ended in which way. */
export function countByStatus(executions: readonly ExecutionSummary[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { status } of executions) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}
