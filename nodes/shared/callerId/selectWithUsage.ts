import { walkChain, type Call, type MatchedBy } from './chain';
import type { Pool, PoolEntry } from './pool';
import { isProvisioned, type Choice, type NoMatch } from './selectCallerId';
import { isStateful, statefulStrategies, type StatefulStrategyName } from './statefulStrategies';
import { strategies, type StrategyName, type TieContext } from './strategies';
import type { Usage } from './usage';

export interface UsageRequest extends Call {
	/** From 1; a later attempt never takes a number of an earlier one. */
	attempt: number;
	strategy: StrategyName | StatefulStrategyName;
	tie: TieContext;
	/** Whose numbers are remembered: the contact, or the destination when there is no contact. */
	contact: string;
	/** Whether a first attempt takes the number of the contact's last first attempt. */
	remember: boolean;
	/** Calls that one number makes per day at most. */
	dailyCap: number;
}

interface Group {
	matchedBy: MatchedBy;
	tied: readonly PoolEntry[];
}

async function inLine(tied: readonly PoolEntry[], { strategy, tie }: UsageRequest, usage: Usage): Promise<readonly PoolEntry[]> {
	return isStateful(strategy) ? await statefulStrategies[strategy].inLine(tied, usage) : strategies[strategy].inLine(tied, tie);
}

function groupsOf(pool: Pool, call: Call): Group[] {
	const groups: Group[] = [];
	walkChain(pool, call, (matchedBy, tied) => {
		groups.push({ matchedBy, tied });
		return false;
	});
	return groups;
}

/**
 * Chooses as `selectCallerId` does, with the use of the numbers remembered: by turns, by last use, by today's use,
 * under a daily cap, and without repeating a number over the attempts of one contact. Choosing counts as use.
 * @throws what the store rejects with
 */
export async function selectWithUsage(pool: Pool, request: UsageRequest, usage: Usage): Promise<Choice | NoMatch> {
	const isFirst = request.attempt === 1;
	const known = request.remember || !isFirst ? await usage.contactNumbers(request.contact) : [];
	const tried = isFirst ? [] : known;
	const sticky = request.sticky ?? (request.remember ? known[0] : undefined);
	const call = { ...request, sticky, exclude: new Set([...request.exclude, ...tried]) };
	const groups = groupsOf(pool, call);
	for (const { matchedBy, tied } of groups) {
		for (const entry of await inLine(tied, request, usage)) {
			if (!(await usage.takeToday(entry, request.dailyCap))) continue;
			if (isStateful(request.strategy)) await statefulStrategies[request.strategy].note(entry, usage);
			await usage.noteContactNumbers(request.contact, [...tried, entry.number]);
			return { kind: 'choice', entry, matchedBy, tied };
		}
	}
	if (groups.length > 0) return { kind: 'noMatch', code: 'dailyCap' };
	return { kind: 'noMatch', code: isProvisioned(pool, call) ? 'exhausted' : 'notProvisioned' };
}
