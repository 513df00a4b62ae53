import { randomUUID } from 'node:crypto';
import { UserError } from '../../tooling/process/userError';
import { webhookPaths } from '../../tooling/n8n/webhookPaths';
import { HEALTH_TOKEN } from '../../tooling/testN8n/inbox';
import type { WorkflowFile, WorkflowNode } from '../../tooling/n8n/types';

export type Store = 'embedded' | 'redis' | 'postgres';

const ALL_STORES: readonly Store[] = ['embedded', 'postgres', 'redis'];

/**
 * The call stores that are compared: all, or those of `--stores=embedded,redis`.
 * @throws UserError for a name that is none
 */
export function readStores(args: readonly string[] = process.argv): readonly Store[] {
	const named = args.find((arg) => arg.startsWith('--stores='))?.slice('--stores='.length);
	const names = named?.split(',') ?? ALL_STORES;
	const unknown = names.find((name) => !ALL_STORES.includes(name as Store));
	if (unknown !== undefined)
		throw new UserError(`There is no call store ${unknown}; there are ${ALL_STORES.join(', ')}.`);
	return names as Store[];
}

export interface Flow {
	file: WorkflowFile;
	/** Where it takes requests. */
	path: string;
	/** Whose call store it uses; absent where it has none. */
	store?: Store;
}

export const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown> = {},
	credentials: readonly string[] = [],
): WorkflowNode => ({
	id: randomUUID(),
	webhookId: randomUUID(),
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
	credentials: Object.fromEntries(credentials.map((credential) => [credential, { id: '', name: '' }])),
});

/** Nodes one after the other, and where the first one is called. */
export function chain(name: string, ...nodes: WorkflowNode[]): Flow {
	const connections = Object.fromEntries(
		nodes.slice(1).map((next, index) => [nodes[index].name, { main: [[{ node: next.name, type: 'main', index: 0 }]] }]),
	);
	return { file: { name, nodes, connections }, path: webhookPaths(nodes)[0] };
}

const noOp = (): WorkflowNode => node('Do Nothing', 'n8n-nodes-base.noOp', 1);

export const webhook = (parameters: Record<string, unknown> = {}): WorkflowNode =>
	node('Webhook', 'n8n-nodes-base.webhook', 2, { httpMethod: 'POST', path: randomUUID(), options: {}, ...parameters });

/** n8n's own node and nothing else: the limit. */
export const bareWebhook = (): Flow => chain('bare Webhook', webhook(), noOp());

/** n8n's own node with an address list that nobody is on: what it costs to answer without an execution. */
export const refusingWebhook = (): Flow =>
	chain('Webhook that refuses', webhook({ options: { ipWhitelist: '192.0.2.1' } }), noOp());

/** What people build today. */
export const webhookAndRemoveDuplicates = (): Flow =>
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

/** Posts to a server that answers at once, as a CRM's API would. */
const httpRequest = (url: string): WorkflowNode =>
	node('HTTP Request', 'n8n-nodes-base.httpRequest', 4.2, {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '{}',
		options: {},
	});

export interface TriggerOptions {
	eventsPerExecution?: number;
	/** What comes behind it instead of a node that does nothing. */
	sinkUrl?: string;
}

/** Our trigger with the signature checked, as it is when it is dragged in. */
export function trigger(store: Store, name: string, { sinkUrl, eventsPerExecution }: TriggerOptions = {}): Flow {
	const options = { healthToken: HEALTH_TOKEN, ...(eventsPerExecution && { eventsPerExecution }) };
	const first = node(
		'Call Event Trigger',
		'n8n-nodes-sip-trunk.callEventTrigger',
		2,
		{ events: ['completed'], options },
		['sipTrunkApi'],
	);
	return { ...chain(name, first, sinkUrl ? httpRequest(sinkUrl) : noOp()), store };
}

/** n8n's own node with the same node behind it. */
export const webhookToSink = (sinkUrl: string): Flow =>
	chain('bare Webhook and HTTP Request', webhook(), httpRequest(sinkUrl));
