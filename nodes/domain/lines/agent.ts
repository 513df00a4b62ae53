import type { CallStore } from '../store/callStore';
import { changeEntry } from '../store/changeEntries';
import type { AgentState } from './live';
import type { AgentMark } from './record';
import { scopeOf, scopeWrite } from './scopes';

/**
 * Says how an agent stands. `available` does not end a call that the seat has.
 * @param key of the seat (`scopeKey`)
 * @param forMs after which time the agent is available by itself; absent: when somebody says so
 * @throws StoreUnavailable; asking again does no harm
 */
export async function setAgentState(store: CallStore, key: string, state: AgentState, forMs?: number): Promise<void> {
	await changeEntry(store, [key], ([entry], now) => {
		const { agent: _before, ...scope } = scopeOf(entry);
		const mark: AgentMark | undefined =
			state === 'available' ? undefined : { state, ...(forMs !== undefined && { until: now + forMs }) };
		if (!entry && !mark) return { writes: [], result: undefined };
		return { writes: [scopeWrite(key, entry, { ...scope, ...(mark && { agent: mark }) }, now)], result: undefined };
	});
}
