import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Sent } from '../../domain/once/sendOnce';
import type { OutboundCall, PlacedCall } from '../../domain/trunk/provider';
import type { Refusal } from '../../domain/trunk/response/refusal';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { toApiError, toRuleError } from '../../n8n/items/errors';

interface DialResult {
	callUuid: string | null;
	status: string;
	placedAt?: string;
	/** Nothing was sent now: the reference has its call, or may have it. */
	dedupe?: 'alreadyDialed' | 'possiblyDialed';
}

/** @param reason the store's own sentence */
export const storeSilent = (reason: string): Refusal => ({
	message: 'The call store does not answer, so this attempt was not sent to the trunk',
	description: `${reason} Check the call store in the SIP Trunk API credential, then run the item again`,
	cause: 'temporarily-unavailable',
});

const otherDestination = ({ clientReference }: OutboundCall): string =>
	`Client Reference: "${clientReference}" was already used for another destination, and each dial attempt needs its own, e.g. contact and attempt. Is the contact's ID filled?`;

export const alreadyDialed = (placedAt: string, placed: PlacedCall): DialResult => ({
	...placed,
	placedAt,
	dedupe: 'alreadyDialed',
});

/** What a failed attempt means for the person who reads of it. */
function consequence(
	dialed: Extract<Sent<PlacedCall, Refusal>, { kind: 'refused' | 'unsettled' }>,
	{ clientReference }: OutboundCall,
): string {
	if (dialed.kind === 'unsettled')
		return `The call may be ringing: look for client reference ${clientReference} with Get Many or in the trunk's portal. It is not dialed again under this reference; if there is no such call, run the item with another Client Reference`;
	return dialed.byAnswer ? "The trunk's answer means: Nothing was dialed" : 'Nothing was dialed';
}

/** What is known of the call. @throws NodeApiError or NodeOperationError of this item when none stands for certain */
export function toResult(
	context: IExecuteFunctions,
	call: OutboundCall,
	dialed: Exclude<Sent<PlacedCall, Refusal>, { kind: 'notReady' }>,
	itemIndex: number,
): DialResult {
	const fail = (failure: Refusal) => toApiError(context.getNode(), failure, itemIndex);
	switch (dialed.kind) {
		case 'done':
			return { ...dialed.result, placedAt: dialed.at };
		case 'alreadyDone':
			return alreadyDialed(dialed.at, dialed.result);
		case 'open':
			return { callUuid: null, status: 'unknown', placedAt: dialed.at, dedupe: 'possiblyDialed' };
		case 'otherSubject':
			throw toRuleError(context.getNode(), otherDestination(call), itemIndex);
		case 'unchecked':
			throw fail(storeSilent(dialed.reason));
		default: {
			const { failure } = dialed;
			throw fail({ ...failure, description: `${failure.description}. ${consequence(dialed, call)}` });
		}
	}
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
