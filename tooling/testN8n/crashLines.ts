import { randomUUID } from 'node:crypto';
import type { N8nClient } from '../n8n/n8nClient';
import type { WorkflowFile, WorkflowNode } from '../n8n/types';
import type { StoreFields } from './callStores';
import type { Line } from './crashCampaign';
import { startSink } from './sink';
import { activateWorkflow, createTrunkCredential, logTo, TRIGGER, triggerToSink } from './triggerWorkflow';
import { keyOf, openTrunk } from './trunk';

interface Where {
	client: N8nClient;
	/** The base URLs of the processes that take webhooks. */
	servers: readonly string[];
}

/** What a crashed process had begun comes again soon: a test can't wait for a minute. */
const CRASH_TIMEOUT_SECONDS = 3;
/** Six seconds. */
const PROCESSED_WITHIN_MINUTES = 0.1;

/** A workflow of its own that posts what the trigger emits to a log. */
export async function openLine(
	{ client, servers }: Where,
	name: string,
	store: StoreFields,
	fileOf: (sinkUrl: string) => WorkflowFile = (sinkUrl) =>
		triggerToSink(sinkUrl, { options: { crashTimeoutSeconds: CRASH_TIMEOUT_SECONDS } }),
): Promise<Line> {
	const sink = await startSink();
	const credential = await createTrunkCredential(client, store);
	const { id, path } = await activateWorkflow(client, fileOf(sink.url), [credential], [...servers]);
	return { name, workflowId: id, urls: servers.map((server) => server + path), trunk: openTrunk(), sink };
}

export interface RecordLine extends Line {
	/** The call UUID of each record, in the order in which they were made. */
	records(): Promise<string[]>;
}

/** A workflow that writes a record of each call and then marks its event as processed, as docs/workflows has them. */
export async function openRecordLine(where: Where, name: string, store: StoreFields): Promise<RecordLine> {
	const table = `Records ${randomUUID()}`;
	const tableId = await where.client.createDataTable(table, { call_uuid: 'string' });
	const line = await openLine(where, name, store, (sinkUrl) => upsertAndMark(sinkUrl, table));
	const records = async (): Promise<string[]> =>
		(await where.client.rows(tableId)).map(({ call_uuid: uuid }) => String(uuid));
	// A run that was killed after Mark Processed has done all it had to.
	return { ...line, records, finished: async () => (await records()).map((uuid) => keyOf(uuid)) };
}

const node = (name: string, type: string, typeVersion: number, rest: Partial<WorkflowNode>): WorkflowNode => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters: {},
	...rest,
});

function upsertAndMark(sinkUrl: string, table: string): WorkflowFile {
	const item = `$('${TRIGGER}').item.json`;
	const file = triggerToSink(sinkUrl, {
		options: { crashTimeoutSeconds: CRASH_TIMEOUT_SECONDS, processedWithinMinutes: PROCESSED_WITHIN_MINUTES },
	});
	const nodes = [
		file.nodes[0],
		node('Write Record', 'n8n-nodes-base.dataTable', 1.1, {
			parameters: {
				resource: 'row',
				operation: 'upsert',
				dataTableId: { __rl: true, mode: 'name', value: table },
				matchType: 'allConditions',
				filters: { conditions: [{ keyName: 'call_uuid', condition: 'eq', keyValue: '={{ $json.callUuid }}' }] },
				columns: { mappingMode: 'defineBelow', value: { call_uuid: '={{ $json.callUuid }}' }, schema: [] },
				options: {},
			},
		}),
		logTo(sinkUrl, `={{ JSON.stringify(${item}) }}`),
		node('Mark Processed', 'n8n-nodes-sip-trunk.callPipeline', 1, {
			parameters: { operation: 'markProcessed', eventKey: `={{ ${item}.eventKey }}` },
			credentials: { sipTrunkApi: { id: '', name: '' } },
		}),
	];
	const connections = Object.fromEntries(
		nodes.slice(1).map(({ name }, index) => [nodes[index].name, { main: [[{ node: name, type: 'main', index: 0 }]] }]),
	);
	return { ...file, nodes, connections };
}
