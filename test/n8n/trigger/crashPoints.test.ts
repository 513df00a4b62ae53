/**
 * n8n is killed at each point of an event's life. The call store is a PostgreSQL that holds up the write that ends the
 * point; the write of an n8n that is gone is then lost, or it is made and its answer is lost.
 */
import { Client } from 'pg';
import { releaseAll } from '../../../tooling/process/release';
import { waitUntil } from '../../../tooling/process/pause';
import { inPostgres } from '../../../tooling/testN8n/callStores';
import { crash, restart } from '../../../tooling/testN8n/crash';
import { holdWrites } from '../../../tooling/testN8n/heldWrites';
import { waitUntilProcessed } from '../../../tooling/testN8n/inbox';
import { startPrivatePostgres } from '../../../tooling/testN8n/privateServer';
import { startSink, type Sink } from '../../../tooling/testN8n/sink';
import { startTestN8n } from '../../../tooling/testN8n/startTestN8n';
import { activateWorkflow, createTrunkCredential, triggerToSink } from '../../../tooling/testN8n/triggerWorkflow';
import { newUuids, openTrunk, type Trunk } from '../../../tooling/testN8n/trunk';

interface Point {
	title: string;
	/** The state that the event does not get into while n8n lives; in the run, it is the run that does not end. */
	before: 'waiting' | 'emitted' | 'begun' | 'done' | undefined;
	write: 'lost' | 'made' | undefined;
	/** Of each item that leaves the trigger in the end, whether it is marked as a repeat. */
	marks: boolean[];
	acknowledgedBefore: boolean;
}

const POINTS: readonly Point[] = [
	{
		title: 'before the receipt is written',
		before: 'waiting',
		write: 'lost',
		marks: [false],
		acknowledgedBefore: false,
	},
	{
		title: 'after the receipt is written',
		before: 'waiting',
		write: 'made',
		marks: [false],
		acknowledgedBefore: false,
	},
	{ title: 'after the commit', before: 'emitted', write: 'lost', marks: [false], acknowledgedBefore: true },
	{ title: 'before the emission', before: 'emitted', write: 'made', marks: [false], acknowledgedBefore: true },
	{ title: 'after the emission', before: 'begun', write: 'lost', marks: [false], acknowledgedBefore: true },
	// Whether anything of the run has happened is not known any more.
	{ title: 'after the beginning', before: 'begun', write: 'made', marks: [true], acknowledgedBefore: true },
	{ title: 'in the run', before: undefined, write: undefined, marks: [false, true], acknowledgedBefore: true },
	{ title: 'before the end', before: 'done', write: 'lost', marks: [false, true], acknowledgedBefore: true },
	{ title: 'after the end', before: 'done', write: 'made', marks: [false], acknowledgedBefore: true },
];
const ROUNDS = [['waiting'], ['emitted'], ['begun', undefined], ['done']];
const IN_THE_RUN_MS = 600_000;

interface Line extends Point {
	table: string;
	sink: Sink;
	trunk: Trunk;
	url: string;
}

let lines: Line[];

beforeAll(async () => {
	const [{ server: first, client }, postgres] = await Promise.all([startTestN8n(), startPrivatePostgres()]);
	let server = first;
	const { host, port } = postgres;
	const database = new Client({ host, port, user: 'postgres', database: 'postgres' });
	// It ends when the server does.
	database.on('error', () => undefined);
	await database.connect();
	const writes = await holdWrites(database);

	const open = async (point: Point, index: number): Promise<Line> => {
		const sink = await startSink();
		const table = `calls_${index}`;
		const credential = await createTrunkCredential(client, { ...inPostgres(postgres), storeTable: table });
		const options = { crashTimeoutSeconds: 2 };
		const { path } = await activateWorkflow(client, triggerToSink(sink.url, { options }), [credential]);
		// The table is there by then.
		await waitUntilProcessed(server.url + path);
		return { ...point, table, sink, trunk: openTrunk(), url: server.url + path };
	};
	lines = [];
	for (const [index, point] of POINTS.entries()) lines.push(await open(point, index));

	for (const round of ROUNDS) {
		const stopped = lines.filter(({ before }) => round.includes(before));
		const held = stopped.filter(({ before }) => before !== undefined);
		for (const { table, before } of held) await writes.hold(table, String(before));
		for (const line of stopped) if (!line.before) line.sink.delayMs = IN_THE_RUN_MS;
		const deliveries = stopped.map(async ({ trunk, url }) => await trunk.deliverUntilAcknowledged(url, newUuids(1)[0]));
		await writes.areHeld(held.map(({ table }) => table));
		for (const { before, sink, trunk, acknowledgedBefore } of stopped) {
			if (!before) await waitUntil('The run', () => sink.items.length > 0 || undefined, 120_000);
			if (acknowledgedBefore) await waitUntil('The answer', () => trunk.deliveries.length > 0 || undefined, 120_000);
		}
		await crash(server);
		for (const { table, write } of held) await (write === 'lost' ? writes.lose(table) : writes.letGo(table));
		for (const { sink } of stopped) sink.release();
		server = await restart(server);
		await Promise.all(deliveries);
		for (const { url } of stopped) await waitUntilProcessed(url, 120_000);
	}
	await database.end();
}, 900_000);
afterAll(async () => {
	for (const { trunk } of lines ?? []) trunk.close();
	await releaseAll();
});

describe.each(POINTS.map((point, index) => [point.title, index] as const))('killed %s', (_title, index) => {
	it('answers 200 before or after', () => {
		const { trunk, acknowledgedBefore } = lines[index];
		const statuses = trunk.deliveries.map(({ status }) => status);
		expect(statuses.at(-1)).toBe(200);
		expect(statuses[0] === 200).toBe(acknowledgedBefore);
	});

	it('runs the event to its end, and marks what may be a repeat', () => {
		const { sink, marks } = lines[index];
		expect(sink.items.map(({ isMarked }) => isMarked)).toEqual(marks);
		expect(new Set(sink.items.map(({ key }) => key)).size).toBe(1);
	});
});
