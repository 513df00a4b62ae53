/** Fault cases 4 and 12: n8n is killed while events come in, and the trunk goes on delivering what was not acknowledged. */
import { releaseAll } from '../../../tooling/process/release';
import { waitUntil } from '../../../tooling/process/pause';
import { checkHistory } from '../../../tooling/testN8n/historyChecker';
import { crash, restart } from '../../../tooling/testN8n/crash';
import {
	countByStatus,
	executedEvents,
	waitUntilIdle,
	type ExecutedEvent,
} from '../../../tooling/testN8n/executedEvents';
import { report } from '../../../tooling/testN8n/report';
import { startSink, type LoggedItem, type Sink } from '../../../tooling/testN8n/sink';
import { startTestN8n } from '../../../tooling/testN8n/startTestN8n';
import { activateWorkflow, createTrunkCredential, triggerToSink } from '../../../tooling/testN8n/triggerWorkflow';
import { newUuids, openTrunk, type Trunk } from '../../../tooling/testN8n/trunk';

const CALLS = Number(process.env.CRASH_CALLS ?? 150);
const CRASHES = Number(process.env.CRASHES ?? 2);
/** Calls whose events are on their way at the same time. */
const AT_ONCE = 10;

let trunk: Trunk;
let sink: Sink;
let executions: ExecutedEvent[];
/** What came out only when everything was delivered once more. */
let recovered: LoggedItem[];

const keys = (list: ReadonlyArray<{ key?: string }>): Set<string | undefined> => new Set(list.map(({ key }) => key));
const crashed = (): string[] => executions.filter(({ status }) => status === 'crashed').map(({ key }) => String(key));

beforeAll(async () => {
	trunk = openTrunk();
	sink = await startSink();
	const n8n = await startTestN8n();
	let { server } = n8n;
	const workflow = await activateWorkflow(n8n.client, triggerToSink(sink.url), [
		await createTrunkCredential(n8n.client),
	]);
	const url = server.url + workflow.path;
	const uuids = newUuids(CALLS);
	const queue = [...uuids];
	const acknowledged = (): number => keys(trunk.deliveries.filter(({ status }) => status === 200)).size;

	// Long enough that a crash finds executions between the trigger and the end of the workflow.
	sink.delayMs = 300;
	const deliveries = Array.from({ length: AT_ONCE }, async () => {
		for (let uuid = queue.pop(); uuid !== undefined; uuid = queue.pop()) {
			// A trunk's own twin, so that a crash also finds duplicates on their way.
			await Promise.all(
				[1, 2].map(async () => await trunk.deliverUntilAcknowledged(url, uuid as string, { timeoutMs: 5_000 })),
			);
		}
	});
	for (let number = 1; number <= CRASHES; number += 1) {
		const share = (CALLS * number) / (CRASHES + 1);
		await waitUntil(`Crash ${number}`, () => acknowledged() >= share || undefined, 120_000);
		await crash(server);
		server = await restart(server);
	}
	await Promise.all(deliveries);

	sink.delayMs = 0;
	await waitUntilIdle(n8n.client, 60_000);
	const before = sink.items.length;
	for (const uuid of uuids) await trunk.deliverUntilAcknowledged(url, uuid);
	await waitUntilIdle(n8n.client, 60_000);
	recovered = sink.items.slice(before);
	executions = await executedEvents(n8n.client, workflow.id);
	report(`${CRASHES} crashes among ${CALLS} events`, {
		emitted: sink.items.length,
		recovered: recovered.length,
		executions: countByStatus(executions),
	});
}, 400_000);
afterAll(async () => {
	trunk?.close();
	await releaseAll();
});

it('acknowledges every event in the end', () => {
	expect(keys(trunk.deliveries.filter(({ status }) => status === 200)).size).toBe(CALLS);
	expect(trunk.deliveries.filter(({ status }) => status === 'unknown').length).toBeGreaterThan(0);
});

it('has an execution for every event that it acknowledged', () => {
	const executed = keys(executions);
	expect([...keys(trunk.deliveries)].filter((key) => !executed.has(key))).toEqual([]);
});

it('emits no event twice, and loses none but what n8n lists as crashed', () => {
	const { violations, counts } = checkHistory({
		deliveries: trunk.deliveries,
		emissions: sink.items,
		crashed: crashed(),
		windowMs: Infinity,
	});
	expect({ violations, duplicated: counts.duplicated, lost: counts.lost }).toEqual({
		violations: [],
		duplicated: 0,
		lost: 0,
	});
});

it('lists the executions that the crashes interrupted as crashed, and no other', () => {
	expect(crashed().length).toBeGreaterThan(0);
	expect(Object.keys(countByStatus(executions)).sort()).toEqual(['crashed', 'success']);
});

it('emits on a later delivery only what a crash had kept from being recorded', () => {
	expect(recovered.map(({ key }) => key).filter((key) => !crashed().includes(key))).toEqual([]);
});
