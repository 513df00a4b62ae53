import { sleep, type IDataObject, type IWebhookFunctions, type IWebhookResponseData } from 'n8n-workflow';
import type { CallEvent } from '../shared/callEvent';
import type { Claim } from '../shared/ledger/door';
import { eventKey, fingerprint } from '../shared/ledger/key';
import { door } from './door';
import { readDelivery } from './readDelivery';
import { selects } from './selects';
import { readSettings } from './settings';

/** How long a duplicate waits for the delivery that came before it; trunks give up after 5 to 10 s. */
const WAIT_FOR_TWIN_MS = 4_000;

/** Answers without an execution. Never a throw: n8n would answer 500 and record a failed execution for a stranger. */
function answer(context: IWebhookFunctions, status: number, message: string, headers: Record<string, string> = {}): IWebhookResponseData {
	context.getResponseObject().status(status).set(headers).json({ message }).end();
	return { noWebhookResponse: true };
}

/** The first gate, in the process that took the request. */
export async function receiveDelivery(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readSettings(this);
	const reading = await readDelivery.call(this, settings);
	if (reading.kind === 'refused') return answer(this, reading.status, reading.rule);
	if (reading.kind === 'ignored') return answer(this, 200, `Ignored: ${reading.reason}`);
	if (!selects(settings, reading.event)) return answer(this, 200, 'Ignored: this trigger was not asked for it.');
	// A test run in the editor shows what comes; it must neither use up an event nor be refused one.
	if (this.getMode() === 'manual') return emit(reading.event);
	return await enter(this, reading.event);
}

async function enter(context: IWebhookFunctions, event: CallEvent): Promise<IWebhookResponseData> {
	const scope = { workflowId: context.getWorkflow().id as string, nodeId: context.getNode().id };
	const key = eventKey(scope, event, event.event);
	const print = fingerprint(event);
	const patience = sleep(WAIT_FOR_TWIN_MS);
	const deadline = performance.now() + WAIT_FOR_TWIN_MS;
	for (;;) {
		const entrance = door.enter(key, print);
		if (entrance.kind === 'duplicate') return answer(context, 200, 'Duplicate: this event was already received.');
		if (entrance.kind === 'claimed') {
			settleWithResponse(context, entrance.claim);
			return emit(event);
		}
		if (performance.now() >= deadline) {
			const retryAfter = String(Math.ceil(entrance.retryAfterMs / 1000));
			return answer(context, 503, 'The same event is still being received: deliver it again later.', { 'Retry-After': retryAfter });
		}
		await Promise.race([entrance.settled, patience]);
	}
}

/** n8n answers after it has recorded the execution: only a 2xx means that the event is in safe hands. */
function settleWithResponse(context: IWebhookFunctions, claim: Claim): void {
	const response = context.getResponseObject();
	response.once('finish', () => (response.statusCode < 300 ? claim.confirm() : claim.release()));
	response.once('close', () => {
		if (!response.writableFinished) claim.abandon();
	});
}

const emit = (event: CallEvent): IWebhookResponseData => ({
	workflowData: [[{ json: { ...event } as IDataObject }]],
	webhookResponse: { message: 'Accepted' },
});
