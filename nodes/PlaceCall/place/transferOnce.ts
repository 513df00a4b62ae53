import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { transferKey } from '../../domain/once/record';
import type { TrunkRequest } from '../../domain/trunk/provider';
import type { Refusal } from '../../domain/trunk/response/refusal';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { toApiError } from '../../n8n/items/errors';
import { transferAt } from './attempt';
import { accountOf, openOnce } from './openOnce';
import { storeSilent } from './toResult';

/** Longer than calls are. */
const WINDOW_MS = 24 * 3_600_000;
/** As long as an agent or a retry may repeat a transfer whose outcome it does not know; a person looks first. */
const OTHERS_AFTER_MS = 120_000;

interface Transferring {
	callUuid: string;
	to: string;
	request: TrunkRequest;
}

/**
 * Transfers a call, and not again when the item is retried: a trunk may have connected the third party although its
 * answer says otherwise. A later run may transfer it to the same number again.
 * @throws NodeApiError of this item
 */
export async function transferOnce(
	context: IExecuteFunctions,
	trunk: Trunk,
	{ callUuid, to, request }: Transferring,
	itemIndex: number,
): Promise<IDataObject> {
	const { send } = await openOnce(context, itemIndex);
	const task = {
		key: transferKey(accountOf(context), callUuid, to),
		number: to,
		windowMs: WINDOW_MS,
		othersMayRepeatAfterMs: OTHERS_AFTER_MS,
	};
	const sent = await send<true, Refusal>(task, async () => await transferAt(context, trunk, request));
	const fail = (failure: Refusal) => toApiError(context.getNode(), failure, itemIndex);
	const provider = trunk.provider.id;
	if (sent.kind === 'done') return { callUuid, transferredTo: to, provider };
	if (sent.kind === 'alreadyDone') return { callUuid, transferredTo: to, provider, dedupe: 'alreadyTransferred' };
	if (sent.kind === 'unchecked') throw fail(storeSilent(sent.reason));
	if (sent.kind === 'refused')
		throw fail({ ...sent.failure, description: `${sent.failure.description}. The call was not transferred` });
	if (sent.kind === 'unsettled')
		throw fail({
			...sent.failure,
			description: `${sent.failure.description}. A retry of this item does not transfer the call again`,
		});
	return { callUuid, to, status: 'unknown', provider, dedupe: 'possiblyTransferred' };
}
