/** Fault cases 10, 12 and 18: n8n's database refuses to record an execution, or the history of processed events. */
import { Client } from 'pg';
import { pause, waitUntil } from '../../../tooling/process/pause';
import { releaseAll } from '../../../tooling/process/release';
import type { ExecutionSummary } from '../../../tooling/n8n/types';
import { crash, restart } from '../../../tooling/testN8n/crash';
import { executedEvents, waitUntilIdle } from '../../../tooling/testN8n/executedEvents';
import { startPrivatePostgres } from '../../../tooling/testN8n/privateServer';
import { startSink, type Sink } from '../../../tooling/testN8n/sink';
import { startTestN8n, type TestN8n } from '../../../tooling/testN8n/startTestN8n';
import {
	activateWorkflow,
	createTrunkCredential,
	triggerToSink,
	type TriggerWorkflow,
} from '../../../tooling/testN8n/triggerWorkflow';
import { keyOf, newUuids, openTrunk, type Trunk } from '../../../tooling/testN8n/trunk';

const COPIES = 3;

let trunk: Trunk;
let sink: Sink;
let n8n: TestN8n;
let workflow: TriggerWorkflow;
let url: string;
let env: NodeJS.ProcessEnv;
let database: Client;

/** While `during` runs, no row can be written to the table. */
async function refusing(table: string, during: () => Promise<unknown>): Promise<void> {
	await database.query(
		`CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse()`,
	);
	await during().finally(async () => await database.query(`DROP TRIGGER refuse ON ${table}`));
}

beforeAll(async () => {
	const { host, port } = await startPrivatePostgres();
	env = {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: host,
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_USER: 'postgres',
		DB_POSTGRESDB_PASSWORD: '',
		DB_POSTGRESDB_DATABASE: 'postgres',
	};
	n8n = await startTestN8n(env);
	trunk = openTrunk();
	sink = await startSink();
	workflow = await activateWorkflow(n8n.client, triggerToSink(sink.url), [await createTrunkCredential(n8n.client)]);
	url = n8n.server.url + workflow.path;
	database = new Client({ host, port, user: 'postgres', database: 'postgres' });
	await database.connect();
	await database.query(
		`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused by the test'; END $$`,
	);
}, 180_000);
afterAll(async () => {
	trunk?.close();
	await database.end();
	await releaseAll();
});

describe('when no execution can be recorded', () => {
	const uuids = newUuids(10);
	let refused: Array<number | 'unknown'>;
	beforeAll(async () => {
		let retries: Promise<unknown> = Promise.resolve();
		await refusing('execution_entity', async () => {
			retries = Promise.all(
				uuids.flatMap((uuid) =>
					Array.from({ length: COPIES }, async () => await trunk.deliverUntilAcknowledged(url, uuid)),
				),
			);
			await waitUntil(
				'An answer to each delivery',
				() => trunk.deliveries.length >= uuids.length * COPIES || undefined,
			);
			refused = trunk.deliveries.map(({ status }) => status);
		});
		await retries;
		await waitUntilIdle(n8n.client);
	}, 60_000);

	it('acknowledges nothing', () => {
		expect(refused).toContain(500);
		expect(refused.filter((status) => Number(status) < 500)).toEqual([]);
	});

	it("emits each event once with the trunk's retries", async () => {
		expect(sink.items.map(({ key }) => key).sort()).toEqual(uuids.map((uuid) => keyOf(uuid)).sort());
		expect((await executedEvents(n8n.client, workflow.id)).map(({ key }) => key).sort()).toEqual(
			uuids.map((uuid) => keyOf(uuid)).sort(),
		);
	});
});

describe('when the history cannot be written', () => {
	const [uuid] = newUuids(1);
	beforeAll(async () => {
		await refusing('processed_data', async () => {
			await trunk.deliver(url, uuid);
			await waitUntilIdle(n8n.client);
		});
		await trunk.deliver(url, uuid);
		await waitUntilIdle(n8n.client);
	});

	it('emits the event once, and says that it was not checked', () => {
		expect(sink.items.filter(({ key }) => key === keyOf(uuid))).toEqual([
			expect.objectContaining({ dedupe: 'unavailable' }),
		]);
	});
});

describe('when n8n is killed before an acknowledged event could be checked', () => {
	const [uuid] = newUuids(1);
	let interrupted: ExecutionSummary[];
	beforeAll(async () => {
		await database.query('BEGIN; LOCK TABLE processed_data IN ACCESS EXCLUSIVE MODE');
		await trunk.deliver(url, uuid);
		// n8n finds what a crash interrupted in its event log, which it writes a moment after the execution began.
		await pause(2_000);
		await crash(n8n.server);
		await database.query('ROLLBACK');
		await restart(n8n.server, env);
		await waitUntilIdle(n8n.client);
		interrupted = (await executedEvents(n8n.client, workflow.id)).filter(({ key }) => key === keyOf(uuid));
	}, 120_000);

	it('lists the execution as crashed, and has emitted nothing', () => {
		expect(interrupted.map(({ status }) => status)).toEqual(['crashed']);
		expect(sink.items.filter(({ key }) => key === keyOf(uuid))).toEqual([]);
	});

	it('emits the event when somebody retries the execution', async () => {
		await n8n.client.retry(interrupted[0].id);
		const emitted = await waitUntil('An item', () => sink.items.find(({ key }) => key === keyOf(uuid)));
		expect(emitted.dedupe).toBe('skipped');
	});
});
