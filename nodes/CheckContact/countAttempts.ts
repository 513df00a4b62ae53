import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { attemptsIn, type CheckSettings, type Verdict } from '../domain/contactRules';
import { invalid, type Invalid } from '../domain/result';
import { askAgain } from '../n8n/askAgain';
import { itemReference } from '../n8n/itemReference';
import { orThrow, toRuleError } from '../n8n/items/errors';
import { sweepNowAndThen } from '../n8n/processState/sweeping';
import { openCallStore } from '../n8n/store/openCallStore';
import { ownNamespace } from '../n8n/triggerScope';
import { DEFAULT_RESERVATION_MINUTES } from './defaults';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const MAX_MINUTES = 1_440;

interface Counting {
	/** E.164. */
	number: string;
	counting: 'placed' | 'checked';
	options: IDataObject;
	/** Attempts that the item names, milliseconds since 1970. */
	others: readonly number[];
	settings: CheckSettings;
}

function readHoldMs({ reservationMinutes = DEFAULT_RESERVATION_MINUTES }: IDataObject): number | Invalid {
	const minutes = Number(reservationMinutes);
	return minutes >= 1 && minutes <= MAX_MINUTES
		? Math.round(minutes * MINUTE_MS)
		: invalid(`Reservation (Minutes) must be a number from 1 to ${MAX_MINUTES}.`);
}

/**
 * Checks with the attempts that the call store knows, and reserves one more when the contact may be called.
 * @throws NodeOperationError without a credential, which says where the call store is; StoreUnavailable
 */
export async function countAttempts(
	context: IExecuteFunctions,
	{ number, counting, options, others, settings }: Counting,
	itemIndex: number,
	check: Parameters<typeof attemptsIn>[1],
): Promise<{ verdict: Verdict; count: number }> {
	if (!context.getNode().credentials?.sipTrunkApi)
		throw toRuleError(
			context.getNode(),
			'A rule limits how often this contact may be called, and attempts are counted in the call store of a SIP Trunk API credential: choose one in this node, or set Count Attempts to Not at All.',
			itemIndex,
		);
	const holdMs = orThrow(context, readHoldMs(options), itemIndex);
	const store = await openCallStore(context);
	sweepNowAndThen(store);
	const reservation = {
		store,
		account: { namespace: ownNamespace(context), secret: context.getInstanceId() },
		number,
		owner: itemReference(context, itemIndex),
		...(counting === 'placed' && { holdMs }),
		keepMs: (settings.ownCap?.hours ?? 0) * HOUR_MS,
		others,
	};
	return await askAgain(async () => await attemptsIn(reservation, check));
}
