import type { CallStore } from '../store/callStore';
import { isSame } from './begin';
import { changeEntries } from '../store/changeEntries';
import { entryKey } from './eventKey';
import { redelivered, settle, toWrite, type EventRecord, type Filing, type Owner } from './record';

/** How a run ended, in n8n's words: `success`, `error`, `crashed`, `canceled`, `waiting`. */
export type RunStatus = string;

/** What an end makes of an event's record; undefined when it is not this run's to end. */
function afterRun(record: EventRecord, owner: Owner, status: RunStatus, now: number): EventRecord | undefined {
	if (!isSame(record.owner, owner)) return undefined;
	// The run was taken for cut off, but it was only slow: what has not begun again need not.
	const isRepeated = record.redeliveries > 0 && (record.state === 'waiting' || record.state === 'emitted');
	if (isRepeated && !record.update) return status === 'success' ? settle(record, 'done', now) : undefined;
	if (record.state !== 'begun') return undefined;
	if (status === 'waiting') return settle(record, 'handedOver', now);
	const { withinMs, begunAt = now, shared = 1 } = record;
	if (withinMs !== undefined) return { ...record, state: 'unconfirmed', dueAt: begunAt + withinMs };
	if (status === 'success') return settle(record, 'done', now);
	// Which of several made the execution fail is unknown: each runs alone.
	if (shared > 1 && status !== 'canceled') return redelivered(record, now, `The run ended with status ${status}.`);
	return settle(record, 'failed', now, `The run ended with status ${status}.`);
}

/** What an end did. */
export interface Ended {
	/** Milliseconds from the receipt of each event that is done. */
	doneAfterMs: number[];
	failed: number;
	/** Whether something waits again. */
	waits: boolean;
}

/**
 * The run of an execution is over.
 * @throws StoreUnavailable
 */
export async function end(
	store: CallStore,
	eventKeys: readonly string[],
	{ owner, status, ...filing }: Filing & { owner: Owner; status: RunStatus },
): Promise<Ended> {
	const groups = eventKeys.map((key) => [entryKey(filing.namespace, key)]);
	const ended: Ended = { doneAfterMs: [], failed: 0, waits: false };
	const changes = await changeEntries(store, groups, ([entry], now) => {
		const before = entry?.value as EventRecord | undefined;
		const after = before && afterRun(before, owner, status, now);
		if (!entry || !before || !after) return { writes: [], result: undefined };
		return { writes: [toWrite(filing, entry, after, now)], result: { before, after, now } };
	});
	for (const change of changes) {
		if (!change) continue;
		const { before, after, now } = change;
		if (after.state === 'waiting') ended.waits = true;
		if (after.state === 'failed') ended.failed += 1;
		if (status === 'success' && after.state !== 'unconfirmed') ended.doneAfterMs.push(now - before.content.receivedAt);
	}
	return ended;
}
