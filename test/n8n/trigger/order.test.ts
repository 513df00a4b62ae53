/** A call's four events in every order lead to the same record. */
import { readWorkflow } from '../../../scripts/demo/setUpDemo';
import type { DataTableRow } from '../../../tooling/n8n/types';
import { releaseAll } from '../../../tooling/process/release';
import { HEALTH_TOKEN, waitUntilProcessed } from '../../../tooling/testN8n/inbox';
import { inGroups } from '../../../tooling/testN8n/load';
import { startSink, type LoggedItem, type Sink } from '../../../tooling/testN8n/sink';
import { activateWorkflow, createTrunkCredential, logTo, TRIGGER } from '../../../tooling/testN8n/triggerWorkflow';
import { keyOf, newUuids, openTrunk, type EventName, type Trunk } from '../../../tooling/testN8n/trunk';
import { openOffice, type Office } from '../workflows/support/office';

const EVENTS: readonly EventName[] = ['initiated', 'ringing', 'answered', 'completed'];

const permutations = <T>(list: readonly T[]): T[][] =>
	list.length < 2
		? [[...list]]
		: list.flatMap((first, index) =>
				permutations(list.filter((_, other) => other !== index)).map((rest) => [first, ...rest]),
			);

const ORDERS = permutations(EVENTS);
const UUIDS = newUuids(ORDERS.length);

let office: Office;
let trunk: Trunk;
let sink: Sink;
let rows: DataTableRow[];

/** The shipped workflow, listening to all four events, with a log of what the trigger emits. */
function recordsWithLog(): ReturnType<typeof readWorkflow> {
	const workflow = readWorkflow('call-records-data-table.json');
	const trigger = workflow.nodes.find(({ name }) => name === TRIGGER);
	if (trigger) {
		trigger.parameters.events = [...EVENTS];
		trigger.parameters.options = { healthToken: HEALTH_TOKEN };
	}
	const connections = workflow.connections as Record<string, { main: unknown[][] }>;
	connections[TRIGGER].main[0].push({ node: 'Log', type: 'main', index: 0 });
	return { ...workflow, nodes: [...workflow.nodes, logTo(sink.url)] };
}

beforeAll(async () => {
	office = await openOffice();
	trunk = openTrunk();
	sink = await startSink();
	const workflow = await activateWorkflow(office.client, recordsWithLog(), [
		await createTrunkCredential(office.client),
	]);
	const url = office.client.url + workflow.path;
	// What waits together is put in order; so each event is run before the next one of its call comes.
	for (const position of EVENTS.keys()) {
		await inGroups([...ORDERS.keys()], 4, async (index) => {
			await trunk.deliver(url, UUIDS[index], { event: ORDERS[index][position] });
		});
		await waitUntilProcessed(url, 60_000);
	}
	await office.settle();
	rows = await office.rows('Call Records');
}, 300_000);
afterAll(async () => {
	trunk?.close();
	await office.simulator.stop();
	await releaseAll();
});

it('emits each of the events once', () => {
	const expected = UUIDS.flatMap((uuid) => EVENTS.map((event) => keyOf(uuid, event)));
	expect(sink.items.map(({ key }) => key).sort()).toEqual(expected.sort());
});

it.each(ORDERS.map((order, index) => [order.join(', '), order, UUIDS[index]] as const))(
	'%s: marks as late what comes after the end',
	(_title, order, uuid) => {
		const late = (event: EventName): unknown =>
			(sink.items.find(({ key }) => key === keyOf(uuid, event)) as LoggedItem).json.late;
		const end = order.indexOf('completed');
		expect(order.map(late)).toEqual(order.map((_event, position) => position > end));
	},
);

it('makes one record of each call', () => {
	expect(rows.map(({ call_uuid }) => call_uuid).sort()).toEqual([...UUIDS].sort());
});

it('makes the same record whatever the order', () => {
	const told = rows.map(({ id: _id, call_uuid: _uuid, createdAt: _createdAt, updatedAt: _updatedAt, ...rest }) =>
		JSON.stringify(rest),
	);
	expect(new Set(told).size).toBe(1);
	expect(rows[0]).toMatchObject({ duration_seconds: 196, ring_seconds: 7, hangup_cause: 'normal_clearing' });
});
