import { changeEntry, versionOf } from '../store/changeEntries';
import type { CallStore, Entry } from '../store/callStore';
import { hourOf, HOURS_KEPT } from './metrics';
import { since, sum, type Counts, type Metrics } from './createMetrics';

const DAY_MS = 24 * 3_600_000;
const KEEP_MS = 365 * DAY_MS;
/** An entry that nobody has written for so long is added to that of the processes before. */
const FOLD_AFTER_MS = DAY_MS;
const PAGE = 1_000;

/** Which workflow's metrics, of which n8n. */
export interface MetricsScope {
	namespace: string;
	workflowId: string;
}

const prefixOf = ({ namespace, workflowId }: MetricsScope): string =>
	`metrics:${namespace}:${encodeURIComponent(workflowId)}:`;
/** Where the counts of processes that are gone are. */
const PAST = 'past';

/** What a process has written into its own entry. */
interface Shared {
	version: number;
	/** What the entry does not contain: an older entry of this process was folded. */
	before: Counts;
	counts: Counts;
}

/**
 * Writes a process's counts where all processes find them, each into an entry of its own.
 * @returns writes what was counted since the last time; rejects with StoreUnavailable, and then it is written next time
 */
export function shareMetrics(metrics: Metrics, scope: MetricsScope, process: string) {
	const key = prefixOf(scope) + process;
	let shared: Shared = { version: 0, before: {}, counts: {} };
	return async (store: CallStore): Promise<void> => {
		const counts = metrics.counts();
		if (Object.keys(since(counts, shared.counts)).length === 0) return;
		shared = await changeEntry<Shared>(store, [key], ([entry]) => {
			const before = entry ? shared.before : shared.counts;
			const value = since(counts, before);
			const isNew = Object.keys(since(value, (entry?.value as Counts | undefined) ?? {})).length > 0;
			return {
				writes: isNew ? [{ key, expected: versionOf(entry), value, keepMs: KEEP_MS }] : [],
				result: { version: versionOf(entry) + 1, before, counts },
			};
		});
	};
}

/** The counts of all processes, those that are gone included. @throws StoreUnavailable */
export async function readMetrics(store: CallStore, scope: MetricsScope): Promise<Counts> {
	const entries = await store.find(prefixOf(scope), { limit: PAGE });
	return sum(entries.map(({ value }) => value as Counts));
}

/** Adds the entries of processes that are gone to one, without hours that nobody asks for. @throws StoreUnavailable */
export async function foldMetrics(store: CallStore, scope: MetricsScope): Promise<void> {
	const past = prefixOf(scope) + PAST;
	const { now } = await store.read([]);
	const entries = await store.find(prefixOf(scope), { limit: PAGE });
	const gone = entries.filter(({ key, writtenAt }) => key !== past && now - writtenAt > FOLD_AFTER_MS);
	for (const { key } of gone)
		await changeEntry(store, [past, key], ([before, own]) => ({
			writes: own ? fold(past, before, own, now) : [],
			result: undefined,
		}));
}

function fold(past: string, before: Entry | undefined, own: Entry, now: number) {
	const all = sum([(before?.value as Counts | undefined) ?? {}, own.value as Counts]);
	const isKept = ([key]: [string, number]): boolean =>
		!key.startsWith('hour:') || Number(key.split(':')[1]) > hourOf(now) - HOURS_KEPT;
	const value = Object.fromEntries(Object.entries(all).filter(isKept));
	return [
		{ key: past, expected: versionOf(before), value, keepMs: KEEP_MS },
		{ key: own.key, expected: own.version },
	];
}
