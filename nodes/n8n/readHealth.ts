import { inboxOverview, type InboxOverview } from '../domain/inbox/overview';
import type { Counts } from '../domain/metrics/createMetrics';
import { readMetrics, type MetricsScope } from '../domain/metrics/sharedMetrics';
import type { CallStore } from '../domain/store/callStore';
import { shareNow } from './processState/metrics';

/** The metrics of a workflow's events, of all processes, as they are now. @throws StoreUnavailable */
export async function readHealth(
	store: CallStore,
	scope: MetricsScope,
): Promise<{ counts: Counts; inbox: InboxOverview }> {
	await shareNow(scope, store);
	const [counts, inbox] = await Promise.all([
		readMetrics(store, scope),
		inboxOverview(store, scope.namespace, scope.workflowId),
	]);
	return { counts, inbox };
}
