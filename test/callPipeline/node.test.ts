import type { IDataObject } from 'n8n-workflow';
import { door } from '../../nodes/n8n/processState/inbox';
import { CallPipeline } from '../../nodes/CallPipeline/CallPipeline.node';
import { ledgerKey, type EmittedEvent } from '../../nodes/CallEventTrigger/emittedEvent';
import { executeNode } from '../../tooling/executeNode';

const KEY = 'workflow-1:node-9:unlimCall:call-1:completed';

async function run(parameters: IDataObject, item: IDataObject = {}, onError?: 'continueRegularOutput') {
	const { outputs } = await executeNode(new CallPipeline(), parameters, [item], { onError });
	return outputs[0][0].json;
}

const health = async (workflowId = 'workflow-1') =>
	(await run({ operation: 'getHealth', workflowId })) as { total: IDataObject; processingMs: IDataObject };

describe('Mark Processed', () => {
	test('counts the event and the time since its receipt', async () => {
		const before = await health();
		const receivedAt = new Date(Date.now() - 1_500).toISOString();
		expect(await run({ operation: 'markProcessed' }, { eventKey: KEY, receivedAt })).toEqual({
			eventKey: KEY,
			outcome: 'processed',
		});
		const after = await health();
		expect(after.total.processed).toBe(Number(before.total.processed) + 1);
		expect(after.processingMs.p50).toBeGreaterThan(1_000);
	});

	test('counts without a time of receipt, and then times nothing', async () => {
		const workflow = KEY.replace('workflow-1', 'untimed');
		await run({ operation: 'markProcessed', receivedAt: 'yesterday' }, { eventKey: workflow });
		const { total, processingMs } = await health('untimed');
		expect([total.processed, processingMs.p50]).toEqual([1, null]);
	});
});

test('Mark Failed counts for the workflow that received the event', async () => {
	await run({ operation: 'markFailed' }, { eventKey: KEY.replace('workflow-1', 'other') });
	expect((await health('other')).total.failed).toBe(1);
});

describe('Forget Call UUID', () => {
	test('lets every event of the call in again, and no other call', async () => {
		const answered = KEY.replace('completed', 'answered');
		const otherCall = KEY.replace('call-1', 'call-2');
		for (const key of [KEY, answered, otherCall]) {
			const entrance = door.enter(key, 'fingerprint');
			if (entrance.kind === 'claimed') entrance.claim.confirm();
		}
		expect(await run({ operation: 'forget' }, { eventKey: KEY })).toEqual({ eventKey: KEY, forgotten: true });
		expect([KEY, answered, otherCall].map((key) => door.knows(key))).toEqual([false, false, true]);
	});

	test('gives the call a new name in the history, which cannot forget', async () => {
		const event = { eventKey: KEY.replace('call-1', 'call-3'), update: false } as EmittedEvent;
		const before = ledgerKey(event);
		await run({ operation: 'forget' }, { eventKey: event.eventKey });
		expect(ledgerKey(event)).not.toBe(before);
	});
});

describe('a key that is none', () => {
	test.each([undefined, '', 'call-1', 'a:b:c:d', 'a:b:c::e', 42])('%p is refused in one sentence', async (eventKey) => {
		await expect(run({ operation: 'markProcessed' }, { eventKey })).rejects.toThrow(
			'The event key is not one that the Call Event Trigger emitted: use its field eventKey.',
		);
	});

	test('becomes an error item when the workflow goes on', async () => {
		expect(await run({ operation: 'forget' }, { eventKey: 'x' }, 'continueRegularOutput')).toMatchObject({
			error: expect.stringContaining('The event key is not one'),
		});
	});
});
