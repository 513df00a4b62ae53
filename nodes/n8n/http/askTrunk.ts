import { noAnswerRefusal, refusalOf } from '../../domain/trunk/response/refusal';
import { redactAll } from '../../domain/trunk/response/redact';
import type { TrunkRequest } from '../../domain/trunk/provider';
import type { Trunk } from '../../domain/trunk/readTrunk';
import type { Invalid } from '../../domain/result';
import { orThrow, toApiError } from '../items/errors';
import { sendToTrunk, type RequestContext, type SendOptions } from './transport';

/**
 * Sends a request that does no harm when its outcome stays open, and takes nothing but a 2xx for an answer.
 * @param absentStatus the status that says that there is nothing, which is an answer, too
 * @returns the answer's body; undefined when there is nothing
 * @throws NodeApiError or NodeOperationError of this item
 */
export async function askTrunk(
	context: RequestContext,
	trunk: Trunk,
	request: TrunkRequest | Invalid,
	itemIndex: number,
	{ absentStatus, ...options }: SendOptions & { absentStatus?: number } = {},
): Promise<unknown> {
	const answer = await sendToTrunk(context, trunk, orThrow(context, request, itemIndex), options);
	if (answer.kind === 'noAnswer')
		throw toApiError(context.getNode(), noAnswerRefusal(answer, trunk.settings), itemIndex);
	if (answer.status >= 200 && answer.status <= 299) return answer.body;
	if (answer.status === absentStatus) return undefined;
	throw toApiError(context.getNode(), refusalOf(answer, trunk.settings, Date.now()), itemIndex);
}

/**
 * What `read` finds in the answer to such a request, without any part of the credential.
 * @throws NodeApiError or NodeOperationError of this item
 */
export async function readFromTrunk<T>(
	context: RequestContext,
	trunk: Trunk,
	request: TrunkRequest | Invalid,
	read: (body: unknown) => T | Invalid,
	itemIndex: number,
): Promise<T> {
	const body = await askTrunk(context, trunk, request, itemIndex);
	return orThrow(context, redactAll(read(body), trunk.settings), itemIndex);
}
