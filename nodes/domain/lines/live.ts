import type { AgentMark, Line, LineScope } from './record';

/** How long a line counts whose trunk was given no time limit and does not answer: no call is longer. */
export const ASKED_AT_MOST_MS = 86_400_000;

export type AgentState = 'available' | 'paused' | 'onCall' | 'wrappingUp';

/** By dial attempt, the store's time when its call ended. */
export type Ends = ReadonlyMap<string, number>;

const isLive = ({ until, ask }: Line, now: number): boolean => now < (ask ? until + ASKED_AT_MOST_MS : until);

/** The mark that counts longer of two, so that the end of a call does not end a pause. */
function longer(a: AgentMark | undefined, b: AgentMark): AgentMark {
	if (!a) return b;
	return (a.until ?? Infinity) >= (b.until ?? Infinity) ? a : b;
}

/** A trunk, campaign or seat without the calls that have ended and the leases that are over. */
export function settleScope({ lines, agent }: LineScope, ends: Ends, now: number): LineScope {
	let mark = agent?.until !== undefined && agent.until <= now ? undefined : agent;
	const live: Record<string, Line> = {};
	for (const [id, line] of Object.entries(lines)) {
		const endedAt = ends.get(id);
		if (endedAt === undefined && isLive(line, now)) live[id] = line;
		const until = endedAt === undefined ? 0 : endedAt + (line.wrapUpMs ?? 0);
		if (until > now) mark = longer(mark, { state: 'wrappingUp', until });
	}
	return { lines: live, ...(mark && { agent: mark }) };
}

/** How the agent of a settled seat stands. */
export const agentState = ({ lines, agent }: LineScope): AgentState =>
	Object.keys(lines).length > 0 ? 'onCall' : (agent?.state ?? 'available');

/** The lines of a scope whose calls the trunk is to be asked about. */
export const overdueLines = ({ lines }: LineScope, now: number): string[] =>
	Object.entries(lines)
		.filter(([, { ask, until }]) => ask && until <= now)
		.map(([id]) => id);
