/**
 * Fault cases 9, 11 and 13: n8n may run one execution at a time, which one with a slow end holds up. The next delivery
 * is therefore answered late; its sender gives up, and comes again and again.
 */
import { pause, waitUntil } from '../../../tooling/process/pause';
import { releaseAll } from '../../../tooling/process/release';
import { waitUntilIdle } from '../../../tooling/testN8n/executedEvents';
import { report } from '../../../tooling/testN8n/report';
import { startSink, type Sink } from '../../../tooling/testN8n/sink';
import { startTestN8n, type TestN8n } from '../../../tooling/testN8n/startTestN8n';
import { activateWorkflow, createTrunkCredential, triggerToSink } from '../../../tooling/testN8n/triggerWorkflow';
import { keyOf, newUuids, openTrunk, type Answer, type Trunk } from '../../../tooling/testN8n/trunk';

const PATIENCE_MS = 1_000;
const [BLOCKER, IMPATIENT, PATIENT] = newUuids(3);

let trunk: Trunk;
let sink: Sink;
let n8n: TestN8n;
let whileFull: Answer[];
let whileLeased: Answer;
let patient: Answer[];

const itemsOf = (uuid: string): number => sink.items.filter(({ key }) => key === keyOf(uuid)).length;

beforeAll(async () => {
	n8n = await startTestN8n({ N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' });
	trunk = openTrunk();
	sink = await startSink();
	const workflow = await activateWorkflow(n8n.client, triggerToSink(sink.url), [
		await createTrunkCredential(n8n.client),
	]);
	const url = n8n.server.url + workflow.path;
	const impatiently = async (): Promise<Answer> => await trunk.deliver(url, IMPATIENT, { timeoutMs: PATIENCE_MS });

	sink.delayMs = 600_000;
	await trunk.deliver(url, BLOCKER);
	await waitUntil('The execution that blocks', () => itemsOf(BLOCKER) === 1 || undefined);

	const stayed = [1, 2].map(async () => await trunk.deliver(url, PATIENT));
	const gaveUp = await impatiently();
	// Its claim stands as long as its lease: a retry waits for what may become of it, and is told to come again.
	whileLeased = await trunk.deliver(url, IMPATIENT);
	const retries: Answer[] = [];
	for (let attempt = 0; attempt < 8; attempt += 1) {
		retries.push(await impatiently());
		await pause(1_000);
	}
	whileFull = [gaveUp, ...retries];
	sink.release();
	patient = await Promise.all(stayed);
	await waitUntilIdle(n8n.client);
	await trunk.deliverUntilAcknowledged(url, IMPATIENT);
	await waitUntilIdle(n8n.client);
	report('A full n8n', {
		whileFull: whileFull.map(({ status }) => status),
		whileLeased: whileLeased.status,
		patient: patient.map(({ status }) => status),
	});
}, 180_000);
afterAll(async () => {
	trunk?.close();
	await releaseAll();
});

it('gives the sender that hung up no answer, and its retry one that is not an acknowledgement', () => {
	expect(whileFull.filter(({ status }) => status === 200)).toEqual([]);
	expect(whileLeased).toMatchObject({
		status: 503,
		message: 'The same event is still being received: deliver it again later.',
	});
});

it('emits the event once after the sender had hung up', () => {
	expect(itemsOf(IMPATIENT)).toBe(1);
});

it('acknowledges the retry in the end', () => {
	expect(trunk.deliveries.at(-1)).toMatchObject({ key: keyOf(IMPATIENT), status: 200 });
});

it('emits the event once whose sender waited, and answers its twin', () => {
	expect(itemsOf(PATIENT)).toBe(1);
	expect(patient.map(({ status }) => status).sort()).toEqual([200, 503]);
});
