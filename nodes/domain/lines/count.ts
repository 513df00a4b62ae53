import type { CallStore } from '../store/callStore';
import { readEnds, type Calls } from './ends';
import { agentState, settleScope, type AgentState } from './live';
import { scopeOf } from './scopes';

/** How a trunk, a campaign or a seat stands. */
export interface LineCount {
	live: number;
	/** Of a seat. */
	agent: AgentState;
	/** The store's time when the agent is available by itself. */
	until?: number;
}

/** How many calls are live now in each scope. @param keys of the scopes (`scopeKey`) @throws StoreUnavailable */
export async function countLines(store: CallStore, keys: readonly string[], account: Calls): Promise<LineCount[]> {
	const { now, entries } = await store.read(keys);
	const scopes = entries.map(scopeOf);
	const ends = await readEnds(store, [...new Set(scopes.flatMap(({ lines }) => Object.keys(lines)))], account);
	return scopes.map((scope) => {
		const settled = settleScope(scope, ends, now);
		const agent = agentState(settled);
		const until = agent === 'onCall' && settled.agent?.state !== 'onCall' ? undefined : settled.agent?.until;
		return { live: Object.keys(settled.lines).length, agent, ...(until !== undefined && { until }) };
	});
}
