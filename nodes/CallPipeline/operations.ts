import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { askTrunk } from '../n8n/http/askTrunk';
import { door } from '../n8n/processState/inbox';
import { orThrow, toRuleError } from '../n8n/items/errors';
import { startNewGeneration } from '../n8n/processState/generations';
import { recorderOf, shareNowAndThen } from '../n8n/processState/metrics';
import { openStore, type StoreKind } from '../n8n/store/openStore';
import { CALL_EVENT_NAMES } from '../domain/call/callEvent';
import { normalizeCallUuid } from '../domain/call/callUuid';
import { toJson } from '../domain/metrics/render';
import type { CounterName } from '../domain/metrics/metrics';
import { callKey, readEventKey } from '../domain/inbox/key';
import type { Store } from '../domain/store/store';
import { readTrunk } from '../domain/trunk/readTrunk';

type Operation = (this: IExecuteFunctions, index: number) => Promise<IDataObject>;

async function sharedStore(context: IExecuteFunctions, index: number): Promise<Store | undefined> {
	const kind = context.getNodeParameter('deduplicationStore', index) as StoreKind | 'n8nHistory';
	return kind === 'n8nHistory' ? undefined : await openStore(context, kind);
}

/** @throws NodeOperationError of this item when the text is not a key that the trigger emitted */
function eventKeyOf(context: IExecuteFunctions, index: number) {
	const key = readEventKey(context.getNodeParameter('eventKey', index));
	if (!key)
		throw toRuleError(
			context.getNode(),
			'The event key is not one that the Call Event Trigger emitted: use its field eventKey.',
			index,
		);
	return key;
}

const report = (outcome: Extract<CounterName, 'processed' | 'failed'>): Operation =>
	async function (index) {
		const { text, workflowId } = eventKeyOf(this, index);
		const recorder = recorderOf(workflowId);
		recorder.count(outcome);
		const tookMs =
			Date.now() - Date.parse(String(outcome === 'processed' ? this.getNodeParameter('receivedAt', index, '') : ''));
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
	const keys = CALL_EVENT_NAMES.map((event) => callKey(text) + event);
	keys.forEach((key) => door.forget(key));
	const store = await sharedStore(this, index);
	if (store) await Promise.all(keys.map(async (key) => await store.remove(key)));
	else startNewGeneration(text);
	return { eventKey: text, forgotten: true };
};

/**
 * Asks the trunk how the call stands and emits that as the trigger would, past the deduplication: what to do when a
 * record is wrong or was lost after its event had been received.
 */
const replay: Operation = async function (index) {
	const trunk = orThrow(this, readTrunk(await this.getCredentials('sipTrunkApi')), index);
	const callUuid = normalizeCallUuid(this.getNodeParameter('callUuid', index));
	if (!callUuid) throw toRuleError(this.getNode(), 'Call UUID must be the UUID of a call at the trunk.', index);
	const { getCall, displayName } = trunk.provider;
	if (!getCall)
		throw toRuleError(
			this.getNode(),
			`${displayName} offers no way to look up a call, so it cannot be replayed.`,
			index,
		);
	const body = await askTrunk(this, trunk, getCall.request(callUuid, trunk.settings), index);
	const call = orThrow(this, getCall.read(body, new Date(), trunk.settings), index);
	return { ...call, dedupe: 'skipped' } as unknown as IDataObject;
};

export const operations: Readonly<Record<string, Operation>> = {
	markProcessed: report('processed'),
	markFailed: report('failed'),
	getHealth,
	forget,
	replay,
};
