import type { IExecuteFunctions } from 'n8n-workflow';
import { end } from '../../domain/inbox/end';
import type { Owner } from '../../domain/inbox/record';
import type { CallStore } from '../../domain/store/callStore';
import { metricsOf, shareSoon } from '../../n8n/processState/metrics';
import { pumpOf } from '../../n8n/processState/pumps';
import { closeRun } from '../../n8n/processState/runs';
import { triggerName } from '../../domain/inbox/eventKey';
import { scopeOf } from '../../n8n/triggerScope';
import { untilStored } from '../../n8n/untilStored';

interface Hooks {
	addHandler(name: 'workflowExecuteAfter', handler: (run: { status?: unknown }) => Promise<void>): void;
}

interface Run {
	namespace: string;
	keepMs: number;
	owner: Owner;
}

/** n8n's lifecycle hooks of the execution. They are not a promised API, so they may be missing. */
function hooksOf(context: IExecuteFunctions): Hooks | undefined {
	const { additionalData } = context as unknown as { additionalData?: { hooks?: Partial<Hooks> } };
	const hooks = additionalData?.hooks;
	return typeof hooks?.addHandler === 'function' ? (hooks as Hooks) : undefined;
}

/** Whether n8n will tell how this execution ends. */
export const tellsEnd = (context: IExecuteFunctions): boolean => hooksOf(context) !== undefined;

/** Records how this execution ends, in the process that runs it. Whatever goes wrong stays here. */
export function onEnd(context: IExecuteFunctions, store: CallStore, eventKeys: readonly string[], run: Run): void {
	const scope = scopeOf(context);
	const metrics = metricsOf(scope);
	const report = async (status: string): Promise<void> => {
		const { doneAfterMs, failed } = await end(store, eventKeys, { ...run, status });
		closeRun(store, run.owner.execution);
		for (const ms of doneAfterMs) metrics.time('done', ms);
		metrics.count('done', doneAfterMs.length);
		metrics.count('failed', failed);
		shareSoon(scope, store);
		pumpOf(triggerName(scope))?.settled(eventKeys);
	};
	hooksOf(context)?.addHandler(
		'workflowExecuteAfter',
		async ({ status }) => await untilStored(async () => await report(String(status))),
	);
}
