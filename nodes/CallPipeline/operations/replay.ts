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

const event: Operation = async (context, index) => {
	const { text } = readKey(context, index);
	const result = await replayEvent(await openCallStore(context), text, filingOf(context));
	if (result !== 'replayed') throw toRuleError(context.getNode(), REFUSALS[result], index);
	return { eventKey: text, replayed: 1 };
};

const allFailed: Operation = async (context, index) => {
	const store = await openCallStore(context);
	const filing = filingOf(context);
	const workflowId = String(context.getNodeParameter('workflowId', index));
	let replayed = 0;
	for (const trigger of await triggersOf(store, filing.namespace, workflowId))
		replayed += await replayFailed(store, trigger, filing);
	return { workflowId, replayed };
};

/**
 * Asks the trunk how the call stands and returns that as the trigger would emit it, past the inbox: for a record that
 * is wrong or was lost after the run of its event.
 */
const call: Operation = async (context, index) => {
	const trunk = orThrow(context, readTrunk(await context.getCredentials('sipTrunkApi')), index);
	const callUuid = normalizeCallUuid(context.getNodeParameter('callUuid', index));
	if (!callUuid) throw toRuleError(context.getNode(), 'Call UUID must be the UUID of a call at the trunk.', index);
	const { getCall, displayName } = trunk.provider;
	if (!getCall)
		throw toRuleError(
			context.getNode(),
			`${displayName} offers no way to look up a call, so it cannot be replayed.`,
			index,
		);
	const body = await askTrunk(context, trunk, getCall.request(callUuid, trunk.settings), index);
	const found = orThrow(context, getCall.read(body, new Date(), trunk.settings), index);
	return { ...found, redelivered: true } as unknown as IDataObject;
};

const kinds: Readonly<Record<string, Operation>> = { allFailed, call, event };

export const replay: Operation = async (context, index) => {
	return await kinds[context.getNodeParameter('replay', index) as string](context, index);
};
