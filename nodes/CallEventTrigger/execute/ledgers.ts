import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { openStore } from '../../n8n/store/openStore';
import { historyLedger } from '../../domain/inbox/historyLedger';
import type { Ledger } from '../../domain/inbox/ledger';
import { storeLedger } from '../../domain/inbox/storeLedger';
import { DEFAULT_HISTORY_SIZE, windowMs, type TriggerSettings } from '../settings';

/** In a storm n8n's history is read and written ten times a second instead of once for each event. */
const GATHER_MS = 100;

/** The authority of the second gate. */
export async function openLedger(context: IExecuteFunctions, settings: TriggerSettings): Promise<Ledger> {
	if (settings.store !== 'n8nHistory') return storeLedger(await openStore(context, settings.store), windowMs(settings));
	const record = async (keys: string[]): Promise<readonly unknown[]> => {
		const { new: fresh } = await context.helpers.checkProcessedAndRecord(keys, 'node', {
			mode: 'entries',
			maxEntries: settings.options.historySize ?? DEFAULT_HISTORY_SIZE,
		});
		return fresh;
	};
	return historyLedger(
		`${context.getWorkflow().id}:${context.getNode().id}`,
		record,
		async () => await sleep(GATHER_MS),
	);
}

/** Pauses between tries while a store is busy: SQLite is locked, a connection is being made again. */
const PAUSES_MS = [50, 150, 400];
const PATIENCE_MS = 1_500;

/** Asks again while the store is busy, for two seconds at most; then rejects with the store's last word. */
export async function whileBusy<T>(ask: () => Promise<T>): Promise<T> {
	const giveUpAt = performance.now() + PATIENCE_MS;
	for (const pauseMs of PAUSES_MS) {
		try {
			return await ask();
		} catch (error) {
			if (performance.now() + pauseMs >= giveUpAt) return await Promise.reject(error);
			await sleep(pauseMs);
		}
	}
	return await ask();
}
