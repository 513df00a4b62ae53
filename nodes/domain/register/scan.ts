import type { CallStore, Entry } from '../store/callStore';

const PAGE = 500;

/** All entries whose keys begin with `prefix`, page by page. @throws StoreUnavailable */
export async function* entriesOf(store: CallStore, prefix: string): AsyncGenerator<Entry> {
	for (let after: string | undefined; ;) {
		const page = await store.find(prefix, { after, limit: PAGE });
		yield* page;
		if (page.length < PAGE) return;
		after = page[page.length - 1].key;
	}
}

/** Removes entries, in units of their own. @throws StoreUnavailable; what was not removed is found again */
export async function removeAll(store: CallStore, keys: readonly string[]): Promise<void> {
	for (let at = 0; at < keys.length; at += PAGE) await store.commit(keys.slice(at, at + PAGE).map((key) => [{ key }]));
}
