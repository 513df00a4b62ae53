import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { recorderOf, shareNowAndThen } from '../host/health';
import type { CallEvent } from '../shared/callEvent';
import { eventKey } from '../shared/ledger/key';
import { answer } from './answer';
import type { EmittedEvent } from './emittedEvent';
import { enterDoor } from './enterDoor';
import { sharedStore } from './ledgers';
import { readDelivery } from './readDelivery';
import { selects } from './selects';
import { readSettings } from './settings';

/** The first gate, in the process that took the request. Never throws: n8n would record a failed execution for a stranger. */
export async function receiveDelivery(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const startedAt = performance.now();
	const scope = { workflowId: this.getWorkflow().id as string, nodeId: this.getNode().id };
	const settings = readSettings(this);
	const reading = await readDelivery.call(this, settings);
	// A test run in the editor shows what comes; it neither uses up an event nor counts.
	const isTest = this.getMode() === 'manual';
	if (isTest && reading.kind === 'event') return emit(emitted(reading.event, eventKey(scope, reading.event, reading.event.event)));

	const recorder = recorderOf(scope.workflowId);
	recorder.count('received');
	if (reading.kind === 'refused') {
		recorder.count('refused');
		return answer(this, reading.status, reading.rule);
	}
	if (reading.kind === 'ignored' || !selects(settings, reading.event)) {
		recorder.count('ignored');
		return answer(this, 200, `Ignored: ${reading.kind === 'ignored' ? reading.reason : 'this trigger was not asked for it.'}`);
	}
	const store = await sharedStore(this, settings);
	const event = emitted(reading.event, eventKey(scope, reading.event, reading.event.event));
	const entrance = await enterDoor(this, { event, scope, settings, store, recorder });
	recorder.time('door', performance.now() - startedAt);
	recorder.time('acknowledgement', Math.max(0, Date.now() - Date.parse(event.occurredAt)));
	shareNowAndThen(recorder, store);
	return entrance === 'admitted' ? emit(event) : entrance;
}

const emitted = (event: CallEvent, key: string): EmittedEvent => ({ ...event, eventKey: key, late: false, update: false, dedupe: 'skipped' });

const emit = (event: EmittedEvent): IWebhookResponseData => ({
	workflowData: [[{ json: { ...event } as IDataObject }]],
});
