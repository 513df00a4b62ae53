import type { CallStore } from '../store/callStore';
import { changeEntries, type Change } from '../store/changeEntries';
import { entryKey, ofEntryKey } from './eventKey';
import { silences } from './heartbeat';
import { isOpen, toWrite, type EventEntry, type EventRecord, type Filing } from './record';

const PAGE = 200;
/** A run whose process gave a sign of life within this time may still go on. */
const ALIVE_MS = 120_000;

/** What is to become of the orphaned events of a trigger: they go to another trigger, or are dropped. */
export interface Orphans extends Filing {
	trigger: string;
	/** The name of the trigger that they go to; absent: none. */
	to?: string;
}

/** `known`: the other trigger had the event already. */
type Fate = 'sent' | 'known' | 'dropped' | 'left';

/** The open events of a trigger, those left out whose run may still go on. */
async function orphanedPage(
	store: CallStore,
	{ namespace, trigger }: Orphans,
	after: string | undefined,
): Promise<{ events: EventEntry[]; last: string | undefined }> {
	const page = (await store.find(entryKey(namespace, `${trigger}:`), { after, limit: PAGE })) as EventEntry[];
	const open = page.filter(({ value }) => isOpen(value));
	const processes = [...new Set(open.map(({ value }) => value.owner?.process ?? ''))];
	const silent = await silences(store, namespace, processes);
	const isRunning = ({ state, owner }: EventRecord): boolean =>
		state === 'begun' && (silent.get(owner?.process ?? '') ?? Infinity) < ALIVE_MS;
	return { events: open.filter(({ value }) => !isRunning(value)), last: page.at(-1)?.key };
}

/**
 * Sends the open events of a trigger that is gone to another one, or drops them. Those whose run was cut off come
 * marked.
 * @returns how many events
 * @throws StoreUnavailable
 */
export async function settleOrphans(store: CallStore, orphans: Orphans): Promise<Record<Fate, number>> {
	const { namespace, trigger, to } = orphans;
	const newKey = (key: string): string => entryKey(namespace, to + ofEntryKey(namespace, key).slice(trigger.length));
	const decide = (entries: ReadonlyArray<EventEntry | undefined>, now: number): Change<Fate> => {
		const [entry, known] = entries;
		if (!entry || !isOpen(entry.value)) return { writes: [], result: 'left' };
		const remove = { key: entry.key, expected: entry.version };
		if (to === undefined) return { writes: [remove], result: 'dropped' };
		if (known) return { writes: [remove], result: 'known' };
		const { owner: _owner, emission: _emission, ...record } = entry.value;
		const hasRun = record.state === 'begun' || record.state === 'unconfirmed';
		const moved: EventRecord = { ...record, state: 'waiting', dueAt: now, ...(hasRun && { replayed: true }) };
		const write = toWrite(orphans, { key: newKey(entry.key), version: 0 }, moved, now);
		return { writes: [remove, write], result: 'sent' };
	};
	const fates: Record<Fate, number> = { sent: 0, known: 0, dropped: 0, left: 0 };
	for (let after: string | undefined; ;) {
		const { events, last } = await orphanedPage(store, orphans, after);
		const groups = events.map(({ key }) => (to === undefined ? [key] : [key, newKey(key)]));
		const done = await changeEntries<Fate>(store, groups, (entries, now) =>
			decide(entries as ReadonlyArray<EventEntry | undefined>, now),
		);
		for (const fate of done) fates[fate] += 1;
		if (last === undefined) return fates;
		after = last;
	}
}
