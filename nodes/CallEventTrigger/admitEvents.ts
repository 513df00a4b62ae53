import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import type { CallEvent } from '../shared/callEvent';
import { historyLedger } from '../shared/ledger/historyLedger';
import { eventKey, fingerprint } from '../shared/ledger/key';
import type { Admission, Ledger } from '../shared/ledger/ledger';
import { door } from './door';
import { DEFAULT_HISTORY_SIZE, readSettings } from './settings';

/** Between tries while the store is busy (SQLite locked, a connection being made again). */
const RETRY_AFTER_MS = [100, 300, 600];

/** The second gate and the authority: the first step of the execution, on the worker in queue mode. */
export async function admitEvents(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	// Only a production delivery is deduplicated: "Retry execution" means that the user wants the event again, and a
	// test run in the editor must not use it up.
	if (this.getMode() !== 'webhook') return [items.map((item, index) => mark(item, index, 'skipped'))];

	const ledger = openLedger(this);
	const admitted: INodeExecutionData[] = [];
	for (const [index, item] of items.entries()) {
		const verdict = await admit(this, ledger, item.json as unknown as CallEvent);
		if (verdict === 'new') admitted.push(mark(item, index, 'checked'));
		if (verdict === 'unavailable') admitted.push(mark(item, index, 'unavailable'));
	}
	return [admitted];
}

const mark = (item: INodeExecutionData, index: number, dedupe: 'checked' | 'unavailable' | 'skipped'): INodeExecutionData => ({
	json: { ...item.json, dedupe },
	pairedItem: { item: index },
});

async function admit(context: IExecuteFunctions, ledger: Ledger, event: CallEvent): Promise<Admission | 'unavailable'> {
	const scope = { workflowId: context.getWorkflow().id as string, nodeId: context.getNode().id };
	const key = eventKey(scope, event, event.event);
	try {
		return await whileBusy(() => ledger.admit(key, fingerprint(event), context.getExecutionId()));
	} catch (error) {
		context.logger.warn('The ledger of the Call Event Trigger is unavailable, so an event is emitted unchecked', {
			workflowId: scope.workflowId,
			reason: (error as Error).message,
		});
		return 'unavailable';
	} finally {
		// The execution exists, whatever became of the HTTP answer.
		door.confirm(key);
	}
}

async function whileBusy<T>(ask: () => Promise<T>): Promise<T> {
	for (const delayMs of RETRY_AFTER_MS) {
		try {
			return await ask();
		} catch {
			await sleep(delayMs);
		}
	}
	return await ask();
}

function openLedger(context: IExecuteFunctions): Ledger {
	const { options } = readSettings(context);
	const node = `${context.getWorkflow().id}:${context.getNode().id}`;
	return historyLedger(node, async (keys) => {
		const { new: fresh } = await context.helpers.checkProcessedAndRecord(keys, 'node', {
			mode: 'entries',
			maxEntries: options.historySize ?? DEFAULT_HISTORY_SIZE,
		});
		return fresh;
	});
}
