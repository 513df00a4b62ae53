import { sleep, type IExecuteFunctions, type IWebhookFunctions } from 'n8n-workflow';
import { openStore } from '../host/openStore';
import { historyLedger } from '../shared/ledger/historyLedger';
import type { Ledger } from '../shared/ledger/ledger';
import type { Store } from '../shared/ledger/store';
import { storeLedger } from '../shared/ledger/storeLedger';
import { DEFAULT_HISTORY_SIZE, windowMs, type TriggerSettings } from './settings';

/** The store that all processes share; undefined with n8n's own history. */
export async function sharedStore(context: IWebhookFunctions | IExecuteFunctions, { store }: TriggerSettings): Promise<Store | undefined> {
	return store === 'n8nHistory' ? undefined : await openStore(context, store);
}

/** The authority of the second gate. */
export async function openLedger(context: IExecuteFunctions, settings: TriggerSettings): Promise<Ledger> {
	const store = await sharedStore(context, settings);
	if (store) return storeLedger(store, windowMs(settings));
	return historyLedger(`${context.getWorkflow().id}:${context.getNode().id}`, async (keys) => {
		const { new: fresh } = await context.helpers.checkProcessedAndRecord(keys, 'node', {
			mode: 'entries',
			maxEntries: settings.options.historySize ?? DEFAULT_HISTORY_SIZE,
		});
		return fresh;
	});
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
