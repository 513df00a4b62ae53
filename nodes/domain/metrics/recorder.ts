import type { Store } from '../store/store';
import { BUCKETS_MS, bucketOf, COUNTERS, TIMINGS, type CounterName, type TimingName } from './metrics';

const HOUR_MS = 3_600_000;
/** Two full days, so that "this hour yesterday" can be compared. */
const HOURS_KEPT = 48;
const TOTALS_KEPT_MS = 365 * 24 * HOUR_MS;

export interface Figures {
	total: Record<CounterName, number>;
	/** Newest first; hours in which nothing arrived are left out. */
	hours: Array<{ hour: string } & Record<CounterName, number>>;
	/** Counts per bucket of `BUCKETS_MS`, and one for the rest. */
	timings: Record<TimingName, number[]>;
}

/** Counts what happens to one trigger's events in this process, and adds it to a shared store where there is one. */
export interface Recorder {
	count(name: CounterName, by?: number): void;
	time(name: TimingName, ms: number): void;
	/** Moves what was counted since the last time into the store; what cannot be written is kept for the next time. */
	share(store: Store): Promise<void>;
	/** This process's own figures, or those of all processes from the store. */
	read(store?: Store): Promise<Figures>;
}

const counterNames = Object.keys(COUNTERS) as CounterName[];
const timingNames = Object.keys(TIMINGS) as TimingName[];
const bucketKeys = (name: TimingName): string[] => [...BUCKETS_MS, 'rest'].map((_, index) => `time:${name}:${index}`);

/**
 * @param scope names whose events these are; the store's keys begin with it
 * @param now milliseconds since 1970
 */
export function createRecorder(scope: string, now: () => number): Recorder {
	const own = new Map<string, number>();
	let unshared = new Map<string, number>();
	const hourNow = (): number => Math.floor(now() / HOUR_MS);

	const add = (key: string, by: number): void => {
		own.set(key, (own.get(key) ?? 0) + by);
		unshared.set(key, (unshared.get(key) ?? 0) + by);
	};
	let tidiedHour = hourNow();
	const forgetOldHours = (): void => {
		if (tidiedHour === hourNow()) return;
		tidiedHour = hourNow();
		const oldest = tidiedHour - HOURS_KEPT;
		for (const key of own.keys()) if (key.startsWith('hour:') && Number(key.split(':')[1]) < oldest) own.delete(key);
	};
	const addOrKeep = async (store: Store, batch: Array<[string, number]>, ttlMs: number): Promise<void> => {
		const keepForNextTime = async (error: unknown): Promise<never> => {
			for (const [key, by] of batch) unshared.set(key, (unshared.get(key) ?? 0) + by);
			return await Promise.reject(error);
		};
		await store
			.add(Object.fromEntries(batch.map(([key, by]) => [`${scope}:${key}`, by])), ttlMs)
			.catch(keepForNextTime);
	};
	const hourKeys = (): Array<{ hour: number; keys: string[] }> =>
		Array.from({ length: HOURS_KEPT }, (_, back) => hourNow() - back).map((hour) => ({
			hour,
			keys: counterNames.map((name) => `hour:${hour}:${name}`),
		}));

	return {
		count(name, by = 1) {
			forgetOldHours();
			add(`total:${name}`, by);
			add(`hour:${hourNow()}:${name}`, by);
		},
		time(name, ms) {
			add(`time:${name}:${bucketOf(ms)}`, 1);
		},
		async share(store) {
			const batch = [...unshared];
			unshared = new Map();
			const isHour = ([key]: [string, number]): boolean => key.startsWith('hour:');
			await Promise.all([
				addOrKeep(store, batch.filter(isHour), (HOURS_KEPT + 1) * HOUR_MS),
				addOrKeep(
					store,
					batch.filter((entry) => !isHour(entry)),
					TOTALS_KEPT_MS,
				),
			]);
		},
		async read(store) {
			const totalKeys = counterNames.map((name) => `total:${name}`);
			const hours = hourKeys();
			const keys = [...totalKeys, ...timingNames.flatMap(bucketKeys), ...hours.flatMap((hour) => hour.keys)];
			const values = store ? await store.get(keys.map((key) => `${scope}:${key}`)) : keys.map((key) => own.get(key));
			const valueOf = new Map(keys.map((key, index) => [key, Number(values[index] ?? 0)]));
			const counted = (keysOfNames: string[]) =>
				Object.fromEntries(counterNames.map((name, index) => [name, valueOf.get(keysOfNames[index]) ?? 0])) as Record<
					CounterName,
					number
				>;
			return {
				total: counted(totalKeys),
				hours: hours
					.map(({ hour, keys: ofHour }) => ({ hour: new Date(hour * HOUR_MS).toISOString(), ...counted(ofHour) }))
					.filter((figures) => counterNames.some((name) => figures[name] > 0)),
				timings: Object.fromEntries(
					timingNames.map((name) => [name, bucketKeys(name).map((key) => valueOf.get(key) ?? 0)]),
				) as Record<TimingName, number[]>,
			};
		},
	};
}
