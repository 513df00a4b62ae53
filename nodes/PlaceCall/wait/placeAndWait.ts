import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { compileSettings } from '../../MapDisposition/compileSettings';
import { mapCall } from '../../domain/disposition';
import { dialKey } from '../../domain/once/record';
import { waitForEnd, type Waited } from '../../domain/register/waitForEnd';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { sendToTrunk } from '../../n8n/http/transport';
import { orThrow } from '../../n8n/items/errors';
import { openCallStore } from '../../n8n/store/openCallStore';
import { isInvalid } from '../../domain/result';
import type { Result } from '../operations/operation';
import { NO_FREE_LINE, outputFor } from '../outputs';
import { registerOf } from '../place/openOnce';
import { place } from '../place/place';
import { askHowItStands } from './askHowItStands';
import { pause } from './pause';
import { readWaiting, type Waiting } from './readWaiting';

async function hangUp(context: IExecuteFunctions, trunk: Trunk, callUuid: string | undefined): Promise<void> {
	const request = callUuid === undefined ? undefined : trunk.provider.hangUp?.(callUuid, trunk.settings);
	// n8n's own request helper sends nothing for an execution that was stopped.
	const goesOn: IExecuteFunctions = Object.create(context, { getExecutionCancelSignal: { value: () => undefined } });
	if (request && !isInvalid(request)) await sendToTrunk(goesOn, trunk, request);
}

/** The outcome by Map Disposition's rules and defaults. */
function outcomeOf(context: IExecuteFunctions, call: IDataObject, itemIndex: number) {
	const settings = compileSettings({
		vocabulary: 'standard',
		dispositionNames: {},
		timeZone: context.getTimezone(),
		options: {},
	});
	const { record: _record, ...mapped } = orThrow(
		context,
		mapCall(call, orThrow(context, settings, itemIndex)),
		itemIndex,
	);
	return mapped;
}

/** Waits for the end of a call that was placed, by this item now or before. @throws NodeOperationError when stopped */
async function waitFor(
	context: IExecuteFunctions,
	trunk: Trunk,
	placed: IDataObject,
	{ forMs, askEveryMs, hangUpWhenStopped }: Waiting,
	itemIndex: number,
): Promise<Waited> {
	const store = await openCallStore(context);
	const register = registerOf(context, trunk);
	const signal = context.getExecutionCancelSignal?.();
	const waited = await waitForEnd({
		store,
		register,
		id: dialKey(register, String(placed.clientReference)),
		callUuid: typeof placed.callUuid === 'string' ? placed.callUuid : undefined,
		forMs,
		askEveryMs,
		ask: async (callUuid) => await askHowItStands(context, trunk, register, store, callUuid, itemIndex),
		now: () => performance.now(),
		pause: async (ms) => await pause(ms, signal),
		isOver: () => signal?.aborted === true,
	});
	if (signal?.aborted !== true) return waited;
	if (hangUpWhenStopped) await hangUp(context, trunk, waited.callUuid);
	throw new NodeOperationError(context.getNode(), 'The execution was stopped while the call was under way.', {
		itemIndex,
	});
}

/**
 * Places the call of one item and returns the finished call. A retry finds the outcome and dials nobody again.
 * @throws NodeApiError or NodeOperationError of this item
 */
export async function placeAndWait(context: IExecuteFunctions, trunk: Trunk, itemIndex: number): Promise<Result[]> {
	const waiting = readWaiting(context, itemIndex);
	const [placed] = await place(context, trunk, itemIndex);
	if (placed.output === NO_FREE_LINE) return [placed];
	const { callUuid, call } = await waitFor(context, trunk, placed.json, waiting, itemIndex);
	const known = { ...placed.json, ...(callUuid !== undefined && { callUuid }), ...call } as IDataObject;
	const event = call ?? { ...known, event: 'initiated' };
	const mapped = outcomeOf(context, { ...known, event: event.event }, itemIndex);
	return [{ json: { ...known, ...(mapped as unknown as IDataObject) }, output: outputFor(mapped.outcome) }];
}
