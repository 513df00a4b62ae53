import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { recorderOf, shareNowAndThen } from '../../n8n/processState/metrics';
import { openStore, type StoreKind } from '../../n8n/store/openStore';
import type { CallEvent } from '../../domain/call/callEvent';
import type { CounterName } from '../../domain/metrics/metrics';
import { eventKey } from '../../domain/inbox/key';
import { answer } from './answer';
import type { EmittedEvent } from '../emittedEvent';
import { enterDoor } from './receive';
import { readDelivery, type Refused } from './readDelivery';
import { selects } from './selects';
import { readSettings } from '../settings';

const REFUSALS: Readonly<Record<Refused['status'], CounterName>> = {
	400: 'refusedMalformed',
	401: 'refusedSignature',
	403: 'refusedAddress',
	413: 'refusedTooLarge',
	503: 'refusedUnavailable',
};

/** The first gate, in the process that took the request. Never throws: n8n would record a failed execution for a stranger. */
export async function receiveDelivery(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const startedAt = performance.now();
	const scope = { workflowId: this.getWorkflow().id as string, nodeId: this.getNode().id };
	const settings = readSettings(this);
	const reading = await readDelivery.call(this, settings);
	// A test run in the editor neither uses up an event nor counts it. It goes on listening until a selected one comes.
	const isTest = this.getMode() === 'manual';
	if (isTest && reading.kind === 'event' && selects(settings, reading.event)) {
		return emit(emitted(reading.event, eventKey(scope, reading.event, reading.event.event)));
	}

	const recorder = recorderOf(scope.workflowId);
	recorder.count('received');
	if (reading.kind === 'refused') {
		recorder.count('refused');
		recorder.count(REFUSALS[reading.status]);
		return answer(this, reading.status, reading.rule);
	}
	if (reading.kind === 'ignored' || !selects(settings, reading.event)) {
		recorder.count('ignored');
		return answer(
			this,
			200,
			`Ignored: ${reading.kind === 'ignored' ? reading.reason : 'this trigger was not asked for it.'}`,
		);
	}
	const openOwnStore =
		settings.store === 'n8nHistory' ? undefined : async () => await openStore(this, settings.store as StoreKind);
	const event = emitted(reading.event, eventKey(scope, reading.event, reading.event.event));
	const entrance = await enterDoor(this, { event, scope, settings, openStore: openOwnStore, recorder });
	recorder.time('door', performance.now() - startedAt);
	recorder.time('acknowledgement', Math.max(0, Date.now() - Date.parse(event.occurredAt)));
	openOwnStore?.().then(
		(store) => shareNowAndThen(recorder, store),
		() => undefined,
	);
	return entrance === 'admitted' ? emit(event) : entrance;
}

const emitted = (event: CallEvent, key: string): EmittedEvent => ({
	...event,
	eventKey: key,
	late: false,
	update: false,
	dedupe: 'skipped',
});

const emit = (event: EmittedEvent): IWebhookResponseData => ({
	workflowData: [[{ json: { ...event } as IDataObject }]],
});
