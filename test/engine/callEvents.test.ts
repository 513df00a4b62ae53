import { randomUUID } from 'node:crypto';
import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';
import { NEXT_ACTIONS, type NextAction } from '../../nodes/domain/disposition';
import { outputsOf, runWorkflow, type TestNode } from './support/runWorkflow';

/** What the trigger emits: a call that was answered after 7 s and is 196 s long. */
function completed(changes: IDataObject = {}): IDataObject {
	const callUuid = randomUUID();
	return {
		provider: 'unlimCall',
		event: 'completed',
		callUuid,
		eventKey: `workflow-1:webhook-0:credential-1:${callUuid}:completed`,
		direction: 'outbound',
		from: '+12025551234',
		to: '+4930123456789',
		occurredAt: '2026-06-04T09:17:45.000Z',
		initiatedAt: '2026-06-04T09:14:22.000Z',
		answeredAt: '2026-06-04T09:14:29.000Z',
		endedAt: '2026-06-04T09:17:45.000Z',
		ringSeconds: 7,
		durationSeconds: 196,
		hangupCause: 'normal_clearing',
		hangupCauseCode: 16,
		receivedAt: '2026-06-04T09:17:46.000Z',
		...changes,
	};
}
const unanswered = (hangupCauseCode: number): IDataObject =>
	completed({
		answeredAt: null,
		durationSeconds: 0,
		hangupCause: null,
		hangupCauseCode,
		endedAt: '2026-06-04T09:14:52.000Z',
	});
const voicemail = (): IDataObject => completed({ endedAt: '2026-06-04T09:15:00.000Z', durationSeconds: 31 });
const screened = (): IDataObject =>
	completed({ answeredAt: '2026-06-04T09:14:24.000Z', endedAt: '2026-06-04T09:14:26.000Z', durationSeconds: 2 });

const WORKFLOW: Record<string, TestNode> = {
	'Call Event Trigger': { type: 'callEventTrigger', to: [['Map Disposition']] },
	'Map Disposition': { type: 'mapDisposition', to: NEXT_ACTIONS.map((action) => [action]) },
	...Object.fromEntries(NEXT_ACTIONS.map((action): [string, TestNode] => [action, { type: 'passOn' }])),
};

const run = async (items: IDataObject[], mode: WorkflowExecuteMode = 'manual') =>
	await runWorkflow({ nodes: WORKFLOW, items, mode });
const branchesOf = (result: Awaited<ReturnType<typeof run>>) =>
	Object.keys(result.data.resultData.runData).filter((name) => NEXT_ACTIONS.includes(name as NextAction));

it.each([
	['a long connected call', completed(), 'managerReview'],
	['a voicemail', voicemail(), 'suppressRedial'],
	['no answer', unanswered(19), 'smsFollowUp'],
	['an answer that is gone at once', screened(), 'redial'],
	['a number that does not exist', unanswered(1), 'stopDialing'],
	['a busy line', unanswered(17), 'none'],
])('%s leaves by its own output', async (_title, event, action) => {
	const result = await run([event]);
	expect(branchesOf(result)).toEqual([action]);
	expect(outputsOf(result, action)[0]).toEqual([
		expect.objectContaining({ callUuid: event.callUuid, nextAction: action }),
	]);
});

it('writes a record under the call UUID', async () => {
	const event = completed();
	const [[item]] = outputsOf(await run([event]), 'managerReview');
	expect(item.record).toMatchObject({
		call_uuid: event.callUuid,
		duration_seconds: 196,
		outcome: 'connected',
		next_action: 'managerReview',
	});
});
