import type { CallStore } from '../store/callStore';
import { changeEntries } from '../store/changeEntries';
import { silences } from './heartbeat';
import { triggerName, type TriggerScope } from './eventKey';
import { listOf, redelivered, toWrite, type EventEntry, type EventRecord, type EventState } from './record';

export interface CheckSettings {
	scope: TriggerScope;
	keepMs: number;
	/** A process that has been silent for so long is taken for dead. */
	leaseMs: number;
	/** How many events of a state are checked at once. */
	limit: number;
}

export interface Checked {
	/** Emitted, but not begun in time: they wait again. */
	notBegun: number;
	/** Begun, but their process died, or nothing marked them as processed in time: they wait again, marked. */
	redelivered: number;
	/** Came back too often. */
	dead: number;
}

const UNDER_WAY: readonly EventState[] = ['emitted', 'begun', 'unconfirmed'];

/** Asking again about a run that goes on, or whose process was silent for a moment. */
const LEAST_PAUSE_MS = 200;

/** What becomes of an event that is due. @param silentMs of the process that runs it */
function overdue(record: EventRecord, silentMs: number, leaseMs: number, now: number): EventRecord {
	if (record.state === 'emitted')
		return { ...record, state: 'waiting', dueAt: now, notBegun: (record.notBegun ?? 0) + 1 };
	if (record.state === 'unconfirmed') return redelivered(record, now, 'It was not marked as processed in time.');
	if (silentMs >= leaseMs) return redelivered(record, now, 'n8n ended during its run.');
	return { ...record, dueAt: now + Math.max(leaseMs - silentMs, LEAST_PAUSE_MS) };
}

/** Looks at what should have begun or ended by now. @throws StoreUnavailable */
export async function checkOverdue(store: CallStore, settings: CheckSettings): Promise<Checked> {
	const { scope, leaseMs, limit, keepMs } = settings;
	const { namespace } = scope;
	const filing = { namespace, keepMs };
	const trigger = triggerName(scope);
	const due = await Promise.all(
		UNDER_WAY.map(async (state) => (await store.due(listOf(namespace, trigger, state), limit)).entries),
	);
	const entries = due.flat() as EventEntry[];
	if (entries.length === 0) return { notBegun: 0, redelivered: 0, dead: 0 };
	const processes = new Set(entries.map(({ value }) => value.owner?.process ?? ''));
	const silent = await silences(store, namespace, [...processes]);
	const changes = await changeEntries(
		store,
		entries.map(({ key }) => [key]),
		([entry], now) => {
			const before = entry?.value as EventRecord | undefined;
			if (!entry || !before || before.dueAt > now) return { writes: [], result: undefined };
			if (!UNDER_WAY.includes(before.state)) return { writes: [], result: undefined };
			const after = overdue(before, silent.get(before.owner?.process ?? '') ?? 0, leaseMs, now);
			return { writes: [toWrite(filing, entry, after, now)], result: { before, after } };
		},
	);
	const count = (test: (before: EventRecord, after: EventRecord) => boolean): number =>
		changes.filter((change) => change !== undefined && test(change.before, change.after)).length;
	return {
		notBegun: count(({ state }) => state === 'emitted'),
		redelivered: count((before, after) => before.state !== 'emitted' && after.state === 'waiting'),
		dead: count((_, after) => after.state === 'dead'),
	};
}
