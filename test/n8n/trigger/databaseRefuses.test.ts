/** n8n can't run what it is given: its database refuses the execution, or a credential of the workflow is gone. */
import { Client } from 'pg';
import { pause } from '../../../tooling/process/pause';
import { releaseAll } from '../../../tooling/process/release';
import type { Workflow, WorkflowFile } from '../../../tooling/n8n/types';
import { runCallPipeline } from '../../../tooling/testN8n/callPipeline';
import { waitUntilProcessed, type Inbox } from '../../../tooling/testN8n/inbox';
import { openRest } from '../../../tooling/testN8n/openRest';
import { startPrivatePostgres } from '../../../tooling/testN8n/privateServer';
import { startSink, type Sink } from '../../../tooling/testN8n/sink';
import { startTestN8n, type TestN8n } from '../../../tooling/testN8n/startTestN8n';
import { activateWorkflow, createTrunkCredential, triggerToSink } from '../../../tooling/testN8n/triggerWorkflow';
import { keyOf, newUuids, openTrunk, type Trunk } from '../../../tooling/testN8n/trunk';

const OPTIONS = { crashTimeoutSeconds: 2 };

let trunk: Trunk;
let sink: Sink;
let n8n: TestN8n;
let database: Client;

/** While `during` runs, no row can be written to the table. */
async function refusing(table: string, during: () => Promise<unknown>): Promise<void> {
	await database.query(
		`CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse()`,
	);
	await during().finally(async () => await database.query(`DROP TRIGGER refuse ON ${table}`));
}

const keysOf = (uuids: readonly string[]): string[] => uuids.map((uuid) => keyOf(uuid)).sort();
const emittedOf = (uuids: readonly string[]) => sink.items.filter(({ key }) => keysOf(uuids).includes(key));

beforeAll(async () => {
	const { host, port } = await startPrivatePostgres();
	n8n = await startTestN8n({
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: host,
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_USER: 'postgres',
		DB_POSTGRESDB_PASSWORD: '',
		DB_POSTGRESDB_DATABASE: 'postgres',
	});
	trunk = openTrunk();
	sink = await startSink();
	database = new Client({ host, port, user: 'postgres', database: 'postgres' });
	await database.connect();
	await database.query(
		`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused by the test'; END $$`,
	);
}, 240_000);
afterAll(async () => {
	trunk?.close();
	await database.end();
	await releaseAll();
});

describe('when no execution can be recorded', () => {
	const uuids = newUuids(10);
	let statuses: Array<number | 'unknown'>;
	let emittedMeanwhile: number;

	beforeAll(async () => {
		const workflow = await activateWorkflow(n8n.client, triggerToSink(sink.url, { options: OPTIONS }), [
			await createTrunkCredential(n8n.client),
		]);
		const url = n8n.server.url + workflow.path;
		await refusing('execution_entity', async () => {
			statuses = (await Promise.all(uuids.map(async (uuid) => await trunk.deliverUntilAcknowledged(url, uuid)))).map(
				({ status }) => status,
			);
			await pause(5_000);
			emittedMeanwhile = emittedOf(uuids).length;
		});
		await waitUntilProcessed(url, 180_000);
	}, 240_000);

	it('acknowledges every event, because it has it', () => {
		expect(statuses).toEqual(uuids.map(() => 200));
		expect(emittedMeanwhile).toBe(0);
	});

	it('emits each event once when executions can be recorded again', () => {
		expect(
			emittedOf(uuids)
				.map(({ key }) => key)
				.sort(),
		).toEqual(keysOf(uuids));
		expect(emittedOf(uuids).filter(({ isMarked }) => isMarked)).toEqual([]);
	});
});

describe('when the credential of another node is deleted and restored', () => {
	const uuids = newUuids(5);
	let inbox: Inbox;
	let emittedMeanwhile: number;

	/** The shipped form of the sink's node, with a credential that it needs. */
	function withHeader(file: WorkflowFile, credential: { id: string; name: string }): WorkflowFile {
		const [trigger, log] = file.nodes;
		const parameters = {
			...log.parameters,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpHeaderAuth',
		};
		return { ...file, nodes: [trigger, { ...log, parameters, credentials: { httpHeaderAuth: credential } }] };
	}

	beforeAll(async () => {
		const rest = await openRest(n8n.client);
		const header = async () =>
			await n8n.client.createCredential('httpHeaderAuth', `Header ${Date.now()}`, { name: 'x-test', value: '1' });
		const [trunkCredential, first] = [await createTrunkCredential(n8n.client), await header()];
		const file = withHeader(triggerToSink(sink.url, { options: OPTIONS }), first);
		const workflow = await activateWorkflow(n8n.client, file, [trunkCredential, first]);
		const url = n8n.server.url + workflow.path;
		await rest.delete(`/credentials/${first.id}`);
		await Promise.all(uuids.map(async (uuid) => await trunk.deliverUntilAcknowledged(url, uuid)));
		inbox = await waitUntilProcessed(url, 180_000);
		emittedMeanwhile = emittedOf(uuids).length;

		const second = await header();
		const { nodes } = withHeader({ ...file, nodes: workflow.nodes }, second);
		const { versionId } = await rest.patch<Workflow>(`/workflows/${workflow.id}`, { nodes });
		await n8n.client.activate({ ...workflow, versionId });
		const parameters = { operation: 'replay', replay: 'allFailed', workflowId: workflow.id };
		await runCallPipeline(n8n.client, trunkCredential, parameters);
		await waitUntilProcessed(url, 180_000);
	}, 300_000);

	it('keeps each event as failed, of which nothing has left', () => {
		expect(emittedMeanwhile).toBe(0);
		expect(inbox.events).toMatchObject({ failed: uuids.length, dead: 0 });
	});

	it('runs each once all of them are replayed', () => {
		expect(
			emittedOf(uuids)
				.map(({ key }) => key)
				.sort(),
		).toEqual(keysOf(uuids));
	});
});
