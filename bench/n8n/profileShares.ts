import type { Profiler } from 'node:inspector';

/**
 * Whose a file is. Node's own functions are in none of these and belong to whoever calls them, as libraries do that
 * several of them use.
 */
const OWNERS: ReadonlyArray<readonly [owner: string, file: RegExp]> = [
	['this package', /\/node_modules\/n8n-nodes-sip-trunk\//],
	['the clients of Redis and PostgreSQL', /\/node_modules\/(?:ioredis|redis-parser|pg|pg-pool|pg-protocol)\//],
	["n8n's database layer", /\/node_modules\/(?:@n8n\/typeorm|@n8n\/db|sqlite3)\//],
	['n8n', /\/node_modules\/(?:n8n|n8n-core|n8n-workflow|n8n-nodes-base|@n8n\/[^/]+)\//],
];
const COLLECTOR = '(garbage collector)';
const IDLE = '(idle)';
const ELSE = 'Node and libraries';
const isOurs = OWNERS[0][1];

export interface ProfileShares {
	/** Milliseconds of the processor, waiting left out. */
	busyMs: number;
	/** Parts of that time by whose it was, in percent: 100 together. */
	owners: Record<string, number>;
	/** This package's functions, each with all that it calls, in percent of the same time. */
	functions: Record<string, number>;
}

interface Frame {
	owner: string;
	ours: readonly string[];
}

/** What each node of the tree of calls inherits from the nodes above it. */
function framesOf({ nodes }: Profiler.Profile): Map<number, Frame> {
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const frames = new Map<number, Frame>();
	const visit = (id: number, above: Frame): void => {
		const {
			callFrame: { url, functionName },
			children = [],
		} = byId.get(id) as Profiler.ProfileNode;
		const special = [COLLECTOR, IDLE].find((name) => name === functionName);
		const frame: Frame = {
			owner: special ?? OWNERS.find(([, file]) => file.test(url))?.[0] ?? above.owner,
			ours: isOurs.test(url) && functionName !== '' ? [...new Set([...above.ours, functionName])] : above.ours,
		};
		frames.set(id, frame);
		for (const child of children) visit(child, frame);
	};
	visit(nodes[0].id, { owner: ELSE, ours: [] });
	return frames;
}

/**
 * What a flame graph shows, as figures.
 * @param profile as V8's inspector records it: `samples` and `timeDeltas` (microseconds) go together
 */
export function sharesOf(profile: Profiler.Profile): ProfileShares {
	const frames = framesOf(profile);
	const [owners, functions] = [new Map<string, number>(), new Map<string, number>()];
	const add = (to: Map<string, number>, name: string, time: number): unknown =>
		to.set(name, (to.get(name) ?? 0) + time);
	profile.samples?.forEach((id, index) => {
		const { owner, ours } = frames.get(id) as Frame;
		const time = profile.timeDeltas?.[index] ?? 0;
		add(owners, owner, time);
		for (const name of ours) add(functions, name, time);
	});
	owners.delete(IDLE);
	const busy = [...owners.values()].reduce((sum, time) => sum + time, 0);
	const shares = (of: Map<string, number>): Record<string, number> =>
		Object.fromEntries([...of].sort(([, a], [, b]) => b - a).map(([name, time]) => [name, (100 * time) / busy]));
	return { busyMs: busy / 1000, owners: shares(owners), functions: shares(functions) };
}
