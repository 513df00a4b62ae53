import { bucketOf, hourOf, HOURS_KEPT, type CounterName, type TimingName } from './metrics';

/**
 * Counts by name: `total:received`, `hour:495123:received` (hours since 1970), `time:receipt:3` (bucket 3 of a timing),
 * `callback:call.cost`.
 */
export type Counts = Readonly<Record<string, number>>;

export const CALLBACK = 'callback:';

/** Counts what happens to one workflow's events in this process. */
export interface Metrics {
	count(name: CounterName, by?: number): void;
	/** @param ms how long it took */
	time(name: TimingName, ms: number): void;
	/** Counts a callback that is none of the four events, by the trunk's name for it, e.g. `call.recording.saved`. */
	countCallback(name: string): void;
	/** All since the process began; hours that are too old are left out. */
	counts(): Counts;
}

/** Names come from the trunk: a mapping gone wrong must not fill the memory. */
const MOST_CALLBACK_NAMES = 100;

/** @param now milliseconds since 1970 */
export function createMetrics(now: () => number): Metrics {
	const counts = new Map<string, number>();
	const add = (key: string, by: number): void => void counts.set(key, (counts.get(key) ?? 0) + by);
	const callbackNames = new Set<string>();
	return {
		count(name, by = 1) {
			if (by === 0) return;
			add(`total:${name}`, by);
			add(`hour:${hourOf(now())}:${name}`, by);
		},
		time: (name, ms) => add(`time:${name}:${bucketOf(ms)}`, 1),
		countCallback(name) {
			if (callbackNames.size < MOST_CALLBACK_NAMES) callbackNames.add(name);
			add(CALLBACK + (callbackNames.has(name) ? name : 'other'), 1);
		},
		counts() {
			const oldest = hourOf(now()) - HOURS_KEPT;
			for (const key of counts.keys())
				if (key.startsWith('hour:') && Number(key.split(':')[1]) <= oldest) counts.delete(key);
			return Object.fromEntries(counts);
		},
	};
}

/** Counts of several processes, added up. */
export function sum(all: readonly Counts[]): Counts {
	const total = new Map<string, number>();
	for (const counts of all)
		for (const [key, count] of Object.entries(counts)) total.set(key, (total.get(key) ?? 0) + count);
	return Object.fromEntries(total);
}

/** What `counts` have more than `before`. */
export const since = (counts: Counts, before: Counts): Counts =>
	Object.fromEntries(
		Object.entries(counts)
			.map(([key, count]): [string, number] => [key, count - (before[key] ?? 0)])
			.filter(([, count]) => count !== 0),
	);
