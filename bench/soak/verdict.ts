import { executedEvents } from '../../tooling/testN8n/executedEvents';
import { checkHistory, type History, type Verdict } from '../../tooling/testN8n/historyChecker';
import { readHealth } from '../../tooling/testN8n/inbox';
import type { Setup, StoreName } from './setUp';

export interface LineVerdict {
	store: StoreName;
	counts: Verdict['counts'];
	/** A sentence for whatever ought not to be. */
	problems: string[];
	history: History;
}

/** Holds what was delivered against what came out, for each call store. */
export async function judgeHistories({ client, lines }: Setup): Promise<LineVerdict[]> {
	const verdicts: LineVerdict[] = [];
	for (const { store, workflowId, trunk, sink, url } of lines) {
		// Successful executions are not kept, so these are all that did not succeed.
		const executions = await executedEvents(client, workflowId);
		const { inbox } = await readHealth(url);
		const history: History = { deliveries: trunk.deliveries, emissions: sink.items, inbox: inbox.events };
		const { violations, counts } = checkHistory(history);
		verdicts.push({
			store,
			history,
			counts,
			problems: [
				...violations.map(({ what, key, detail }) => `${store}: ${key} ${what} (${detail})`),
				...executions
					.filter(({ status }) => status !== 'crashed')
					.map(({ id, status, key }) => `${store}: execution ${id} of ${key} is ${status}`),
			],
		});
	}
	return verdicts;
}

export interface PlantedFaults {
	lossFound: boolean;
	duplicateFound: boolean;
}

/** Takes one item out of a recorded history, and puts one in twice: whether the checker names it, and it alone. */
export function plantFaults(history: History): PlantedFaults {
	const marked = new Set(history.emissions.filter(({ isMarked }) => isMarked).map(({ key }) => key));
	const candidates = history.emissions.filter(({ key }) => !marked.has(key));
	const victim = candidates[candidates.length >> 1];
	const violations = (emissions: History['emissions']): string[] =>
		checkHistory({ ...history, emissions }).violations.map(({ what, key }) => `${what} ${key}`);
	const known = violations(history.emissions);
	const adds = (emissions: History['emissions'], what: string): boolean => {
		const found = violations(emissions);
		return found.length === known.length + 1 && found.includes(`${what} ${victim.key}`);
	};
	return {
		lossFound: adds(
			history.emissions.filter((emission) => emission !== victim),
			'lost',
		),
		duplicateFound: adds([...history.emissions, { ...victim, at: victim.at + 1 }], 'duplicated'),
	};
}
