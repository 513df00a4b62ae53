import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isInvalid } from '../../domain/result';
import { toApiError, toRuleError } from '../../n8n/items/errors';
import type { OutboundCall } from '../../domain/trunk/provider';
import type { Refusal } from '../../domain/trunk/response/refusal';
import type { Trunk } from '../../domain/trunk/readTrunk';
import type { Dialed } from './dialOnce';

const STORE_SILENT: Refusal = {
	message: 'The call store does not answer, so nothing was dialed',
	description: 'Check the call store in the SIP Trunk API credential',
	cause: 'temporarily-unavailable',
};

interface DialResult {
	callUuid: string | null;
	status: string;
	placedAt?: string;
	dedupe?: 'alreadyDialed';
}

/** What a failed attempt means for the person who reads of it. */
const consequence = (isOpen: boolean, { clientReference }: OutboundCall): string =>
	isOpen
		? `The call may be ringing: look for client reference ${clientReference} with Get Many or in the trunk's portal. It is not dialed again under this reference`
		: 'Nothing was dialed';

/** What is known of the call. @throws NodeApiError or NodeOperationError of this item when none stands for certain */
export function toResult(
	context: IExecuteFunctions,
	call: OutboundCall,
	dialed: Dialed<Refusal>,
	itemIndex: number,
): DialResult {
	if (dialed.kind === 'placed') return dialed.placed;
	if (dialed.kind === 'alreadyDialed') {
		const { callUuid, status, placedAt } = dialed;
		return { callUuid, status, placedAt, dedupe: 'alreadyDialed' };
	}
	if (isInvalid(dialed)) throw toRuleError(context.getNode(), dialed.rule, itemIndex);
	if (dialed.kind === 'unchecked') throw toApiError(context.getNode(), STORE_SILENT, itemIndex);
	const { failure, kind } = dialed;
	throw toApiError(
		context.getNode(),
		{ ...failure, description: `${failure.description}. ${consequence(kind === 'open', call)}` },
		itemIndex,
	);
}

/** The output item: what was asked for, and what is known of the call. */
export function toItem(
	trunk: Trunk,
	{ from, to, clientReference, contactId, seatId }: OutboundCall,
	{ callUuid, status, ...rest }: DialResult,
): IDataObject {
	return {
		callUuid,
		status,
		from,
		to,
		clientReference,
		...(contactId && { contactId }),
		...(seatId && { seatId }),
		provider: trunk.provider.id,
		...rest,
	};
}
