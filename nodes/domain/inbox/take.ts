import type { CallEvent } from '../call/callEvent';
import type { CallStore } from '../store/callStore';
import { changeEntries } from '../store/changeEntries';
import { entryKey, ofEntryKey, siblingsOf, triggerName, type TriggerScope } from './eventKey';
import { listOf, toWrite, type EventEntry, type EventRecord, type Filing } from './record';

export interface TakeSettings {
	scope: TriggerScope;
	keepMs: number;
	/** How long an emitted event may take to begin before it may be emitted again. */
	beginMs: number;
	/** Names this emission: its process, a colon, a number. No other one ever has it. */
	emission: string;
	/** Within which time a run has to be marked as processed; absent: its end will do. */
	withinMs?: number;
	/** What was received until then, in the store's time, may have run in a time that the store does not know of. */
	doubtfulUntil?: number;
}

/** An event that is to be emitted now. */
export interface Taken {
	eventKey: string;
	event: CallEvent;
	late: boolean;
	update: boolean;
	redelivered: boolean;
	/** Not in one execution with others. */
	alone: boolean;
}

const toTaken = (eventKey: string, record: EventRecord): Taken => ({
	eventKey,
	event: record.content.event as CallEvent,
	late: record.late,
	update: record.update,
	redelivered: isRepeat(record),
	alone: record.alone === true,
});

/** An hour with the default time to begin. */
const MOST_DOUBLINGS = 6;

/** The process that an emission is of. */
const emitterOf = (emission = ''): string => emission.slice(0, emission.lastIndexOf(':') + 1);

/**
 * How often this process has emitted an event in vain. It is waited for longer each time: an n8n that is only slow
 * still has the executions of the times before, and would get ever more of them.
 */
const triesOf = ({ emission: last, notBegun = 0 }: EventRecord, emission: string): number =>
	emitterOf(last) === emitterOf(emission) ? Math.min(notBegun, MOST_DOUBLINGS) : 0;

/** Whether the content of a record may have run before. */
export const isRepeat = ({ redeliveries, replayed }: EventRecord): boolean => redeliveries > 0 || replayed === true;

/**
 * Takes events that wait, at most `limit`, and marks them as emitted: those that have waited longest, and with each
 * of them the others of its call, in the order of a call's life. Takes none when fewer than `atLeast` wait.
 * @throws StoreUnavailable
 */
export async function take(
	store: CallStore,
	{ limit, atLeast = 1 }: { limit: number; atLeast?: number },
	settings: TakeSettings,
): Promise<Taken[]> {
	const { scope, keepMs, beginMs, emission, withinMs, doubtfulUntil = -Infinity } = settings;
	const { namespace } = scope;
	const filing: Filing = { namespace, keepMs };
	const due = await store.due(listOf(namespace, triggerName(scope), 'waiting'), limit);
	if (due.entries.length < atLeast) return [];
	const calls = new Map<string, string[]>();
	for (const { key } of due.entries) {
		const siblings = siblingsOf(ofEntryKey(namespace, key));
		calls.set(siblings[0], siblings);
	}
	const counts = new Map<string, number>();
	const leftFor = (call: string): number =>
		[...counts].reduce((left, [other, count]) => (other === call ? left : left - count), limit);
	const taken = await changeEntries<Taken[]>(
		store,
		[...calls.values()].map((keys) => keys.map((key) => entryKey(namespace, key))),
		(entries, now) => {
			const known = entries as ReadonlyArray<EventEntry | undefined>;
			const isEnded = ((end) => end !== undefined && end.state !== 'waiting')(known[known.length - 1]?.value);
			const call = known.find((entry) => entry !== undefined)?.key ?? '';
			const waits = known
				.filter((entry): entry is EventEntry => entry?.value.state === 'waiting')
				.slice(0, leftFor(call));
			counts.set(call, waits.length);
			const records = waits.map(({ value }, index): EventRecord => ({
				...value,
				state: 'emitted',
				dueAt: now + beginMs * 2 ** triesOf(value, emission),
				notBegun: triesOf(value, emission),
				emitted: value.content.fingerprint,
				emission,
				late: isEnded && waits[index] !== known[known.length - 1],
				...(withinMs !== undefined && { withinMs }),
				...(value.content.receivedAt <= doubtfulUntil && { replayed: true }),
			}));
			return {
				writes: records.map((record, index) => toWrite(filing, waits[index], record, now)),
				result: records.map((record, index) => toTaken(ofEntryKey(namespace, waits[index].key), record)),
			};
		},
	);
	return taken.flat();
}

/**
 * An emission is over, or n8n refused it: what has not begun waits again.
 * @returns how many
 */
export async function giveBack(
	store: CallStore,
	eventKeys: readonly string[],
	{ namespace, keepMs, emission }: Filing & { emission: string },
): Promise<number> {
	const groups = eventKeys.map((key) => [entryKey(namespace, key)]);
	const given = await changeEntries<number>(store, groups, ([entry], now) => {
		const record = entry?.value as EventRecord | undefined;
		if (!entry || record?.state !== 'emitted' || record.emission !== emission) return { writes: [], result: 0 };
		const again: EventRecord = { ...record, state: 'waiting', dueAt: now };
		return { writes: [toWrite({ namespace, keepMs }, entry, again, now)], result: 1 };
	});
	return given.reduce((sum, count) => sum + count, 0);
}
