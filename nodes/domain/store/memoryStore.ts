import type { Store } from './store';

interface Entry {
	value: string;
	expiresAt: number;
}

/**
 * A `Store` in this process's memory: claims are synchronous, so no two callers can both win one.
 * @param now milliseconds; monotonic time, so that a clock change neither revives nor drops entries
 * @param maxEntries the oldest entry makes room for a new one beyond this
 */
export function memoryStore(now: () => number, maxEntries = 100_000): Store {
	const entries = new Map<string, Entry>();

	const read = (key: string): string | undefined => {
		const entry = entries.get(key);
		if (!entry) return undefined;
		if (entry.expiresAt > now()) return entry.value;
		entries.delete(key);
		return undefined;
	};
	const write = (key: string, value: string, expiresAt: number): void => {
		entries.delete(key);
		entries.set(key, { value, expiresAt });
		if (entries.size > maxEntries) entries.delete(entries.keys().next().value as string);
	};

	return {
		async claim(key, value, ttlMs) {
			const standing = read(key);
			if (standing === undefined) write(key, value, now() + ttlMs);
			return standing;
		},
		async get(keys) {
			return keys.map(read);
		},
		async put(key, value, ttlMs) {
			write(key, value, now() + ttlMs);
		},
		async remove(key) {
			entries.delete(key);
		},
		async add(increments, ttlMs) {
			return Object.entries(increments).map(([key, by]) => {
				const standing = read(key);
				const expiresAt = standing === undefined ? now() + ttlMs : (entries.get(key)?.expiresAt as number);
				const total = Number(standing ?? 0) + by;
				write(key, String(total), expiresAt);
				return total;
			});
		},
	};
}
