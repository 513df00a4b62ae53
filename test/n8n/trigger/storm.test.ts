/** What a trunk's retry storm is at its worst, every delivery of an event at the same instant. */
import { startTestN8n } from '../../../tooling/testN8n/startTestN8n';
import { releaseAll } from '../../../tooling/process/release';
import { checkHistory } from '../../../tooling/testN8n/historyChecker';
import { countByStatus, executedEvents, type ExecutedEvent } from '../../../tooling/testN8n/executedEvents';
import { waitUntilProcessed } from '../../../tooling/testN8n/inbox';
import { answerTimes, report } from '../../../tooling/testN8n/report';
import { startSink, type Sink } from '../../../tooling/testN8n/sink';
import { activateWorkflow, createTrunkCredential, triggerToSink } from '../../../tooling/testN8n/triggerWorkflow';
import { newUuids, openTrunk, type Trunk } from '../../../tooling/testN8n/trunk';

const CALLS = Number(process.env.STORM_CALLS ?? 200);
const COPIES = 50;
/** Calls that storm at the same time. */
const AT_ONCE = 4;

let trunk: Trunk;
let sink: Sink;
let executions: ExecutedEvent[];

beforeAll(async () => {
	trunk = openTrunk();
	sink = await startSink();
	const { server, client } = await startTestN8n();
	const workflow = await activateWorkflow(client, triggerToSink(sink.url), [await createTrunkCredential(client)]);
	const url = server.url + workflow.path;
	const uuids = newUuids(CALLS);
	const started = Date.now();
	while (uuids.length > 0) {
		const storm = uuids.splice(0, AT_ONCE).flatMap((uuid) => Array<string>(COPIES).fill(uuid));
		await Promise.all(storm.map(async (uuid) => await trunk.deliverUntilAcknowledged(url, uuid)));
	}
	report(`${COPIES} deliveries of each of ${CALLS} events`, {
		seconds: (Date.now() - started) / 1000,
		...answerTimes(trunk.deliveries),
	});
	await waitUntilProcessed(url, 120_000);
	executions = await executedEvents(client, workflow.id);
}, 300_000);
afterAll(async () => {
	trunk?.close();
	await releaseAll();
});

it('emits each event once', () => {
	expect(sink.items).toHaveLength(CALLS);
	expect(new Set(sink.items.map(({ key }) => key)).size).toBe(CALLS);
});

it('acknowledges every delivery, all but one of each event as a duplicate', () => {
	const acknowledged = trunk.deliveries.filter(({ status }) => status === 200);
	expect(acknowledged).toHaveLength(CALLS * COPIES);
	const duplicates = acknowledged.filter(({ message }) => message.startsWith('Duplicate'));
	expect(duplicates.length).toBeGreaterThanOrEqual(CALLS * (COPIES - 1));
	// A busy machine may put a delivery off, and says so; it refuses none.
	expect(trunk.deliveries.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
});

it('makes one execution for each event', () => {
	expect(countByStatus(executions)).toEqual({ success: CALLS });
	expect(new Set(executions.map(({ key }) => key))).toEqual(new Set(sink.items.map(({ key }) => key)));
});

it('keeps the invariants, every answer before trunks give up', () => {
	const { violations } = checkHistory({
		deliveries: trunk.deliveries,
		emissions: sink.items,
		answerWithinMs: 10_000,
	});
	expect(violations).toEqual([]);
});
