import { StoreUnavailable, type CallStore, type Entry, type Write } from './callStore';

/** What becomes of some entries that belong together: all writes happen, or none. No writes: nothing is to be done. */
export interface Change<Result> {
	writes: readonly Write[];
	result: Result;
}

export type Decide<Result> = (entries: ReadonlyArray<Entry | undefined>, now: number) => Change<Result>;

/** Far more than writers of one call can be; only a defect would need them all. */
const MAX_TRIES = 50;

/**
 * Reads groups of entries, decides on each group, and writes what was decided, all groups in one read and one commit.
 * A group that somebody else changed meanwhile is read and decided on again.
 * @param groups the keys of each group
 * @returns the results, in the order of the groups
 * @throws StoreUnavailable; then each group was changed or not, and whoever asks again finds out
 */
export async function changeEntries<Result>(
	store: CallStore,
	groups: ReadonlyArray<readonly string[]>,
	decide: Decide<Result>,
): Promise<Result[]> {
	const results = new Array<Result>(groups.length);
	let open = [...groups.keys()];
	for (let tries = 0; open.length > 0; tries += 1) {
		if (tries === MAX_TRIES) throw new StoreUnavailable('The call store is too busy: the same entries keep changing.');
		const { now, entries } = await store.read(open.flatMap((group) => groups[group]));
		let at = 0;
		const changes = open.map((group) => {
			const own = entries.slice(at, (at += groups[group].length));
			return { group, change: decide(own, now) };
		});
		const pending = changes.filter(({ change }) => change.writes.length > 0);
		const written = pending.length > 0 ? await store.commit(pending.map(({ change }) => change.writes)) : [];
		const lost = new Set(pending.filter((_, index) => !written[index]).map(({ group }) => group));
		for (const { group, change } of changes) if (!lost.has(group)) results[group] = change.result;
		open = open.filter((group) => lost.has(group));
	}
	return results;
}

/** One group on its own. */
export async function changeEntry<Result>(
	store: CallStore,
	keys: readonly string[],
	decide: Decide<Result>,
): Promise<Result> {
	const [result] = await changeEntries(store, [keys], decide);
	return result;
}

/** The version that an entry must still have when it is written: that of the reading. */
export const versionOf = (entry: Entry | undefined): number => entry?.version ?? 0;
