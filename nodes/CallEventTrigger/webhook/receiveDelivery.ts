import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { CallEvent } from '../../domain/call/callEvent';
import { eventKey, triggerName, type TriggerScope } from '../../domain/inbox/eventKey';
import type { CounterName } from '../../domain/metrics/metrics';
import type { Metrics } from '../../domain/metrics/createMetrics';
import { metricsOf, shareSoon } from '../../n8n/processState/metrics';
import { pumpOf } from '../../n8n/processState/pumps';
import { openCallStore } from '../../n8n/store/openCallStore';
import { credentialIdOf, scopeOf } from '../../n8n/triggerScope';
import { toItem } from '../emittedEvent';
import { readSettings } from '../settings';
import { answer } from './answer';
import { keepEvent, keepFacts } from './keepEvent';
import { readDelivery, type Refused } from './readDelivery';
import { refusedItem } from './refusedItem';
import { selects } from './selects';

const REFUSALS: Readonly<Record<Refused['status'], CounterName>> = {
	400: 'refusedMalformed',
	401: 'refusedSignature',
	403: 'refusedAddress',
	413: 'refusedTooLarge',
	503: 'refusedUnavailable',
};

const NOT_ASKED_FOR = 'Ignored: this trigger was not asked for it.';

/** In the process that took the request. Never throws: n8n would record a failed execution for a stranger. */
export async function receiveDelivery(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const startedAt = performance.now();
	const settings = readSettings(context);
	const scope = scopeOf(context);
	const reading = await readDelivery(context, settings);
	const isTest = context.getMode() === 'manual';
	// A test run in the editor neither uses an event up nor counts it.
	const metrics = isTest ? undefined : metricsOf(scope);
	metrics?.count('received');
	if (!isTest) void shareLater(context, scope);
	if (reading.kind === 'refused') return refuse(context, metrics, reading);
	if (reading.kind === 'ignored') {
		metrics?.count('ignored');
		return answer(context, 200, `Ignored: ${reading.reason}`);
	}
	if (reading.kind === 'callUpdate' || !selects(settings, reading.event)) {
		const kept =
			metrics &&
			(await keepFacts(
				context,
				'update' in reading ? reading.update : reading.event,
				settings,
				performance.now() - startedAt,
			));
		if (kept?.kind === 'refused') return refuse(context, metrics, kept);
		if (kept?.waits) pumpOf(triggerName(scope))?.wake();
		if (reading.kind === 'callUpdate') metrics?.countCallback(reading.name);
		else metrics?.count('ignored');
		return answer(context, 200, reading.kind === 'event' ? NOT_ASKED_FOR : `${reading.name}: known of its call.`);
	}
	const { event } = reading;
	if (!metrics) return emitForTest(context, event);
	const kept = await keepEvent(context, event, settings, performance.now() - startedAt);
	if (kept.kind === 'refused') return refuse(context, metrics, kept);
	if (kept.counts) metrics.count(kept.counts);
	metrics.time('receipt', performance.now() - startedAt);
	metrics.time('acknowledgement', Math.max(0, Date.now() - Date.parse(event.occurredAt)));
	if (kept.waits) pumpOf(triggerName(scope))?.wake();
	return answer(context, 200, kept.message);
}

/** Refusals count in all processes' metrics, too. */
async function shareLater(context: IWebhookFunctions, scope: TriggerScope): Promise<void> {
	try {
		shareSoon(scope, await openCallStore(context));
	} catch {
		// Written when the store is there again.
	}
}

/** Answers with the rule that was broken, and shows it: in n8n's log, in the metrics, and to the editor that listens. */
function refuse(
	context: IWebhookFunctions,
	metrics: Metrics | undefined,
	{ status, rule }: Refused,
): IWebhookResponseData {
	metrics?.count('refused');
	metrics?.count(REFUSALS[status]);
	context.logger.warn(`A delivery to the Call Event Trigger was refused with status ${status}: ${rule}`, {
		workflowId: context.getWorkflow().id,
		address: context.getRequestObject().ip,
	});
	const answered = answer(context, status, rule, status === 503 ? { 'Retry-After': '10' } : {});
	return metrics ? answered : { ...answered, workflowData: [[refusedItem(status, rule)]] };
}

function emitForTest(context: IWebhookFunctions, event: CallEvent): IWebhookResponseData {
	const key = eventKey(scopeOf(context), { ...event, credentialId: credentialIdOf(context) });
	const item = toItem({ event, eventKey: key, late: false, update: false, redelivered: false });
	return { ...answer(context, 200, 'The event was sent to the editor.'), workflowData: [[item]] };
}
