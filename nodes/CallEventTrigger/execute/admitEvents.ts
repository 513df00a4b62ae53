import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { recorderOf } from '../../n8n/processState/metrics';
import { fingerprint } from '../../domain/inbox/key';
import type { Admission, Ledger } from '../../domain/inbox/ledger';
import { door } from '../../n8n/processState/inbox';
import { ledgerKey, type EmittedEvent } from '../emittedEvent';
import { openLedger, whileBusy } from './ledgers';
import { routeByEvent } from '../description/outputs';
import { readSettings, type TriggerSettings } from '../settings';

/** The second gate and the authority: the first step of the execution, on the worker in queue mode. */
export async function admitEvents(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const settings = readSettings(this);
	// Only a production delivery is deduplicated: "Retry execution" means that the user wants the event again, and a
	// test run in the editor must not use it up.
	const admitted = this.getMode() === 'webhook' ? await admitEach(this, items, settings) : items;
	return routeByEvent(
		settings,
		admitted.map((item, index) => ({ json: item.json, pairedItem: item.pairedItem ?? { item: index } })),
	);
}

async function admitEach(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	settings: TriggerSettings,
): Promise<INodeExecutionData[]> {
	const admitted: INodeExecutionData[] = [];
	for (const [index, item] of items.entries()) {
		const event = { ...item.json } as unknown as EmittedEvent;
		if (await isAdmitted(context, settings, event))
			admitted.push({ json: event as unknown as IDataObject, pairedItem: { item: index } });
	}
	return admitted;
}

/** Marks `event` with how it was checked. */
async function isAdmitted(
	context: IExecuteFunctions,
	settings: TriggerSettings,
	event: EmittedEvent,
): Promise<boolean> {
	const recorder = recorderOf(context.getWorkflow().id as string);
	if (settings.store === 'n8nHistory' && !door.knows(ledgerKey(event))) hintAtSharedStores(context);
	const verdict = await ask(context, settings, event);
	event.dedupe = verdict === 'unavailable' ? 'unavailable' : 'checked';
	if (verdict === 'unavailable') recorder.count('unavailable');
	if (verdict === 'changed') recorder.count('changed');
	const isNew =
		verdict === 'new' ||
		verdict === 'unavailable' ||
		(verdict === 'changed' && (await becomesUpdate(context, settings, event)));
	recorder.count(isNew ? 'emitted' : 'deduplicated');
	return isNew;
}

async function ask(
	context: IExecuteFunctions,
	settings: TriggerSettings,
	event: EmittedEvent,
): Promise<Admission | 'unavailable'> {
	const key = ledgerKey(event);
	try {
		const ledger: Ledger = await openLedger(context, settings);
		return await whileBusy(() => ledger.admit(key, fingerprint(event), context.getExecutionId()));
	} catch (error) {
		context.logger.warn('The deduplication store does not answer, so a call event is emitted unchecked', {
			workflowId: context.getWorkflow().id,
			reason: (error as Error).message,
		});
		return 'unavailable';
	} finally {
		// The execution exists, whatever became of the HTTP answer.
		door.confirm(key);
	}
}

/** Another process had admitted the event, with other content, between the door and here. */
async function becomesUpdate(
	context: IExecuteFunctions,
	settings: TriggerSettings,
	event: EmittedEvent,
): Promise<boolean> {
	if (event.update || settings.options.onChangedPayload !== 'emitUpdate') return false;
	event.update = true;
	return (await ask(context, settings, event)) !== 'duplicate';
}

function hintAtSharedStores(context: IExecuteFunctions): void {
	context.addExecutionHints({
		message:
			'This event was received by another n8n process, or before a restart. The built-in history is safe for one process: with several, choose Redis or Postgres as the deduplication store.',
		location: 'outputPane',
	});
}
