import type { CallStore } from '../store/callStore';
import { changeEntry } from '../store/changeEntries';
import { entryKey } from './eventKey';
import { settle, toWrite, type EventRecord, type Filing } from './record';

/** Whether the content that a workflow reports on is the newest one of the event, so that its report closes it. */
function isReportable(record: EventRecord, execution: string): boolean {
	if (record.state === 'waiting' || record.state === 'emitted')
		return !record.update && (record.redeliveries > 0 || record.owner?.execution === execution);
	return record.state !== 'done';
}

/**
 * A workflow reports that an event is processed, or that it failed.
 * @param execution that reports it
 * @returns milliseconds from its receipt; undefined when the event is not known, or was reported before
 * @throws StoreUnavailable
 */
export async function mark(
	store: CallStore,
	eventKey: string,
	{ outcome, execution, ...filing }: Filing & { outcome: 'done' | 'failed'; execution: string },
): Promise<number | undefined> {
	return await changeEntry<number | undefined>(store, [entryKey(filing.namespace, eventKey)], ([entry], now) => {
		const record = entry?.value as EventRecord | undefined;
		if (!entry || !record || !isReportable(record, execution)) return { writes: [], result: undefined };
		const reason = outcome === 'failed' ? 'The workflow marked it as failed.' : undefined;
		const after = settle(record, outcome, now, reason);
		return { writes: [toWrite(filing, entry, after, now)], result: now - record.content.receivedAt };
	});
}
