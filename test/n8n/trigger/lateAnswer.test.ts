/**
 * n8n may run one execution at a time, which one with a slow end holds up for longer than an event is given to begin.
 * The trunk has its answer at once all the same, and what was emitted and not begun is emitted again, not run again.
 */
import type { RunningN8n } from '../../../tooling/n8n/startN8n';
import { pause, waitUntil } from '../../../tooling/process/pause';
import { releaseAll } from '../../../tooling/process/release';
import { readHealth, waitUntilProcessed } from '../../../tooling/testN8n/inbox';
import { crash, restart } from '../../../tooling/testN8n/crash';
import { report } from '../../../tooling/testN8n/report';
import { startSink, type Sink } from '../../../tooling/testN8n/sink';
import { startTestN8n } from '../../../tooling/testN8n/startTestN8n';
import { activateWorkflow, createTrunkCredential, triggerToSink } from '../../../tooling/testN8n/triggerWorkflow';
import { keyOf, newUuids, openTrunk, type Answer, type Trunk } from '../../../tooling/testN8n/trunk';

const BEGIN_WITHIN_SECONDS = 2;
const [BLOCKER, ...BEHIND] = newUuids(6);

let trunk: Trunk;
let sink: Sink;
let answers: Answer[];
let server: RunningN8n;
let url: string;

beforeAll(async () => {
	const n8n = await startTestN8n({ N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' });
	const { client } = n8n;
	server = n8n.server;
	trunk = openTrunk();
	sink = await startSink();
	const workflow = await activateWorkflow(
		client,
		triggerToSink(sink.url, { options: { crashTimeoutSeconds: BEGIN_WITHIN_SECONDS } }),
		[await createTrunkCredential(client)],
	);
	url = server.url + workflow.path;

	sink.delayMs = 600_000;
	await trunk.deliverUntilAcknowledged(url, BLOCKER);
	await waitUntil('The execution that blocks', () => sink.items.length === 1 || undefined);
	answers = await Promise.all(BEHIND.map(async (uuid) => await trunk.deliver(url, uuid)));
	await pause(4 * BEGIN_WITHIN_SECONDS * 1000);
	sink.release();
	await waitUntilProcessed(url, 120_000);
	report('A full n8n', { answers: answers.map(({ status, answeredAfterMs }) => [status, answeredAfterMs]) });
}, 240_000);
afterAll(async () => {
	trunk?.close();
	await releaseAll();
});

it('acknowledges every event while n8n is full', () => {
	expect(answers.map(({ status }) => status)).toEqual(BEHIND.map(() => 200));
});

it('emits each event once, unmarked, when n8n has room', () => {
	expect(sink.items.map(({ key }) => key).sort()).toEqual([BLOCKER, ...BEHIND].map((uuid) => keyOf(uuid)).sort());
	expect(sink.items.filter(({ isMarked }) => isMarked)).toEqual([]);
});

/** n8n itself runs the executions again that had no slot when it ended. */
describe('when n8n is killed while it is full', () => {
	const [interrupted, ...behind] = newUuids(4);

	it('emits each event that was not begun once, and the one that was again, marked', async () => {
		const before = sink.items.length;
		sink.delayMs = 600_000;
		await trunk.deliverUntilAcknowledged(url, interrupted);
		await waitUntil('The execution that blocks', () => sink.items.length > before || undefined);
		for (const uuid of behind) await trunk.deliverUntilAcknowledged(url, uuid);
		await waitUntil(
			'The executions without a slot',
			async () => (await readHealth(url)).inbox.events.emitted === behind.length || undefined,
		);
		await crash(server);
		sink.release();
		await restart(server);
		await waitUntilProcessed(url, 120_000);
		const emitted = sink.items.slice(before).map(({ key, isMarked }) => [key, isMarked]);
		const once = [...behind, interrupted].map((uuid) => [keyOf(uuid), false]);
		expect(emitted.sort()).toEqual([...once, [keyOf(interrupted), true]].sort());
	}, 240_000);
});
