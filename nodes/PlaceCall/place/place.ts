import { randomUUID } from 'crypto';
import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { orThrow } from '../../n8n/items/errors';
import { askAgain } from '../../n8n/askAgain';
import { sweepNowAndThen } from '../../n8n/processState/sweeping';
import { openCallStore } from '../../n8n/store/openCallStore';
import { credentialIdOf, ownNamespace } from '../../n8n/triggerScope';
import { untilStored } from '../../n8n/untilStored';
import type { TrunkRequest } from '../../domain/trunk/provider';
import { checkCallOptions } from '../../domain/trunk/request/checkCallOptions';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { DEFAULT_REFERENCE_WINDOW_HOURS } from '../properties/placeFields';
import { addExtraFields } from './addExtraFields';
import { attempt } from './attempt';
import { checkEventUrl } from './checkEventUrl';
import { dialKey, dialOnce, type Attempt } from './dialOnce';
import { verifyCallerId } from './verifyCallerId';
import { readDialPolicy } from './dialPolicy';
import { guardParties } from './guardParties';
import { checkHeaderValues } from './headerValues';
import { createPacer } from './pacer';
import { describeNumber } from '../../n8n/numbers/describeNumber';
import { describeExtension } from './extension';
import { readCall, readObject, readOptions, type AskedCall, type CallOptions } from './readParameters';
import { toResult, toItem } from './toResult';

const HOUR_MS = 3_600_000;

const reserve = createPacer(() => performance.now());

/** Attempts of this process whose claim the store may have, although they sent nothing. */
const abandoned = new Set<string>();

/** Who asks for a call, and where that is remembered: with the trunk's account, whichever node or workflow uses it. */
async function openAttempt(
	context: IExecuteFunctions,
	clientReference: string,
	{ referenceWindowHours = DEFAULT_REFERENCE_WINDOW_HOURS }: CallOptions,
): Promise<Attempt> {
	const store = await openCallStore(context);
	sweepNowAndThen(store);
	return {
		store,
		key: dialKey(ownNamespace(context), credentialIdOf(context), clientReference),
		windowMs: Math.round(referenceWindowHours * HOUR_MS),
		placedAt: new Date().toISOString(),
		attempt: randomUUID(),
		abandoned,
		again: askAgain,
		untilStored,
	};
}

interface Prepared extends AskedCall {
	request: TrunkRequest;
}

/** Everything that can be wrong before a request leaves. @throws NodeOperationError of this item */
async function prepare(
	context: IExecuteFunctions,
	trunk: Trunk,
	options: CallOptions,
	itemIndex: number,
): Promise<Prepared> {
	const { call: asked, destination } = readCall(context, trunk, options, itemIndex);
	orThrow(context, checkCallOptions(asked.options, trunk.provider), itemIndex);
	orThrow(context, checkHeaderValues(asked), itemIndex);
	orThrow(context, checkEventUrl(context, trunk, asked.eventUrl, itemIndex), itemIndex);
	const policy = readDialPolicy(context, trunk, itemIndex, options);
	const call = guardParties(context, trunk, asked, policy, itemIndex);
	if (options.verifyCallerId !== false) orThrow(context, await verifyCallerId(context, trunk, call.from), itemIndex);
	const request = orThrow(context, trunk.provider.placeCall(call, trunk.settings), itemIndex);
	const extra = readObject(context, options.extraFields, 'Extra Fields', itemIndex);
	return {
		call,
		destination,
		request: orThrow(context, addExtraFields(request, extra, trunk.provider, policy), itemIndex),
	};
}

/** Places the call of one item, once. @throws NodeApiError or NodeOperationError of this item */
export async function place(
	context: IExecuteFunctions,
	trunk: Trunk,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const options = readOptions(context, itemIndex);
	const { call, destination, request } = await prepare(context, trunk, options, itemIndex);
	const own = await openAttempt(context, call.clientReference, options);
	const { placedAt } = own;
	const dialed = await dialOnce(call, own, async () => {
		if (options.callsPerSecond) await sleep(reserve(credentialIdOf(context), options.callsPerSecond));
		return await attempt(context, trunk, request, options.requestTimeout);
	});
	const item = toItem(trunk, call, { placedAt, ...toResult(context, call, dialed, itemIndex) });
	const isExtensionDialed = call.options?.sendDigits?.endsWith(destination.extension ?? '') ?? false;
	return [{ json: { ...item, ...describeNumber(destination), ...describeExtension(destination, isExtensionDialed) } }];
}
