import { createTrunkCredential, readWorkflow } from '../../../../scripts/demo/setUpDemo';
import type { N8nClient } from '../../../../tooling/n8n/n8nClient';
import type { Credential, DataTableRow, Workflow, WorkflowFile } from '../../../../tooling/n8n/types';
import { webhookPaths } from '../../../../tooling/n8n/webhookPaths';
import { waitUntil } from '../../../../tooling/process/pause';
import { startSimulator, type Simulator } from '../../../../simulator/startSimulator';
import { startDoubles, type RunningDoubles } from '../../../doubles/startDoubles';
import type { Double } from '../../../doubles/double';
import { HEALTH_TOKEN, isProcessed, readHealth } from '../../../../tooling/testN8n/inbox';
import { startTestN8n } from '../../../../tooling/testN8n/startTestN8n';
import { TRIGGER_TYPE } from '../../../../tooling/testN8n/triggerWorkflow';
import { hasten } from './hasten';
import { PACE } from './pace';

/** Simulated seconds per real one: a call of three minutes takes three. n8n takes its events no faster. */
const TIME_SCALE = 60;

export interface Office {
	client: N8nClient;
	simulator: Simulator;
	doubles: RunningDoubles;
	/** The simulated trunk's credential. */
	trunk: Credential;
	/**
	 * Imports a shipped file at the test's pace, gives it the credentials, and activates it.
	 * @param file its name without `.json`, or a changed copy
	 */
	open(file: string | WorkflowFile, credentials?: Credential[]): Promise<Workflow>;
	/** Deactivates a workflow that was opened. */
	close(workflow: Workflow): Promise<void>;
	/** The URL of the workflow's Call Event Trigger. */
	urlOf(workflow: Workflow): string;
	/** @param table by its name in `workflows/set-up-tables.json` */
	rows(table: string): Promise<DataTableRow[]>;
	insert(table: string, rows: DataTableRow[]): Promise<void>;
	/**
	 * Runs a workflow from one of its triggers, as a person does in the editor, and waits for the end.
	 * @returns its status, with the error's message if there is one
	 */
	run(workflow: Workflow, trigger: string): Promise<string>;
	/** Waits until no event is on its way to a workflow that was opened, and nothing runs in n8n. */
	settle(): Promise<void>;
}

/** An n8n in UTC with the shipped tables, a simulated trunk, and doubles of the services in place of the real ones. */
export async function openOffice(
	services: readonly Double[] = [],
	simulated: Parameters<typeof startSimulator>[0] = {},
): Promise<Office> {
	const doubles = await startDoubles(services);
	const { client } = await startTestN8n({ ...doubles.env, GENERIC_TIMEZONE: 'UTC', TZ: 'UTC' });
	const simulator = await startSimulator({ timeScale: TIME_SCALE, ...simulated });
	const trunk = await createTrunkCredential(client, simulator);
	const ids = await setUpTables(client);
	const idOf = (table: string): string => ids.get(table) ?? fail(`set-up-tables.json makes no table ${table}`);
	const inboxes = new Map<string, string>();
	const isQuiet = async (): Promise<boolean> => {
		const read = await Promise.all([...inboxes.values()].map(async (url) => (await readHealth(url)).inbox));
		return read.every(isProcessed) && !(await client.hasRunningExecutions());
	};
	return {
		client,
		simulator,
		doubles,
		trunk,
		async open(file, credentials = []) {
			const shipped = typeof file === 'string' ? readWorkflow(`${file}.json`) : file;
			const copy = withMetrics(hasten(shipped, PACE));
			const workflow = await client.importWorkflow(copy, [trunk, ...credentials]);
			await client.activate(workflow);
			const [inbox] = webhookPaths(workflow.nodes.filter(({ type }) => type === TRIGGER_TYPE));
			if (inbox) inboxes.set(workflow.id, client.url + inbox);
			return workflow;
		},
		async close({ id }) {
			inboxes.delete(id);
			await client.deactivate(id);
		},
		urlOf: ({ nodes }) => client.url + webhookPaths(nodes)[0],
		rows: async (table) => await client.rows(idOf(table)),
		insert: async (table, rows) => await client.insertRows(idOf(table), rows),
		async run({ id }, trigger) {
			const execution = await client.runManually(id, trigger);
			const { status, error } = await client.waitForExecution(execution as string, 180_000);
			return error ? `${status}: ${error.message}` : status;
		},
		settle: async () =>
			void (await waitUntil('The end of all runs', async () => (await isQuiet()) || undefined, 300_000)),
	};
}

/** Lets the test read how many events wait in a trigger's inbox. */
const withMetrics = (file: WorkflowFile): WorkflowFile => ({
	...file,
	nodes: file.nodes.map((node) => {
		if (node.type !== TRIGGER_TYPE) return node;
		const options = { ...(node.parameters.options as object | undefined), healthToken: HEALTH_TOKEN };
		return { ...node, parameters: { ...node.parameters, options } };
	}),
});

function fail(message: string): never {
	throw new Error(message);
}

/** @returns each table's id by its name, as the set-up workflow's own nodes tell it */
async function setUpTables(client: N8nClient): Promise<Map<string, string>> {
	const { id } = await client.importWorkflow(readWorkflow('set-up-tables.json'));
	const execution = await client.waitForExecution((await client.runManually(id, 'Start by Hand')) as string);
	if (execution.status !== 'success') fail(`Set Up Tables ended with ${execution.status}: ${execution.error?.message}`);
	const tables = Object.entries(execution.runData).filter(([node]) => node.startsWith('Create '));
	return new Map(tables.map(([node, [run]]) => [node.slice('Create '.length), String(run.data?.main[0]?.[0].json.id)]));
}
