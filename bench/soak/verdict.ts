import { executedEvents } from '../../tooling/testN8n/executedEvents';
import { checkHistory, type History, type Verdict } from '../../tooling/testN8n/historyChecker';
import type { Fault } from './faults';
import type { LedgerName, Setup } from './setUp';

export interface LineVerdict {
	ledger: LedgerName;
	/** `crashed`: executions that the kill interrupted. `crashedOtherwise`: what else n8n lists as such; excused by nothing. */
	counts: Verdict['counts'] & { crashedOtherwise: number; unavailable: number };
	/** A sentence for whatever ought not to be. */
	problems: string[];
	history: History;
}

/** A connection is made again within a second or so; an event waits two for its ledger. */
const RECOVERY_MS = 5_000;

const within = (at: number, { from, until }: Fault, graceMs = 0): boolean => at >= from && at <= until + graceMs;

/** Holds what was delivered against what came out, for each ledger. Excused is only what the documentation excuses. */
export async function judgeHistories({ client, lines }: Setup, faults: readonly Fault[]): Promise<LineVerdict[]> {
	const kill = faults.find(({ what }) => what === 'kill -9 of n8n');
	const verdicts: LineVerdict[] = [];
	for (const { ledger, workflowId, trunk, sink } of lines) {
		// Successful executions are not kept, so these are all that did not succeed.
		const executions = await executedEvents(client, workflowId);
		const crashed = executions.filter(({ status }) => status === 'crashed');
		const killed = crashed.filter(({ startedAt }) => kill !== undefined && Date.parse(String(startedAt)) <= kill.from);
		const unavailable = sink.items.filter(({ dedupe }) => dedupe === 'unavailable');
		const outages = faults.filter((fault) => fault.ledger === ledger);
		const history: History = {
			deliveries: trunk.deliveries,
			emissions: sink.items,
			crashed: killed.map(({ key }) => String(key)),
			windowMs: Infinity,
		};
		const { violations, counts } = checkHistory(history);
		verdicts.push({
			ledger,
			history,
			counts: { ...counts, crashedOtherwise: crashed.length - counts.crashed, unavailable: unavailable.length },
			problems: [
				...violations.map(({ what, key, detail }) => `${ledger}: ${key} ${what} (${detail})`),
				...executions
					.filter(({ status }) => status !== 'crashed')
					.map(({ id, status, key }) => `${ledger}: execution ${id} of ${key} is ${status}`),
				...unavailable
					.filter(({ at }) => !outages.some((fault) => within(at, fault, RECOVERY_MS)))
					.map(({ key, at }) => `${ledger}: ${key} was emitted unchecked at ${at}, while its ledger was there`),
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
	const excused = new Set([
		...(history.crashed ?? []),
		...history.emissions.filter(({ dedupe }) => dedupe !== 'checked').map(({ key }) => key),
	]);
	const candidates = history.emissions.filter(({ key }) => !excused.has(key));
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
