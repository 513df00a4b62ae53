import { randomUUID } from 'node:crypto';
import type { N8nClient } from '../n8n/n8nClient';
import type { Credential, Workflow, WorkflowFile, WorkflowNode } from '../n8n/types';
import { webhookPaths } from '../n8n/webhookPaths';
import { HEALTH_TOKEN } from './inbox';
import { SIGNING_SECRET } from './trunk';

export const TRIGGER = 'Call Event Trigger';
export const TRIGGER_TYPE = 'n8n-nodes-sip-trunk.callEventTrigger';

export interface TriggerWorkflow extends Workflow {
	/** Where the trunk delivers, e.g. `/webhook/<id>/call-events`. */
	path: string;
}

const node = (
	index: number,
	name: string,
	type: string,
	typeVersion: number,
	rest: Partial<WorkflowNode>,
): WorkflowNode => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	position: [index * 224, 0],
	parameters: {},
	...rest,
});

/** Posts each item to the sink, or for each item what it is told. */
export const logTo = (sinkUrl: string, jsonBody = '={{ JSON.stringify($json) }}'): WorkflowNode =>
	node(1, 'Log', 'n8n-nodes-base.httpRequest', 4.2, {
		parameters: { method: 'POST', url: sinkUrl, sendBody: true, specifyBody: 'json', jsonBody, options: {} },
	});

/** Call Event Trigger → HTTP Request that posts each item to the sink. */
export function triggerToSink(sinkUrl: string, parameters: Record<string, unknown> = {}): WorkflowFile {
	const { options, ...others } = parameters;
	return {
		name: `Trigger to sink: ${JSON.stringify(parameters)}`,
		nodes: [
			node(0, TRIGGER, TRIGGER_TYPE, 2, {
				webhookId: randomUUID(),
				parameters: {
					events: ['completed'],
					options: { healthToken: HEALTH_TOKEN, ...(options as object | undefined) },
					...others,
				},
				credentials: { sipTrunkApi: { id: '', name: '' } },
			}),
			logTo(sinkUrl),
		],
		connections: { [TRIGGER]: { main: [[{ node: 'Log', type: 'main', index: 0 }]] } },
	};
}

export const createTrunkCredential = async (
	client: N8nClient,
	changes: Record<string, unknown> = {},
): Promise<Credential> =>
	await client.createCredential('sipTrunkApi', `Trunk ${randomUUID()}`, {
		provider: 'unlimCall',
		accessToken: 'unused',
		signingSecret: SIGNING_SECRET,
		...changes,
	});

/** Imports a workflow and activates it. @param servers the base URLs that receive webhooks, where these are processes of their own */
export async function activateWorkflow(
	client: N8nClient,
	file: WorkflowFile,
	credentials: Credential[],
	servers?: string[],
): Promise<TriggerWorkflow> {
	const workflow = await client.importWorkflow(file, credentials);
	await client.activate(workflow, servers);
	return { ...workflow, path: webhookPaths(workflow.nodes)[0] };
}
