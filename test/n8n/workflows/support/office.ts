import { createTrunkCredential, readWorkflow } from '../../../../scripts/demo/setUpDemo';
import type { N8nClient } from '../../../../tooling/n8n/n8nClient';
import type { Credential, DataTableRow, Workflow } from '../../../../tooling/n8n/types';
import { webhookPaths } from '../../../../tooling/n8n/webhookPaths';
import { waitUntil } from '../../../../tooling/process/pause';
import { startSimulator, type Simulator } from '../../../../simulator/startSimulator';
import { startDoubles, type RunningDoubles } from '../../../doubles/startDoubles';
import type { Double } from '../../../doubles/double';
import { startTestN8n } from '../../../../tooling/testN8n/startTestN8n';
import { hasten } from './hasten';
import { PACE } from './pace';

/** Simulated seconds per real one: a call of three minutes takes three. n8n takes its events no faster. */
const TIME_SCALE = 60;
const SETTLED_MILLISECONDS = 1_500;

export interface Office {
	client: N8nClient;
	simulator: Simulator;
	doubles: RunningDoubles;
	/** The simulated trunk's credential. */
	trunk: Credential;
	/** Imports a shipped file at the test's pace, gives it the credentials, and activates it. */
	open(file: string, credentials?: Credential[]): Promise<Workflow>;
	/** The URL of the workflow's Call Event Trigger. */
	urlOf(workflow: Workflow): string;
	/** @param table by its name in `workflows/set-up-tables.json` */
	rows(table: string): Promise<DataTableRow[]>;
	insert(table: string, rows: DataTableRow[]): Promise<void>;
	/** Runs a workflow from one of its triggers, as a person does in the editor, and waits for the end. */
	run(workflow: Workflow, trigger: string): Promise<string>;
	/** Waits until nothing runs any more in n8n. */
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
	const settle = async (): Promise<void> => {
		let quietSince = Date.now();
		await waitUntil(
			'The end of all executions',
			async () => {
				if (await client.hasRunningExecutions()) quietSince = Date.now();
				return Date.now() - quietSince > SETTLED_MILLISECONDS || undefined;
			},
			300_000,
		);
	};
	return {
		client,
		simulator,
		doubles,
		trunk,
		async open(file, credentials = []) {
			const workflow = await client.importWorkflow(hasten(readWorkflow(`${file}.json`), PACE), [trunk, ...credentials]);
			await client.activate(workflow);
			return workflow;
		},
		urlOf: ({ nodes }) => client.url + webhookPaths(nodes)[0],
		rows: async (table) => await client.rows(idOf(table)),
		insert: async (table, rows) => await client.insertRows(idOf(table), rows),
		async run({ id }, trigger) {
			const execution = await client.runManually(id, trigger);
			return (await client.waitForExecution(execution as string, 180_000)).status;
		},
		settle,
	};
}

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
