/** The trigger with n8n's own contexts and engine, and the embedded call store. */
import { randomUUID } from 'node:crypto';
import type { IRun } from 'n8n-workflow';
import { liveTrigger, type LiveTrigger } from './support/liveTrigger';
import { outputsOf, runWorkflow } from './support/runWorkflow';

const WORKFLOW = {
	'Call Event Trigger': { type: 'callEventTrigger', to: [['Handle']] },
	Handle: { type: 'passOn' },
};
const PARAMETERS = { events: ['initiated', 'ringing', 'answered', 'completed'], options: {} };
const nodesWith = (options: object) => ({
	...WORKFLOW,
	'Call Event Trigger': { ...WORKFLOW['Call Event Trigger'], parameters: { ...PARAMETERS, options: { ...options } } },
});

let trigger: LiveTrigger;
const open = (options: object = {}): LiveTrigger => (trigger = liveTrigger(nodesWith(options)));
afterEach(async () => await trigger.stop());

const emitted = (runs: IRun[], callUuid: string) =>
	runs.flatMap((run) => outputsOf(run, 'Handle').flat()).filter((item) => item.callUuid === callUuid);

it('acknowledges an event and runs the workflow once, however often it comes', async () => {
	const { deliver, start, runs, ended } = open();
	const callUuid = randomUUID();
	await start();
	expect(await deliver(callUuid)).toMatchObject({ status: 200 });
	await ended(1);
	const { status, message } = await deliver(callUuid);
	expect([status, message]).toEqual([200, 'Duplicate: this event was already received.']);
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(emitted(runs, callUuid)).toEqual([
		expect.objectContaining({
			eventKey: `workflow-1:webhook-0:credential-1:${callUuid}:completed`,
			late: false,
			update: false,
			redelivered: false,
		}),
	]);
	expect(runs[0].status).toBe('success');
});

it('keeps what it acknowledged until the workflow runs', async () => {
	const { deliver, start, runs, ended } = open();
	const calls = Array.from({ length: 20 }, () => randomUUID());
	const answers = await Promise.all(calls.map(async (callUuid) => await deliver(callUuid)));
	expect(answers.map(({ status }) => status)).toEqual(calls.map(() => 200));
	await start();
	await ended(20);
	expect(calls.map((callUuid) => emitted(runs, callUuid).length)).toEqual(calls.map(() => 1));
});

it('keeps what n8n refused to run, and runs it when n8n does again', async () => {
	const { deliver, start, refuse, runs, ended } = open({ crashTimeoutSeconds: 1 });
	const callUuid = randomUUID();
	refuse(true);
	await start();
	await deliver(callUuid);
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect(runs).toEqual([]);
	refuse(false);
	await ended(1);
	expect(emitted(runs, callUuid)).toEqual([expect.objectContaining({ redelivered: false })]);
});

it('lets events share an execution when it may', async () => {
	const { deliver, start, runs, ended } = open({ eventsPerExecution: 50 });
	const calls = Array.from({ length: 20 }, () => randomUUID());
	await Promise.all(calls.map(async (callUuid) => await deliver(callUuid)));
	await start();
	await ended(1);
	expect(runs).toHaveLength(1);
	expect(calls.map((callUuid) => emitted(runs, callUuid).length)).toEqual(calls.map(() => 1));
});

it('refuses a forged delivery, in the log too, and keeps nothing', async () => {
	const { deliver, start, runs, warnings } = open();
	await start();
	expect(await deliver(randomUUID(), { signature: 'f'.repeat(64) })).toMatchObject({ status: 401 });
	expect(warnings.join()).toContain('refused with status 401');
	expect(runs).toEqual([]);
});

it('removes NUL from texts', async () => {
	const { deliver, start, runs, ended } = open();
	const callUuid = randomUUID();
	await start();
	expect(await deliver(callUuid, { changes: { seat_id: 'seat\u0000 1' } })).toMatchObject({ status: 200 });
	await ended(1);
	expect(emitted(runs, callUuid)).toEqual([expect.objectContaining({ seatId: 'seat 1' })]);
});

describe('a test run in the editor', () => {
	it('gets the event and uses nothing up', async () => {
		const { deliver, start, runs, ended } = open();
		const callUuid = randomUUID();
		const { status, items } = await deliver(callUuid, { mode: 'manual' });
		expect([status, items?.[0].json.callUuid]).toEqual([200, callUuid]);
		await start();
		await deliver(callUuid);
		await ended(1);
		expect(emitted(runs, callUuid)).toHaveLength(1);
	});

	it('shows why a delivery was refused', async () => {
		const { deliver } = open();
		const { status, items } = await deliver(randomUUID(), { mode: 'manual', signature: 'wrong' });
		expect(status).toBe(401);
		const json = items?.map((item) => item.json) ?? [];
		const { data } = await runWorkflow({ nodes: WORKFLOW, items: json });
		expect(data.resultData.error?.message).toContain('signature');
	});
});

describe('a retried execution', () => {
	it('passes and is marked, even when the store does not know its event', async () => {
		open();
		const items = [{ event: 'completed', callUuid: 'x', eventKey: 'a:b:c:x:completed' }];
		const run = await runWorkflow({ nodes: nodesWith({}), items, mode: 'retry' });
		expect(outputsOf(run, 'Handle')[0]).toEqual([expect.objectContaining({ redelivered: true })]);
	});

	it('ends what failed, so that it is not replayed again', async () => {
		const callUuid = randomUUID();
		trigger = liveTrigger({ ...nodesWith({}), Handle: { type: 'placeCall' } });
		await trigger.start();
		await trigger.deliver(callUuid);
		await trigger.ended(1);
		const [failed] = trigger.runs;
		expect(failed.status).toBe('error');
		const pipeline = { Pipeline: { type: 'callPipeline', parameters: { operation: 'replay', replay: 'event' } } };
		const items = outputsOf(failed, 'Call Event Trigger')[0];
		await runWorkflow({ nodes: nodesWith({}), items, mode: 'retry' });
		const replayed = await runWorkflow({ nodes: pipeline, items });
		expect(replayed.data.resultData.error?.message).toContain('The run of this event went well');
	});
});

describe('an inbound call', () => {
	const [CALLER, OWN] = ['+493012345671', '+12025551234'];
	const inbound = { direction: 'inbound', from: CALLER, to: OWN };

	it('says which call was placed to the number before', async () => {
		const { deliver, start, runs, ended } = open();
		const [callUuid, callBack] = [randomUUID(), randomUUID()];
		await start();
		await deliver(callUuid, { changes: { to: CALLER, seat_id: 'seat_9' } });
		await deliver(callBack, { event: 'initiated', changes: inbound });
		await ended(2);
		expect(emitted(runs, callUuid)[0]).not.toHaveProperty('lastCall');
		expect(emitted(runs, callBack)).toMatchObject([{ lastCall: { callUuid, seatId: 'seat_9', to: CALLER } }]);
	});
});
