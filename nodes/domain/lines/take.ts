import type { CallStore, Entry } from '../store/callStore';
import { changeEntry, type Change } from '../store/changeEntries';
import { readEnds, type Calls } from './ends';
import { agentState, overdueLines, settleScope, type AgentState, type Ends } from './live';
import type { Line, LineLimit, ScopeKind } from './record';
import { scopeOf, scopeWrite } from './scopes';

export interface LineRequest {
	/** The store's key of the dial attempt (`dialKey`): the same attempt has the same line. */
	id: string;
	limits: readonly LineLimit[];
	/** How long the line counts when its end is not learned: the time limit that the trunk is given, and the ringing. */
	leaseMs: number;
	/** How long the agent of the seat wraps up after the call. */
	wrapUpMs?: number;
	/** The trunk is given no time limit, and is asked when the lease is over. */
	ask?: boolean;
}

/** What has no line left, how many calls are live there, and the attempts whose calls the trunk is to be asked about. */
export interface NoLine {
	kind: 'full';
	by: ScopeKind;
	live: number;
	agent?: AgentState;
	overdue: string[];
}

interface Decision {
	taken: { kind: 'taken' } | NoLine;
	/** The attempts that are in the way. */
	lines: string[];
}

function decide(
	{ id, limits, leaseMs, wrapUpMs, ask }: LineRequest,
	ends: Ends,
	entries: ReadonlyArray<Entry | undefined>,
	now: number,
): Change<Decision> {
	const scopes = entries.map((entry) => settleScope(scopeOf(entry), ends, now));
	for (const [index, { kind, atMost }] of limits.entries()) {
		const scope = scopes[index];
		if (scope.lines[id]) continue;
		const lines = Object.keys(scope.lines);
		const agent = kind === 'seat' ? agentState(scope) : 'available';
		if (lines.length < atMost && agent === 'available') continue;
		const shown = kind === 'seat' && { agent };
		const overdue = overdueLines(scope, now);
		return { writes: [], result: { taken: { kind: 'full', by: kind, live: lines.length, ...shown, overdue }, lines } };
	}
	const line: Line = { until: now + leaseMs, ...(wrapUpMs && { wrapUpMs }), ...(ask && { ask }) };
	const writes = limits.map(({ key }, index) =>
		scopeWrite(key, entries[index], { ...scopes[index], lines: { ...scopes[index].lines, [id]: line } }, now),
	);
	return { writes, result: { taken: { kind: 'taken' }, lines: [] } };
}

/**
 * Takes a line of the trunk, the campaign and the seat at once, or none. Where one of them is full, it looks which of its
 * calls have ended: the end of a call is written once, with its event, and read only when a line is wanted.
 * @throws StoreUnavailable; then the line was taken or not, and the same attempt may ask again
 */
export async function takeLine(
	store: CallStore,
	request: LineRequest,
	account: Calls,
): Promise<{ kind: 'taken' } | NoLine> {
	const keys = request.limits.map(({ key }) => key);
	const ends = new Map<string, number>();
	const looked = new Set<string>();
	for (;;) {
		const { taken, lines } = await changeEntry(store, keys, (entries, now) => decide(request, ends, entries, now));
		const unknown = lines.filter((id) => !looked.has(id));
		if (taken.kind === 'taken' || unknown.length === 0) return taken;
		for (const id of unknown) looked.add(id);
		const ended = await readEnds(store, unknown, account);
		if (ended.size === 0) return taken;
		for (const [id, endedAt] of ended) ends.set(id, endedAt);
	}
}
