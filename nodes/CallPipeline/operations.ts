import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { askTrunk } from '../n8n/http/askTrunk';
import { orThrow, toRuleError } from '../n8n/items/errors';
import { recorderOf } from '../n8n/processState/metrics';
import { openCallStore } from '../n8n/store/openCallStore';
import { ownNamespace } from '../n8n/triggerScope';
import { normalizeCallUuid } from '../domain/call/callUuid';
import { readEventKey, type EventKeyParts } from '../domain/inbox/eventKey';
import { forgetCall } from '../domain/inbox/forget';
import { mark } from '../domain/inbox/mark';
import { toJson } from '../domain/metrics/render';
import { readTrunk } from '../domain/trunk/readTrunk';

type Operation = (this: IExecuteFunctions, index: number) => Promise<IDataObject>;

/** How long an event that is done stays known. */
const KEEP_MS = 72 * 3_600_000;

/** @throws NodeOperationError of this item when the text is not a key that the trigger emitted */
function eventKeyOf(context: IExecuteFunctions, index: number): EventKeyParts {
	const key = readEventKey(context.getNodeParameter('eventKey', index));
	if (!key)
		throw toRuleError(
			context.getNode(),
			'The event key is not one that the Call Event Trigger emitted: use its field eventKey.',
			index,
		);
	return key;
}

const report = (outcome: 'done' | 'failed'): Operation =>
	async function (index) {
		const { text, workflowId } = eventKeyOf(this, index);
		const store = await openCallStore(this);
		const namespace = ownNamespace(this);
		const tookMs = await mark(store, text, {
			namespace,
			keepMs: KEEP_MS,
			outcome,
			execution: this.getExecutionId(),
		});
		const recorder = recorderOf(workflowId);
		const name = outcome === 'done' ? 'processed' : 'failed';
		if (tookMs !== undefined) recorder.count(name);
		if (tookMs !== undefined && outcome === 'done') recorder.time('processing', tookMs);
		return { eventKey: text, outcome: name };
	};

const getHealth: Operation = async function (index) {
	const recorder = recorderOf(String(this.getNodeParameter('workflowId', index)));
	return { scope: 'this process', ...toJson(await recorder.read()) };
};

const forget: Operation = async function (index) {
	const { text } = eventKeyOf(this, index);
	const events = await forgetCall(await openCallStore(this), ownNamespace(this), text);
	return { eventKey: text, forgotten: true, events };
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
	return { ...call, redelivered: true } as unknown as IDataObject;
};

export const operations: Readonly<Record<string, Operation>> = {
	markProcessed: report('done'),
	markFailed: report('failed'),
	getHealth,
	forget,
	replay,
};
