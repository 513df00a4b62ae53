import { sleep, type IRun, type ITriggerFunctions, type ITriggerResponse } from 'n8n-workflow';
import { triggerName } from '../../domain/inbox/eventKey';
import { startPump, type PumpHost } from '../../domain/inbox/pump';
import { foldMetrics } from '../../domain/metrics/sharedMetrics';
import { isStorm } from '../../n8n/processState/deliveries';
import { metricsOf, shareSoon } from '../../n8n/processState/metrics';
import { PROCESS } from '../../n8n/processState/process';
import { endPump, replacePump } from '../../n8n/processState/pumps';
import { openCallStore } from '../../n8n/store/openCallStore';
import { scopeOf, webhookBaseUrl } from '../../n8n/triggerScope';
import { refuseSecondEngine } from '../activation/refuseUnsafeSetup';
import { toItem } from '../emittedEvent';
import { inboxSettings, readSettings } from '../settings';

/** Emits what waits, in the process that leads. n8n calls it when the workflow is published, and at each start. */
export async function startInbox(context: ITriggerFunctions): Promise<ITriggerResponse> {
	// A test run takes its event from the test URL.
	if (context.getMode() === 'manual') return {};
	refuseSecondEngine(context);
	const trigger = triggerName(scopeOf(context));
	const pump = await replacePump(trigger, () => startPump(hostOf(context)));
	return { closeFunction: async () => await endPump(trigger, pump) };
}

const FOLD_EVERY_MS = 3_600_000;

function hostOf(context: ITriggerFunctions): PumpHost {
	const scope = scopeOf(context);
	const url = webhookBaseUrl(context);
	const settings = { scope, url, ...inboxSettings(readSettings(context)) };
	const metrics = metricsOf(scope);
	let foldAt = -Infinity;
	return {
		async open() {
			const store = await openCallStore(context);
			shareSoon(scope, store);
			if (performance.now() >= foldAt) {
				foldAt = performance.now() + FOLD_EVERY_MS;
				void foldMetrics(store, scope).catch(() => undefined);
			}
			return { store, settings };
		},
		async emit(events) {
			const done = context.helpers.createDeferredPromise<IRun>();
			context.emit([events.map(toItem)], undefined, done);
			return await done.promise;
		},
		sleep,
		now: () => performance.now(),
		process: PROCESS,
		isStorm,
		warn: (message) => context.logger.warn(`Call Event Trigger: ${message}`, { workflowId: scope.workflowId }),
		count: (name, by) => metrics.count(name, by),
	};
}
