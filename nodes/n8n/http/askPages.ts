import { isInvalid } from '../../domain/result';
import { redactAll } from '../../domain/trunk/response/redact';
import type { Listing } from '../../domain/trunk/provider';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { askTrunk } from './askTrunk';
import { orThrow } from '../items/errors';
import type { RequestContext } from './transport';

/** Far more pages than any account has; a trunk that answers the same cursor again and again ends here. */
const MAX_PAGES = 1000;

/**
 * The rows of a list, page after page, without any part of the credential.
 * @param limit how many are enough
 */
export async function askPages<T, Query>(
	context: RequestContext,
	trunk: Trunk,
	listing: Listing<T, Query>,
	query: Query,
	itemIndex: number,
	limit = Infinity,
): Promise<T[]> {
	const rows: T[] = [];
	let cursor: string | undefined;
	for (let page = 0; page < MAX_PAGES && rows.length < limit; page += 1) {
		const body = await askTrunk(context, trunk, listing.request(trunk.settings, query, cursor), itemIndex);
		const answer = listing.read(body, new Date(), trunk.settings);
		rows.push(...orThrow(context, redactAll(answer, trunk.settings), itemIndex).items);
		// As it came: the trunk wants its own cursor back.
		const next = isInvalid(answer) ? undefined : answer.next;
		if (next === undefined || next === cursor) break;
		cursor = next;
	}
	return rows.slice(0, limit);
}
