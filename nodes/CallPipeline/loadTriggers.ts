import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { readTriggerName } from '../domain/inbox/eventKey';
import { inboxOverview } from '../domain/inbox/overview';
import { activeTriggers } from '../domain/inbox/triggers';
import { openCallStore } from '../n8n/store/openCallStore';
import { ownNamespace } from '../n8n/triggerScope';

/** The triggers that are not active and have open events. */
export async function getOrphanedTriggers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { orphanedTriggers } = await inboxOverview(await openCallStore(this), ownNamespace(this), '');
	return orphanedTriggers.map(({ trigger, workflowId, events }) => ({
		name: `Workflow ${workflowId}: ${events} events`,
		value: trigger,
	}));
}

export async function getActiveTriggers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const active = await activeTriggers(await openCallStore(this), ownNamespace(this));
	return [...active].map((trigger) => ({ name: `Workflow ${readTriggerName(trigger).workflowId}`, value: trigger }));
}
