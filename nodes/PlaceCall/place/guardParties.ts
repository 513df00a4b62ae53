import type { IExecuteFunctions } from 'n8n-workflow';
import { checkNumber, readParty, type DialPolicy } from '../../domain/tollFraud';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { orThrow, toRuleError } from '../../n8n/items/errors';

const ADDRESS = /^(\+\d+$|sips?:|client:[^\s<>"]+$)/i;

interface Parties {
	from: string;
	to: string;
	seatId?: string;
}

/**
 * The toll-fraud guard: every party that the trunk will dial, whichever field it comes from. From is a caller ID, except
 * where it is the telephone that rings first.
 * @returns the call with its seat as it is to be sent
 * @throws NodeOperationError of this item
 */
export function guardParties<Call extends Parties>(
	context: IExecuteFunctions,
	{ provider }: Trunk,
	call: Call,
	policy: DialPolicy,
	itemIndex: number,
): Call {
	orThrow(context, checkNumber('To', call.to, policy), itemIndex);
	if (provider.dialsFrom) orThrow(context, checkNumber('From', call.from, policy), itemIndex);
	if (call.seatId === undefined) return call;
	const seatId = orThrow(context, readParty('Seat', call.seatId, policy), itemIndex);
	if (provider.dialsSeat && !ADDRESS.test(seatId)) {
		throw toRuleError(
			context.getNode(),
			`Seat: ${provider.displayName} dials it, so enter a telephone number with its country code, a SIP address, or client: and a name.`,
			itemIndex,
		);
	}
	return { ...call, seatId };
}
