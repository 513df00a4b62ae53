import { sleep } from 'n8n-workflow';
import { createRecorder, type Recorder } from '../../domain/metrics/recorder';
import { shareMetrics, type MetricsScope } from '../../domain/metrics/sharedMetrics';
import type { CallStore } from '../../domain/store/callStore';
import { PROCESS } from './process';

interface Metrics {
	recorder: Recorder;
	share: (store: CallStore) => Promise<void>;
	isSharing: boolean;
}

const byWorkflow = new Map<string, Metrics>();
/** Often enough to watch, rarely enough to cost nothing. */
const SHARE_EVERY_MS = 1_000;

function metricsOf(scope: MetricsScope): Metrics {
	const name = `${scope.namespace}:${scope.workflowId}`;
	const known = byWorkflow.get(name);
	if (known) return known;
	const recorder = createRecorder(Date.now);
	const metrics = { recorder, share: shareMetrics(recorder, scope, PROCESS), isSharing: false };
	byWorkflow.set(name, metrics);
	return metrics;
}

/** This process's recorder of one workflow's events. */
export const recorderOf = (scope: MetricsScope): Recorder => metricsOf(scope).recorder;

/** Writes what was counted into the store now, e.g. before it is read. @throws StoreUnavailable */
export const shareNow = async (scope: MetricsScope, store: CallStore): Promise<void> =>
	await metricsOf(scope).share(store);

/** Writes what was counted within a second. Nobody waits for it; what cannot be written is written the next time. */
export function shareSoon(scope: MetricsScope, store: CallStore): void {
	const metrics = metricsOf(scope);
	if (metrics.isSharing) return;
	metrics.isSharing = true;
	void sleep(SHARE_EVERY_MS)
		.then(() => (metrics.isSharing = false))
		.then(async () => await metrics.share(store))
		.catch(() => undefined);
}
