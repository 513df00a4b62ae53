import type { WorkflowNode } from './types';

/**
 * n8n serves its own Webhook node under the node's `path`, and a trigger of a package under
 * `<webhookId>/<path of its description>`.
 */
const DESCRIBED_PATHS: Record<string, string> = { 'n8n-nodes-sip-trunk.callEventTrigger': 'call-events' };

/** @returns the production paths at which a workflow takes requests, e.g. `/webhook/place-calls` */
export function webhookPaths(nodes: WorkflowNode[]): string[] {
	return nodes.flatMap(({ type, webhookId, parameters }) => {
		if (type === 'n8n-nodes-base.webhook') return [`/webhook/${String(parameters.path)}`];
		return type in DESCRIBED_PATHS ? [`/webhook/${webhookId}/${DESCRIBED_PATHS[type]}`] : [];
	});
}
