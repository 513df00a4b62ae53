/** Who wants to know of entries that are put into a list. */
export interface Watchers {
	add(list: string, wake: () => void): () => void;
	wake(list: string): void;
	/** Wakes everyone: something may have been missed. */
	wakeAll(): void;
	readonly size: number;
}

export function createWatchers(): Watchers {
	const watchers = new Set<{ list: string; wake: () => void }>();
	const call = (isMeant: (list: string) => boolean): void => {
		for (const { list, wake } of [...watchers]) if (isMeant(list)) wake();
	};
	return {
		add(list, wake) {
			const watcher = { list, wake };
			watchers.add(watcher);
			return () => void watchers.delete(watcher);
		},
		wake: (woken) => call((list) => list === woken),
		wakeAll: () => call(() => true),
		get size() {
			return watchers.size;
		},
	};
}
