import type { CallStore } from '../store/callStore';
import { readTriggerName } from './eventKey';
import { readListName, type EventState } from './record';
import { activeTriggers } from './triggers';

/** What an inbox contains. */
export interface InboxOverview {
	/** How many events are in each state; those that are done are not counted. */
	events: Record<Exclude<EventState, 'done'>, number>;
	/** How long the event that has waited longest has waited, in seconds; 0 when none waits. */
	oldestWaitingSeconds: number;
	/** Open events of triggers of this n8n that are not active, whatever their workflow. */
	orphaned: number;
	orphanedTriggers: Array<{ trigger: string; workflowId: string; events: number }>;
}

const OPEN: ReadonlySet<EventState> = new Set(['waiting', 'emitted', 'begun', 'unconfirmed']);

/**
 * @param workflowId whose events are counted, absent for all; the orphaned ones are those of all workflows
 * @throws StoreUnavailable
 */
export async function inboxOverview(store: CallStore, namespace: string, workflowId?: string): Promise<InboxOverview> {
	const [{ now, entries }, active] = await Promise.all([
		store.sizes(`ev:${namespace}:`),
		activeTriggers(store, namespace),
	]);
	const events = { waiting: 0, emitted: 0, begun: 0, unconfirmed: 0, failed: 0, handedOver: 0, dead: 0 };
	const ofWorkflow = workflowId === undefined ? '' : `${encodeURIComponent(workflowId)}:`;
	const orphans = new Map<string, number>();
	let oldestAt = now;
	for (const { list, size, oldestDueAt } of entries) {
		const { trigger, state } = readListName(namespace, list);
		if (trigger.startsWith(ofWorkflow) && state !== 'done') {
			events[state] += size;
			if (state === 'waiting') oldestAt = Math.min(oldestAt, oldestDueAt);
		}
		if (OPEN.has(state) && !active.has(trigger)) orphans.set(trigger, (orphans.get(trigger) ?? 0) + size);
	}
	const orphanedTriggers = [...orphans].map(([trigger, count]) => ({
		trigger,
		workflowId: readTriggerName(trigger).workflowId,
		events: count,
	}));
	return {
		events,
		oldestWaitingSeconds: Math.round((now - oldestAt) / 1000),
		orphaned: orphanedTriggers.reduce((total, orphan) => total + orphan.events, 0),
		orphanedTriggers,
	};
}

/** The names of a workflow's triggers that have events which are not done. @throws StoreUnavailable */
export async function triggersOf(store: CallStore, namespace: string, workflowId: string): Promise<string[]> {
	const { entries } = await store.sizes(`ev:${namespace}:${encodeURIComponent(workflowId)}:`);
	return [...new Set(entries.map(({ list }) => readListName(namespace, list).trigger))];
}
