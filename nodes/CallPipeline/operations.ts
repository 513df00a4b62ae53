import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { door } from '../host/door';
import { startNewGeneration } from '../host/generations';
import { recorderOf, shareNowAndThen } from '../host/health';
import { openStore, type StoreKind } from '../host/openStore';
import { CALL_EVENT_NAMES } from '../shared/callEvent';
import { toJson } from '../shared/health/render';
import type { CounterName } from '../shared/health/metrics';
import { callKey, readEventKey } from '../shared/ledger/key';
import type { Store } from '../shared/ledger/store';

type Operation = (this: IExecuteFunctions, index: number) => Promise<IDataObject>;

async function sharedStore(context: IExecuteFunctions, index: number): Promise<Store | undefined> {
	const kind = context.getNodeParameter('deduplicationStore', index) as StoreKind | 'n8nHistory';
	return kind === 'n8nHistory' ? undefined : await openStore(context, kind);
}

/** @throws with one sentence when the text is not a key that the trigger emitted */
function eventKeyOf(context: IExecuteFunctions, index: number) {
	const key = readEventKey(context.getNodeParameter('eventKey', index));
	if (!key) throw new Error('The event key is not one that the Call Event Trigger emitted: use its field eventKey.');
	return key;
}

const report = (outcome: Extract<CounterName, 'processed' | 'failed'>): Operation =>
	async function (index) {
		const { text, workflowId } = eventKeyOf(this, index);
		const recorder = recorderOf(workflowId);
		recorder.count(outcome);
		const tookMs = Date.now() - Date.parse(String(outcome === 'processed' ? this.getNodeParameter('receivedAt', index, '') : ''));
		if (tookMs >= 0) recorder.time('processing', tookMs);
		shareNowAndThen(recorder, await sharedStore(this, index));
		return { eventKey: text, outcome };
	};

const getHealth: Operation = async function (index) {
	const recorder = recorderOf(String(this.getNodeParameter('workflowId', index)));
	const store = await sharedStore(this, index);
	if (store) await recorder.share(store);
	return { scope: store ? 'all processes' : 'this process', ...toJson(await recorder.read(store)) };
};

/** The memory of this process and the store; other processes' doors let a repeated event in again after their window. */
const forget: Operation = async function (index) {
	const { text } = eventKeyOf(this, index);
	const call = callKey(text);
	door.forget(call);
	const store = await sharedStore(this, index);
	if (store) await Promise.all(CALL_EVENT_NAMES.map((event) => store.remove(call + event)));
	else startNewGeneration(text);
	return { eventKey: text, forgotten: true };
};

export const operations: Readonly<Record<string, Operation>> = {
	markProcessed: report('processed'),
	markFailed: report('failed'),
	getHealth,
	forget,
};
