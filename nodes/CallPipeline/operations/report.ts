import { mark } from '../../domain/inbox/mark';
import { metricsOf, shareSoon } from '../../n8n/processState/metrics';
import { openCallStore } from '../../n8n/store/openCallStore';
import { ownNamespace } from '../../n8n/triggerScope';
import { filingOf, readKey, type Operation } from './operation';

/** A workflow says what became of an event. */
const report =
	(outcome: 'done' | 'failed'): Operation =>
	async (context, index) => {
		const { text, workflowId } = readKey(context, index);
		const store = await openCallStore(context);
		const tookMs = await mark(store, text, { ...filingOf(context), outcome, execution: context.getExecutionId() });
		const scope = { namespace: ownNamespace(context), workflowId };
		const name = outcome === 'done' ? 'processed' : 'failed';
		if (tookMs !== undefined) metricsOf(scope).count(name);
		if (tookMs !== undefined && outcome === 'done') metricsOf(scope).time('processing', tookMs);
		shareSoon(scope, store);
		return { eventKey: text, outcome: name };
	};

export const markProcessed = report('done');
export const markFailed = report('failed');
