import type { CallStore, Entry } from '../../nodes/domain/store/callStore';
import { prepareUnits, type PreparedWrite } from '../../nodes/domain/store/prepareUnits';
import { createWatchers } from '../../nodes/domain/store/watchers';

interface Kept extends Entry {
	list?: string;
	dueAt: number;
	keepUntil: number;
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const byDue = (a: Kept, b: Kept): number => a.dueAt - b.dueAt || byBytes(a.key, b.key);
const toEntry = ({ key, version, value, writtenAt }: Kept): Entry => ({
	key,
	version,
	value: structuredClone(value),
	writtenAt,
});

/**
 * The call store as its interface describes it, in this process's memory and without any cleverness: the model that the
 * backends are compared with, and a store for tests of what is built on it.
 * @param now milliseconds since 1970
 */
export function memoryCallStore(now: () => number): CallStore {
	const entries = new Map<string, Kept>();
	const watchers = createWatchers();
	const all = (): Kept[] => [...entries.values()];

	const isAsExpected = ({ key, expected }: PreparedWrite): boolean =>
		expected === undefined || expected === (entries.get(key)?.version ?? 0);
	const apply = ({ key, value, list, keepMs }: PreparedWrite): void => {
		const version = (entries.get(key)?.version ?? 0) + 1;
		if (value === undefined) return void entries.delete(key);
		entries.set(key, {
			key,
			version,
			value: JSON.parse(value),
			writtenAt: now(),
			list: list?.name,
			dueAt: list && list.dueInMs < 0 ? list.dueInMs : now() + (list?.dueInMs ?? Infinity),
			keepUntil: now() + (keepMs ?? Infinity),
		});
	};

	return {
		async commit(units) {
			const woken = new Set<string>();
			const written = prepareUnits(units).map((writes) => {
				const isWritten = writes.every(isAsExpected);
				if (isWritten) writes.forEach(apply);
				for (const { list, wake } of writes.filter(({ value }) => isWritten && value !== undefined)) {
					if (list && list.dueInMs >= 0) woken.add(list.name);
					if (wake !== undefined) woken.add(wake);
				}
				return isWritten;
			});
			woken.forEach(watchers.wake);
			return written;
		},
		async read(keys) {
			const found = keys.map((key) => entries.get(key));
			return { now: now(), entries: found.map((entry) => entry && toEntry(entry)) };
		},
		async due(list, limit) {
			const due = all().filter((entry) => entry.list === list && entry.dueAt <= now());
			return { now: now(), entries: due.sort(byDue).slice(0, limit).map(toEntry) };
		},
		async find(prefix, { after, limit }) {
			const found = all().filter(
				({ key }) => key.startsWith(prefix) && (after === undefined || byBytes(key, after) > 0),
			);
			return found
				.sort((a, b) => byBytes(a.key, b.key))
				.slice(0, limit)
				.map(toEntry);
		},
		async sizes(prefix) {
			const listed = all()
				.filter(({ list }) => list?.startsWith(prefix))
				.sort(byDue);
			const names = [...new Set(listed.map(({ list }) => list as string))].sort(byBytes);
			const sizes = names.map((list) => {
				const entriesOfList = listed.filter((entry) => entry.list === list);
				return { list, size: entriesOfList.length, oldestDueAt: entriesOfList[0].dueAt };
			});
			return { now: now(), entries: sizes };
		},
		async sweep(limit) {
			const over = all()
				.filter(({ keepUntil }) => keepUntil <= now())
				.sort((a, b) => a.keepUntil - b.keepUntil || byBytes(a.key, b.key))
				.slice(0, limit);
			for (const { key } of over) entries.delete(key);
			return over.length;
		},
		async scrub() {},
		watch: (list, wake) => watchers.add(list, wake),
		async close() {},
	};
}
