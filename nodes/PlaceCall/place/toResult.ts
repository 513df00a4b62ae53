import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isInvalid } from '../../domain/result';
import { toApiError, toRuleError } from '../../n8n/items/errors';
import type { OutboundCall } from '../../domain/trunk/provider';
import type { Refusal } from '../../domain/trunk/response/refusal';
import type { Trunk } from '../../domain/trunk/readTrunk';
import type { Dialled } from './dialOnce';

const STORE_SILENT: Refusal = {
	message: 'The deduplication store does not answer, so nothing was dialled',
	description: 'Check the ledger credential and its server',
	cause: 'temporarily-unavailable',
};

interface DialResult {
	callUuid: string | null;
	status: string;
	placedAt?: string;
	dedupe?: 'alreadyDialled';
}

/** What a failed attempt means for the person who reads of it. */
const consequence = (isOpen: boolean, { clientReference }: OutboundCall): string =>
	isOpen
		? `The call may be ringing: look for client reference ${clientReference} with Get Many or in the trunk's portal. It is not dialled again under this reference`
		: 'Nothing was dialled';

/** What is known of the call. @throws NodeApiError or NodeOperationError of this item when none stands for certain */
export function settle(
	context: IExecuteFunctions,
	call: OutboundCall,
	dialled: Dialled<Refusal>,
	itemIndex: number,
): DialResult {
	if (dialled.kind === 'placed') return dialled.placed;
	if (dialled.kind === 'standing') {
		const { callUuid, status, placedAt } = dialled;
		return { callUuid, status, placedAt, dedupe: 'alreadyDialled' };
	}
	if (isInvalid(dialled)) throw toRuleError(context.getNode(), dialled.rule, itemIndex);
	if (dialled.kind === 'unchecked') throw toApiError(context.getNode(), STORE_SILENT, itemIndex);
	const { failure, kind } = dialled;
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
