import { candidates, freeIn, RULES, type Call, type MatchedBy } from './candidates';
import { explainNoMatch, type NoMatch } from './noMatch';
import type { Pool, PoolEntry, Tie } from './pool';
import type { Choice } from './selectCallerId';
import { isStateful, statefulStrategies, type StatefulStrategyName } from './statefulStrategies';
import { strategies, type StrategyName, type TieContext } from './strategies';
import type { Usage } from './usage';

export interface UsageRequest extends Call {
	/** From 1; a later attempt takes a number that no earlier one of this contact took, while there is one. */
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
	tie: Tie;
	/** Those of the tie that may be taken. */
	entries: readonly PoolEntry[];
}

async function inLine({ tie, entries }: Group, request: UsageRequest, usage: Usage): Promise<Iterable<PoolEntry>> {
	const { strategy } = request;
	if (isStateful(strategy)) return await statefulStrategies[strategy].inLine(entries, usage);
	const mayTake = new Set(entries);
	return [...strategies[strategy](tie, request.tie)].filter((entry) => mayTake.has(entry));
}

/** The first number in line that has calls left today, its call counted. */
async function takeFrom(
	groups: readonly Group[],
	request: UsageRequest,
	usage: Usage,
): Promise<Omit<Choice, 'repeats'> | undefined> {
	for (const group of groups) {
		for (const entry of await inLine(group, request, usage)) {
			if (!(await usage.takeToday(entry, request.dailyCap))) continue;
			if (isStateful(request.strategy)) await statefulStrategies[request.strategy].note(entry, usage);
			return { kind: 'choice', entry, matchedBy: group.matchedBy, tied: group.entries };
		}
	}
	return undefined;
}

/**
 * Chooses as `selectCallerId` does, with the use of the numbers remembered: by turns, by last use, by today's use,
 * under a daily cap, and by what the contact's earlier attempts took. Choosing counts as use.
 * @throws what the store rejects with
 */
export async function selectWithUsage(pool: Pool, request: UsageRequest, usage: Usage): Promise<Choice | NoMatch> {
	const isFirst = request.attempt === 1;
	const known = request.remember || !isFirst ? await usage.contactNumbers(request.contact) : [];
	const tried = new Set(isFirst ? [] : known);
	const call = { ...request, sticky: request.sticky ?? (request.remember ? known[0] : undefined) };
	let isCapped = false;
	for (const rule of RULES) {
		const matches = [...candidates(rule, pool, call)].map((match) => ({ ...match, entries: freeIn(match) }));
		for (const repeats of [false, true]) {
			const groups = matches
				.map((match) => ({
					...match,
					entries: match.entries.filter(({ number }) => tried.has(number) === repeats),
				}))
				.filter(({ entries }) => entries.length > 0);
			const choice = await takeFrom(groups, request, usage);
			isCapped ||= groups.length > 0;
			if (!choice) continue;
			await usage.noteContactNumbers(request.contact, [...(repeats ? [] : tried), choice.entry.number]);
			return { ...choice, repeats };
		}
	}
	return isCapped ? { kind: 'noMatch', code: 'dailyCap' } : explainNoMatch(pool, call);
}
