import { randomUUID } from 'node:crypto';
import type { WorkflowFile, WorkflowNode } from '../../scripts/n8n/types';

export type Store = 'n8nHistory' | 'redis' | 'postgres';

const node = (name: string, type: string, typeVersion: number, parameters: Record<string, unknown> = {}): WorkflowNode => ({ id: randomUUID(), webhookId: randomUUID(), name, type, typeVersion, position: [0, 0], parameters,
});

/** Nodes one after the other, and where the first one is called. */
function chain(name: string, ...nodes: WorkflowNode[]): { file: WorkflowFile; path: string } {
	const connections = Object.fromEntries(
		nodes.slice(1).map((next, index) => [nodes[index].name, { main: [[{ node: next.name, type: 'main', index: 0 }]] }]),
	);
	const [{ webhookId, parameters }] = nodes;
	return { file: { name, nodes, connections }, path: `/webhook/${parameters.path ?? `${webhookId}/call-events`}` };
}

const noOp = (): WorkflowNode => node('Do Nothing', 'n8n-nodes-base.noOp', 1);
const webhook = (): WorkflowNode => node('Webhook', 'n8n-nodes-base.webhook', 2, { httpMethod: 'POST', path: randomUUID(), options: {} });

/** n8n's own node and nothing else: the limit. */
export const bareWebhook = () => chain('bare Webhook', webhook(), noOp());

/** What people build today. */
export const webhookAndRemoveDuplicates = () =>
	chain(
		'Webhook + Remove Duplicates',
		webhook(),
		node('Remove Duplicates', 'n8n-nodes-base.removeDuplicates', 2, {
			operation: 'removeItemsSeenInPreviousExecutions',
			dedupeValue: '={{ $json.body.call_uuid }}',
			options: {},
		}),
		noOp(),
	);

export function trigger(store: Store) {
	const credentials: Record<string, { id: string; name: string }> = { sipTrunkApi: { id: '', name: '' } };
	if (store === 'redis') credentials.ledgerRedisApi = { id: '', name: '' };
	if (store === 'postgres') credentials.ledgerPostgresApi = { id: '', name: '' };
	const first = node('Call Event Trigger', 'n8n-nodes-sip-trunk.callEventTrigger', 2, { events: ['completed'], deduplicationStore: store, options: {} });
	return chain(`Call Event Trigger, ${store}`, { ...first, credentials }, noOp());
}
