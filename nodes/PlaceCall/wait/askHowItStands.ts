import type { IExecuteFunctions } from 'n8n-workflow';
import { join } from '../../domain/inbox/join';
import type { Register } from '../../domain/register/learn';
import type { CallStore } from '../../domain/store/callStore';
import type { CallSnapshot } from '../../domain/trunk/provider';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { readFromTrunk } from '../../n8n/http/askTrunk';
import { isOfAgent, knownCalls } from '../operations/fromRegister';
import { countCall } from '../../n8n/processState/numberTallies';

/**
 * Asks the trunk how a call stands, and writes its end into the register as if an event had told it.
 * @returns whether the call is live; undefined when the trunk cannot be asked or does not say
 */
export async function askHowItStands(
	context: IExecuteFunctions,
	trunk: Trunk,
	register: Register,
	store: CallStore,
	callUuid: string,
	itemIndex: number,
): Promise<boolean | undefined> {
	const { getCall } = trunk.provider;
	if (!getCall) return undefined;
	const request = getCall.request(callUuid, trunk.settings);
	const read = (body: unknown) => getCall.read(body, new Date(), trunk.settings);
	const asked = readFromTrunk<CallSnapshot>(context, trunk, request, read, itemIndex);
	const found = await asked.catch(() => undefined);
	if (!found) return undefined;
	if (found.event !== 'completed') return true;
	const [known] = await knownCalls(context, trunk, [callUuid]);
	// The end of the agent's own leg says nothing of how the contact was reached; the events do.
	if (known && isOfAgent(found, known)) return undefined;
	const { status: _status, ...end } = found;
	await join(
		store,
		{ ...end, callUuid },
		{
			...register,
			// No trigger has asked for it: nothing is emitted.
			scope: { namespace: register.namespace, workflowId: '', webhookId: '' },
			keepMs: register.keepMs,
			keepCallsMs: register.keepMs,
			onChange: 'ignore',
			onEnd: (call) => countCall(store, context, call),
		},
	);
	return false;
}
