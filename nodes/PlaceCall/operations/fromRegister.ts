import { NodeApiError, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import type { CallEvent } from '../../domain/call/callEvent';
import { listCalls, readCalls, type KnownCall } from '../../domain/register/find';
import { complete, isAgentsLeg } from '../../domain/register/view';
import type { CallSnapshot } from '../../domain/trunk/provider';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { toRuleError } from '../../n8n/items/errors';
import { openCallStore } from '../../n8n/store/openCallStore';
import { registerOf } from '../place/openOnce';

/** What the register knows of these calls; nothing when the call store does not answer, because the trunk is asked. */
export async function knownCalls(
	context: IExecuteFunctions,
	trunk: Trunk,
	callUuids: readonly string[],
): Promise<Array<KnownCall | undefined>> {
	try {
		return await readCalls(await openCallStore(context), registerOf(context, trunk), callUuids);
	} catch {
		return callUuids.map(() => undefined);
	}
}

/** The calls of a time range that the register knows, the newest first. @throws NodeOperationError of this item */
export async function listKnown(
	context: IExecuteFunctions,
	trunk: Trunk,
	range: { from?: string; to?: string },
	limit: number,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	try {
		const calls = await listCalls(await openCallStore(context), registerOf(context, trunk), range);
		return calls.slice(0, limit).map(fromRegister);
	} catch (error) {
		throw toRuleError(context.getNode(), `The calls could not be listed. ${(error as Error).message}`, itemIndex);
	}
}

const ADDRESS = /^(client|sips?):/i;

/** Whether the trunk's answer is about the leg of an agent who was rung first. */
export function isOfAgent({ callUuid, to, toValid }: CallEvent, { told, event }: KnownCall): boolean {
	if (isAgentsLeg(told, callUuid)) return true;
	return event.toValid && to !== event.to && (toValid || ADDRESS.test(to));
}

export function fromRegister({ event }: KnownCall): INodeExecutionData {
	return { json: { ...event, status: event.providerStatus ?? event.event, source: 'register' } as IDataObject };
}

/** The trunk's answer, with what it lacks; what the register knows where the answer is about an agent's leg. */
export function fromTrunk(call: CallSnapshot, known: KnownCall | undefined): INodeExecutionData {
	if (known && isOfAgent(call, known)) return fromRegister(known);
	const whole = known ? complete(call, known.told) : call;
	return { json: { ...whole, status: call.status, source: 'trunk' } as unknown as IDataObject };
}

/** A trunk that refuses the credential or the request would have to be set right first. */
const TO_BE_SET_RIGHT: ReadonlySet<string> = new Set(['400', '401', '402', '403']);

/**
 * What the trunk answers, or what the register knows when the trunk could not tell.
 * @throws what the trunk's answer led to, when it was refused or nothing is known
 */
export async function askTrunkOr(
	ask: () => Promise<INodeExecutionData[]>,
	known: () => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	return await ask().catch(async (error: unknown) => {
		const isRefused = error instanceof NodeApiError && TO_BE_SET_RIGHT.has(String(error.httpCode));
		const items = isRefused ? [] : await known();
		if (items.length === 0) throw error;
		return items;
	});
}
