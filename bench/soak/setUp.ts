import { randomUUID } from 'node:crypto';
import type { N8nClient } from '../../tooling/n8n/n8nClient';
import type { RunningN8n } from '../../tooling/n8n/startN8n';
import type { WorkflowFile } from '../../tooling/n8n/types';
import { inPostgres, inRedis } from '../../tooling/testN8n/callStores';
import { startPrivatePostgres, startPrivateRedis, type PrivateServer } from '../../tooling/testN8n/privateServer';
import { startSink, type Sink } from '../../tooling/testN8n/sink';
import { startTestN8n } from '../../tooling/testN8n/startTestN8n';
import { activateWorkflow, createTrunkCredential, triggerToSink, TRIGGER } from '../../tooling/testN8n/triggerWorkflow';
import { openTrunk, type EventName, type Trunk } from '../../tooling/testN8n/trunk';
import { startShippedProxy } from '../../tooling/testN8n/shippedProxy';

const STORES = ['embedded', 'redis', 'postgres'] as const;
export type StoreName = (typeof STORES)[number];

/** A trunk, the workflow that it delivers to, and the log of what came out: one for each call store. */
export interface Line {
	store: StoreName;
	workflowId: string;
	url: string;
	trunk: Trunk;
	sink: Sink;
}

export interface Setup {
	/** The running one; a restart puts another in its place, at the same address. */
	server: RunningN8n;
	client: N8nClient;
	redis: PrivateServer;
	postgres: PrivateServer;
	lines: Line[];
}

export const EVENTS: readonly EventName[] = ['initiated', 'answered', 'completed'];

const N8N_ENVIRONMENT: NodeJS.ProcessEnv = {
	// As docs/queue-mode.md advises; else the database and n8n's own caches of it would grow all along.
	EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
	N8N_METRICS: 'true',
	// On a machine with much memory V8 would put off collecting garbage for longer than the soak lasts.
	NODE_OPTIONS: '--max-old-space-size=768',
};

/** An n8n that has just been killed is back well before the 60 s that the trigger would wait. */
const CRASH_TIMEOUT_SECONDS = 5;

/**
 * Call Event Trigger → Convert to File → HTTP Request to the sink. As a file, because a body made by an expression
 * costs n8n an isolate for each event, five times what the trigger does.
 */
function triggerToLog(sinkUrl: string): WorkflowFile {
	const file = triggerToSink(sinkUrl, { events: EVENTS, options: { crashTimeoutSeconds: CRASH_TIMEOUT_SECONDS } });
	const [trigger, log] = file.nodes;
	const toFile = {
		id: randomUUID(),
		name: 'Convert to File',
		type: 'n8n-nodes-base.convertToFile',
		typeVersion: 1.1,
		position: [112, 160],
		parameters: { operation: 'toJson', mode: 'each', options: {} },
	};
	log.parameters = {
		method: 'POST',
		url: sinkUrl,
		sendBody: true,
		contentType: 'binaryData',
		inputDataFieldName: 'data',
		options: {},
	};
	const to = ({ name }: { name: string }) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return { ...file, nodes: [trigger, toFile, log], connections: { [TRIGGER]: to(toFile), [toFile.name]: to(log) } };
}

/** A real n8n behind the proxy of docs/queue-mode, with a workflow for each call store, and servers that nobody else uses. */
export async function setUp(): Promise<Setup> {
	const [redis, postgres, { server, client }] = await Promise.all([
		startPrivateRedis(),
		startPrivatePostgres(),
		startTestN8n(N8N_ENVIRONMENT),
	]);
	const address = new URL(server.url).host;
	const proxy = await startShippedProxy({ main: address, 'webhook-1': address });
	const fields = { embedded: {}, redis: inRedis(redis), postgres: inPostgres(postgres) };
	const openLine = async (store: StoreName): Promise<Line> => {
		const sink = await startSink();
		const credential = await createTrunkCredential(client, fields[store]);
		const { id, path } = await activateWorkflow(client, triggerToLog(sink.url), [credential]);
		return { store, workflowId: id, url: proxy.url + path, trunk: openTrunk(), sink };
	};
	const lines: Line[] = [];
	for (const store of STORES) lines.push(await openLine(store));
	return { server, client, redis, postgres, lines };
}
