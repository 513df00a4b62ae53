import { sleep } from 'n8n-workflow';
import { createMetrics, type Metrics } from '../../domain/metrics/createMetrics';
import { shareMetrics, type MetricsScope } from '../../domain/metrics/sharedMetrics';
import type { CallStore } from '../../domain/store/callStore';
import { PROCESS } from './process';

interface Entry {
	metrics: Metrics;
	share: (store: CallStore) => Promise<void>;
	isSharing: boolean;
}

const byWorkflow = new Map<string, Entry>();
/** Often enough to watch, rarely enough to cost nothing. */
const SHARE_EVERY_MS = 1_000;

function entryOf(scope: MetricsScope): Entry {
	const name = `${scope.namespace}:${scope.workflowId}`;
	const known = byWorkflow.get(name);
	if (known) return known;
	const metrics = createMetrics(Date.now);
	const entry = { metrics, share: shareMetrics(metrics, scope, PROCESS), isSharing: false };
	byWorkflow.set(name, entry);
	return entry;
}

/** This process's metrics of one workflow's events. */
export const metricsOf = (scope: MetricsScope): Metrics => entryOf(scope).metrics;

/** Writes what was counted into the store now, e.g. before it is read. @throws StoreUnavailable */
export const shareNow = async (scope: MetricsScope, store: CallStore): Promise<void> =>
	await entryOf(scope).share(store);

/** Writes what was counted within a second. Nobody waits for it; what cannot be written is written the next time. */
export function shareSoon(scope: MetricsScope, store: CallStore): void {
	const entry = entryOf(scope);
	if (entry.isSharing) return;
	entry.isSharing = true;
	void sleep(SHARE_EVERY_MS)
		.then(() => (entry.isSharing = false))
		.then(async () => await entry.share(store))
		.catch(() => undefined);
}
