import { parseNumber } from '../../domain/phone';
import type { TrunkNumber } from '../../domain/trunk/provider';
import { readTrunk, type Trunk } from '../../domain/trunk/readTrunk';
import { askPages } from './askPages';
import { orThrow, toRuleError } from '../items/errors';
import type { RequestContext } from './transport';
import { isInvalid } from '../../domain/result';

const inE164 = (row: TrunkNumber): TrunkNumber => {
	// A trunk's own list is international, with the plus or without.
	const parsed = parseNumber(row.number, undefined, { withoutPlus: 'international' });
	return isInvalid(parsed) ? row : { country: parsed.country, ...row, number: parsed.e164 };
};

/** Those from which a call can be made now. */
export const usable = (numbers: readonly TrunkNumber[]): TrunkNumber[] =>
	numbers.filter(({ unusable }) => unusable === undefined);

/** Every number of the account, in E.164; `unusable` says from which no call can be made. @throws NodeApiError or NodeOperationError of this item */
export async function listNumbersOf(context: RequestContext, trunk: Trunk, itemIndex: number): Promise<TrunkNumber[]> {
	const { numbers, displayName } = trunk.provider;
	if (!numbers)
		throw toRuleError(
			context.getNode(),
			`${displayName} does not list the numbers of an account: enter them by hand.`,
			itemIndex,
		);
	const lists: TrunkNumber[][] = [];
	for (const listing of numbers) lists.push(await askPages(context, trunk, listing, undefined, itemIndex));
	return lists.flat().map(inE164);
}

/** The numbers of the trunk that the node's SIP Trunk API credential names. */
export async function listTrunkNumbers(context: RequestContext, itemIndex = 0): Promise<TrunkNumber[]> {
	const trunk = orThrow(context, readTrunk(await context.getCredentials('sipTrunkApi')), itemIndex);
	return await listNumbersOf(context, trunk, itemIndex);
}
