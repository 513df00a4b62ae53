/**
 * The call store dies, comes back, and hangs, while every event goes to two webhook
 * processes. Half a minute of each in a long run (`OUTAGE_SECONDS=30`).
 */
import { pause } from '../../../tooling/process/pause';
import { releaseAll } from '../../../tooling/process/release';
import { checkHistory, type Verdict } from '../../../tooling/testN8n/historyChecker';
import { inPostgres, inRedis } from '../../../tooling/testN8n/callStores';
import { waitUntilProcessed } from '../../../tooling/testN8n/inbox';
import { atRate } from '../../../tooling/testN8n/load';
import { startPrivatePostgres, startPrivateRedis, type PrivateServer } from '../../../tooling/testN8n/privateServer';
import { answerTimes, report } from '../../../tooling/testN8n/report';
import { startSink, type Sink } from '../../../tooling/testN8n/sink';
import { startTestQueue, type TestQueue } from '../../../tooling/testN8n/startTestQueue';
import { activateWorkflow, createTrunkCredential, triggerToSink } from '../../../tooling/testN8n/triggerWorkflow';
import { newUuids, openTrunk, type Trunk } from '../../../tooling/testN8n/trunk';

const OUTAGE_SECONDS = Number(process.env.OUTAGE_SECONDS ?? 8);
const CALM_SECONDS = 4;
const CALLS_PER_SECOND = 3;
/** The twin of a delivery comes this much later, at the other process. */
const TWIN_AFTER_MS = 300;

let n8n: TestQueue;

beforeAll(async () => {
	n8n = await startTestQueue();
}, 300_000);
afterAll(releaseAll, 60_000);

const stores = [
	['redis', startPrivateRedis, inRedis],
	['postgres', startPrivatePostgres, inPostgres],
] as const;

/** Calm, down, calm, hung. How long it takes is up to the server's start as well. */
async function disturb(server: PrivateServer): Promise<void> {
	await pause(CALM_SECONDS * 1000);
	await server.kill();
	await pause(OUTAGE_SECONDS * 1000);
	await server.start();
	await pause(CALM_SECONDS * 1000);
	server.freeze();
	await pause(OUTAGE_SECONDS * 1000);
	server.thaw();
}
const LOAD_SECONDS = 3 * CALM_SECONDS + 2 * OUTAGE_SECONDS;

describe.each(stores)('%s goes away and hangs', (store, startServer, fieldsOf) => {
	let trunk: Trunk;
	let sink: Sink;
	let verdict: Verdict;
	let secondRound: number;

	beforeAll(
		async () => {
			trunk = openTrunk();
			sink = await startSink();
			const server = await startServer();
			const credentials = [await createTrunkCredential(n8n.client, fieldsOf(server))];
			const workflow = await activateWorkflow(
				n8n.client,
				triggerToSink(sink.url, { options: { crashTimeoutSeconds: 5 } }),
				credentials,
				n8n.webhooks,
			);
			const [first, second] = n8n.webhooks.map((webhook) => webhook + workflow.path);
			// The first event loads what later ones find loaded.
			await Promise.all([first, second].map(async (url) => await trunk.deliver(url, newUuids(1)[0])));
			await waitUntilProcessed(first);
			trunk.deliveries.length = sink.items.length = 0;

			const uuids = newUuids(CALLS_PER_SECOND * LOAD_SECONDS);
			const deliverToBoth = async (index: number): Promise<void> => {
				const twin = pause(TWIN_AFTER_MS).then(async () => await trunk.deliverUntilAcknowledged(second, uuids[index]));
				await Promise.all([trunk.deliverUntilAcknowledged(first, uuids[index]), twin]);
			};
			const disturbed = CALLS_PER_SECOND * (LOAD_SECONDS - CALM_SECONDS);
			await Promise.all([atRate(CALLS_PER_SECOND, LOAD_SECONDS - CALM_SECONDS, deliverToBoth), disturb(server)]);
			await atRate(CALLS_PER_SECOND, CALM_SECONDS, async (index) => await deliverToBoth(disturbed + index));
			const { events } = await waitUntilProcessed(first, 120_000);
			const firstRound = sink.items.length;
			for (const uuid of uuids) await trunk.deliver(first, uuid);
			await waitUntilProcessed(first, 120_000);
			secondRound = sink.items.length - firstRound;
			verdict = checkHistory({
				deliveries: trunk.deliveries,
				emissions: sink.items,
				inbox: events,
				answerWithinMs: 2_000,
			});

			report(`${store} down and hung for ${OUTAGE_SECONDS} s each`, {
				...verdict.counts,
				...answerTimes(trunk.deliveries),
			});
		},
		60_000 + 4_000 * LOAD_SECONDS,
	);
	afterAll(() => trunk?.close());

	it('loses none', () => {
		expect(verdict.counts).toMatchObject({ acknowledged: CALLS_PER_SECOND * LOAD_SECONDS, lost: 0, unexpected: 0 });
	});

	it('runs everything, and marks every repeat', () => {
		expect(verdict.violations).toEqual([]);
	});

	it('refuses with 503 while the store is away', () => {
		expect(trunk.deliveries.filter(({ status }) => status === 503).length).toBeGreaterThan(0);
		expect(trunk.deliveries.filter(({ status }) => status !== 503 && status !== 200)).toEqual([]);
	});

	it('answers every delivery within 2 s', () => {
		expect(verdict.violations.filter(({ invariant }) => invariant === 'I8')).toEqual([]);
	});

	it('emits none of them when all are delivered once more', () => {
		expect(secondRound).toBe(0);
	});
});
