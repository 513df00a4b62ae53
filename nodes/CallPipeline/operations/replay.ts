import type { IDataObject } from 'n8n-workflow';
import { normalizeCallUuid } from '../../domain/call/callUuid';
import { replayEvent, replayFailed, type Replay } from '../../domain/inbox/replay';
import { triggersOf } from '../../domain/inbox/overview';
import { readTrunk } from '../../domain/trunk/readTrunk';
import { askTrunk } from '../../n8n/http/askTrunk';
import { orThrow, toRuleError } from '../../n8n/items/errors';
import { openCallStore } from '../../n8n/store/openCallStore';
import { filingOf, readKey, type Operation } from './operation';

const REFUSALS: Readonly<Record<Exclude<Replay, 'replayed'>, string>> = {
	unknown: 'The call store does not contain this event: replay its call, which asks the trunk.',
	open: 'This event is on its way already, so it is not replayed.',
	done: 'The run of this event went well, so its payload is no longer kept: replay its call, which asks the trunk.',
};

const event: Operation = async function (index) {
	const { text } = readKey(this, index);
	const result = await replayEvent(await openCallStore(this), text, filingOf(this));
	if (result !== 'replayed') throw toRuleError(this.getNode(), REFUSALS[result], index);
	return { eventKey: text, replayed: 1 };
};

const allFailed: Operation = async function (index) {
	const store = await openCallStore(this);
	const filing = filingOf(this);
	const workflowId = String(this.getNodeParameter('workflowId', index));
	let replayed = 0;
	for (const trigger of await triggersOf(store, filing.namespace, workflowId))
		replayed += await replayFailed(store, trigger, filing);
	return { workflowId, replayed };
};

/**
 * Asks the trunk how the call stands and returns that as the trigger would emit it, past the inbox: for a record that
 * is wrong or was lost after the run of its event.
 */
const call: Operation = async function (index) {
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
	const found = orThrow(this, getCall.read(body, new Date(), trunk.settings), index);
	return { ...found, redelivered: true } as unknown as IDataObject;
};

const kinds: Readonly<Record<string, Operation>> = { allFailed, call, event };

export const replay: Operation = async function (index) {
	return await kinds[this.getNodeParameter('replay', index) as string].call(this, index);
};
