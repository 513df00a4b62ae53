import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { orThrow } from '../../n8n/items/errors';
import { checkCallOptions } from '../../domain/trunk/request/checkCallOptions';
import { countPlaced, giveAttemptBack } from '../../domain/contactRules';
import { dialKey } from '../../domain/once/record';
import { numberList } from '../../domain/register/keys';
import { filePlaced } from '../../domain/register/learn';
import { toldBy } from '../../domain/register/record';
import type { Refusal } from '../../domain/trunk/response/refusal';
import type { PlacedCall, TrunkRequest } from '../../domain/trunk/provider';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { addExtraFields } from './addExtraFields';
import { placeAt } from './attempt';
import { checkEventUrl } from './checkEventUrl';
import { verifyCallerId } from './verifyCallerId';
import { readDialPolicy } from './dialPolicy';
import { guardParties } from './guardParties';
import { checkHeaderValues } from './headerValues';
import { createPacer } from './pacer';
import { describeNumber } from '../../n8n/numbers/describeNumber';
import { untilStored } from '../../n8n/untilStored';
import { describeExtension } from './extension';
import { readCall, readObject, readOptions, type AskedCall, type CallOptions } from './readParameters';
import { openOnce, registerOf } from './openOnce';
import { findPlaced } from './findPlaced';
import { lineFor } from '../lines/holdLine';
import { readCampaign, readLines, withTimeLimit } from '../lines/readLines';
import type { Result } from '../operations/operation';
import { NO_FREE_LINE } from '../outputs';
import { readWindowMs } from './readWindow';
import { settleAt } from './settleReferences';
import { alreadyDialed, toItem, toResult } from './toResult';

const reserve = createPacer(() => performance.now());

interface Prepared extends AskedCall {
	request: TrunkRequest;
}

/** What the register is told before the request leaves: what the trunk's events may not repeat. */
const toldByPlacing = (
	{ provider }: Trunk,
	{ from, to, seatId, contactId, clientReference, metadata }: AskedCall['call'],
	campaign: string | undefined,
) =>
	toldBy(
		{
			provider: provider.id,
			direction: 'outbound',
			from,
			fromValid: true,
			to,
			toValid: true,
			clientReference,
			contactId,
			seatId,
			campaign,
			metadata,
		},
		'placed',
	);

/** Everything that can be wrong before a request leaves. @throws NodeOperationError of this item */
async function prepare(
	context: IExecuteFunctions,
	trunk: Trunk,
	options: CallOptions,
	itemIndex: number,
): Promise<Prepared> {
	const { call: read, destination } = readCall(context, trunk, options, itemIndex);
	const asked = withTimeLimit(context, trunk, read, itemIndex);
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
export async function place(context: IExecuteFunctions, trunk: Trunk, itemIndex: number): Promise<Result[]> {
	const options = readOptions(context, itemIndex);
	const { call, destination, request } = await prepare(context, trunk, options, itemIndex);
	const isExtensionDialed = call.options?.sendDigits?.endsWith(destination.extension ?? '') ?? false;
	const number = { ...describeNumber(destination), ...describeExtension(destination, isExtensionDialed) };
	const register = registerOf(context, trunk);
	const { store, send } = await openOnce(context, itemIndex);
	const key = dialKey(register, call.clientReference);
	const limits = readLines(context, register, call, itemIndex);
	const line = limits && lineFor(context, trunk, register, store, { id: key, ...limits }, itemIndex);
	const task = {
		key,
		ready: line?.take,
		number: call.to,
		windowMs: readWindowMs(context, options, itemIndex),
		told: toldByPlacing(trunk, call, readCampaign(context, call.metadata, itemIndex)),
		list: numberList(register, call.to),
		file: ({ callUuid }: PlacedCall) => filePlaced(register, callUuid),
	};
	let isFound = false;
	const dialed = await send<PlacedCall, Refusal>(task, async (refused) => {
		const found = refused && (await findPlaced(context, trunk, call, { ...refused, isRefused: true }, itemIndex));
		if (found) {
			isFound = true;
			return { kind: 'done', result: found };
		}
		if (options.callsPerSecond) await sleep(reserve(register.credentialId, options.callsPerSecond));
		return await placeAt(context, trunk, request, call, options.requestTimeout);
	});
	if (dialed.kind !== 'done' && dialed.kind !== 'unsettled') await line?.release();
	// Without it, the reservation ends by itself after its minutes.
	if (dialed.kind === 'notReady' || dialed.kind === 'refused')
		await giveAttemptBack(store, register, destination.e164).catch(() => undefined);
	if (dialed.kind === 'notReady') {
		const json = { ...toItem(trunk, call, { callUuid: null, status: 'noFreeLine' }), ...line?.whyNone(), ...number };
		return [{ json, output: NO_FREE_LINE }];
	}
	// What may have rung counts as an attempt where Check Contact limits them.
	if (dialed.kind === 'done' || dialed.kind === 'unsettled')
		await untilStored(async () => await countPlaced(store, register, destination.e164, call.clientReference));
	if (dialed.kind === 'done' && isFound)
		return [{ json: { ...toItem(trunk, call, alreadyDialed(dialed.at, dialed.result)), ...number } }];
	if (dialed.kind === 'open') {
		const found = await findPlaced(context, trunk, call, dialed, itemIndex);
		if (found) await settleAt(store, register, [{ ...call, ...found }]).catch(() => undefined);
		if (found) return [{ json: { ...toItem(trunk, call, alreadyDialed(dialed.at, found)), ...number } }];
	}
	return [{ json: { ...toItem(trunk, call, toResult(context, call, dialed, itemIndex)), ...number } }];
}
