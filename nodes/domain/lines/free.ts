import type { CallStore } from '../store/callStore';
import { changeEntry } from '../store/changeEntries';
import { settleScope } from './live';
import type { LineLimit, LineScope } from './record';
import { scopeOf, scopeWrite } from './scopes';

type Limits = ReadonlyArray<Pick<LineLimit, 'key'>>;

async function changeLine(
	store: CallStore,
	id: string,
	limits: Limits,
	change: (scope: LineScope, now: number) => LineScope,
): Promise<void> {
	const keys = limits.map(({ key }) => key);
	await changeEntry(store, keys, (entries, now) => ({
		writes: entries.flatMap((entry) => {
			const scope = scopeOf(entry);
			return entry && scope.lines[id] ? [scopeWrite(entry.key, entry, change(scope, now), now)] : [];
		}),
		result: undefined,
	}));
}

/** Frees the line of an attempt that came to nothing. @throws StoreUnavailable; asking again does no harm */
export async function giveLineBack(store: CallStore, id: string, limits: Limits): Promise<void> {
	await changeLine(store, id, limits, (scope) => {
		const { [id]: _unused, ...lines } = scope.lines;
		return { ...scope, lines };
	});
}

/** Frees the line of a call that has just ended; its agent wraps up. @throws StoreUnavailable; asking again does no harm */
export async function endLine(store: CallStore, id: string, limits: Limits): Promise<void> {
	await changeLine(store, id, limits, (scope, now) => settleScope(scope, new Map([[id, now]]), now));
}

/** Keeps the line of a call that the trunk says is live. @throws StoreUnavailable; asking again does no harm */
export async function renewLine(store: CallStore, id: string, limits: Limits, leaseMs: number): Promise<void> {
	await changeLine(store, id, limits, (scope, now) => ({
		...scope,
		lines: { ...scope.lines, [id]: { ...scope.lines[id], until: now + leaseMs } },
	}));
}
