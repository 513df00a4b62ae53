import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { orThrow, toRuleError } from '../../n8n/items/errors';
import type { StoreKind } from '../../n8n/store/openStore';
import type { OutboundCall, TrunkRequest } from '../../domain/trunk/provider';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { addExtraFields } from './addExtraFields';
import { attempt } from './attempt';
import { dialOnce } from './dialOnce';
import { verifyCallerId } from './verifyCallerId';
import { checkDestination, checkHeaderValues } from './tollFraud';
import { createPacer } from './pacer';
import { readAllowedCountries, readCall, readObject, readOptions, type CallOptions } from './readParameters';
import { openDialedReferences } from './dialedReferences';
import { toResult, toItem } from './toResult';

const DEFAULT_WINDOW_HOURS = 72;
const HOUR_MS = 3_600_000;

const reserve = createPacer(() => performance.now());

/** References and pace belong to the trunk's account, whichever node or workflow uses it. */
const credentialId = (context: IExecuteFunctions): string =>
	context.getNode().credentials?.sipTrunkApi?.id ?? 'unsaved';

/** Everything that can be wrong before a request leaves. @throws NodeOperationError of this item */
async function prepare(
	context: IExecuteFunctions,
	trunk: Trunk,
	call: OutboundCall,
	options: CallOptions,
	itemIndex: number,
): Promise<TrunkRequest> {
	const broken =
		checkDestination(call.to, { allowedCountries: readAllowedCountries(context, itemIndex, options) }) ??
		checkHeaderValues(call) ??
		(options.verifyCallerId === false ? undefined : await verifyCallerId(context, trunk, call.from));
	if (broken) throw toRuleError(context.getNode(), broken.rule, itemIndex);
	const request = orThrow<TrunkRequest>(context, trunk.provider.placeCall(call, trunk.settings), itemIndex);
	const extra = readObject(context, options.extraFields, 'Extra Fields', itemIndex);
	return orThrow<TrunkRequest>(context, addExtraFields(request, extra, trunk.provider), itemIndex);
}

/** Places the call of one item, once. @throws NodeApiError or NodeOperationError of this item */
export async function place(
	context: IExecuteFunctions,
	trunk: Trunk,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const options = readOptions(context, itemIndex);
	const call = readCall(context, options, itemIndex);
	const request = await prepare(context, trunk, call, options, itemIndex);
	const store = await openDialedReferences(
		context,
		context.getNodeParameter('deduplicationStore', itemIndex, 'process') as 'process' | StoreKind,
	);
	const scope = credentialId(context);
	const placedAt = new Date().toISOString();
	const windowMs = (options.referenceWindowHours ?? DEFAULT_WINDOW_HOURS) * HOUR_MS;
	const dialed = await dialOnce(call, { store, scope, windowMs, placedAt }, async () => {
		if (options.callsPerSecond) await sleep(reserve(scope, options.callsPerSecond));
		return await attempt(context, trunk, request, options.requestTimeout);
	});
	return [{ json: toItem(trunk, call, { placedAt, ...toResult(context, call, dialed, itemIndex) }) }];
}
