import type { CallEvent } from '../call/callEvent';
import type { Entry, Write } from '../store/callStore';
import { ofEntryKey, readEventKey } from './eventKey';

/**
 *                     take                begin               end of the run
 *   (new) ──► waiting ─────────► emitted ─────────► begun ──────────────────► done | failed | handedOver
 *                ▲  ▲               │                 │ │                       ▲
 *                │  └───────────────┘                 │ └──► unconfirmed ───────┘ marked as processed
 *                │   not begun in time, refused       │           │
 *                │                                    ▼           ▼ not in time
 *                │     its process died ──► waiting, redelivered ──(three times)──► dead
 *                └── what came meanwhile (`next`), as an update
 */
export type EventState =
	| 'waiting'
	| 'emitted'
	| 'begun'
	/** The run is over, and nothing has marked the event as processed yet. */
	| 'unconfirmed'
	| 'done'
	| 'failed'
	/** n8n has the run: it waits, and n8n will resume it. */
	| 'handedOver'
	| 'dead';

/** Content of an event, as the trunk sent it. */
export interface Content {
	event: CallEvent;
	fingerprint: string;
	/** The store's time of the receipt. */
	receivedAt: number;
}

/** The run that has an event. */
export interface Owner {
	execution: string;
	/** Of the n8n process, new with each start. */
	process: string;
}

/** What the store keeps of an event. */
export interface EventRecord {
	state: EventState;
	/** The store's time from when on somebody has to look at it: the pump at what waits, the checks at what is under way. */
	dueAt: number;
	/** What is to be emitted, or was. Its `event` is dropped when the run is done. */
	content: Omit<Content, 'event'> & { event?: CallEvent };
	/** What arrived while the event was open; emitted as an update when it no longer is. */
	next?: Content;
	/** The fingerprint of what a run began with last. */
	emitted?: string;
	/** Whether `content` differs from what was emitted before it. */
	update: boolean;
	/** How the round before this update ended. */
	settledAs?: EventState;
	/** Whether the end of the call was emitted before this. */
	late: boolean;
	/** How often it came again because its run was cut off. */
	redeliveries: number;
	/** Marked as possibly run before for another reason: replayed, or the store was restored. */
	replayed?: true;
	/** Is emitted in an execution of its own, because the one it shared with others failed. */
	alone?: true;
	/** How often it was emitted since and no execution has begun it. */
	notBegun?: number;
	/** Names the emission, so that what is learned of an older one does not count for it. */
	emission?: string;
	/** The run that began last. */
	owner?: Owner;
	/** How many events that run began with. */
	shared?: number;
	/** The store's time when it began. */
	begunAt?: number;
	/** Within which time from its beginning it must be marked as processed; absent: the end of the run will do. */
	withinMs?: number;
	/** Why it failed or is dead. */
	reason?: string;
	/** As its trigger is set: how long it stays known when it is done. */
	keepMs?: number;
}

export type EventEntry = Entry<EventRecord>;

/** How often an event that may have ended n8n is tried again. */
const MAX_REDELIVERIES = 3;

export const listOf = (namespace: string, trigger: string, state: EventState): string =>
	`ev:${namespace}:${trigger}:${state}`;

/** Reads back what `listOf` wrote: the trigger's name and the state. */
export function readListName(namespace: string, list: string): { trigger: string; state: EventState } {
	const [workflow, webhook, state] = list.slice(`ev:${namespace}:`.length).split(':');
	return { trigger: `${workflow}:${webhook}`, state: state as EventState };
}

/** For events that were received before their time to be kept was. */
const DEFAULT_KEEP_MS = 72 * 3_600_000;

/** In what way a record is filed. */
export interface Filing {
	namespace: string;
	/** How long what is done stays known, so that a late repetition is recognized; absent: as its trigger last said. */
	keepMs?: number;
}

/** Only what has its run behind it may be swept. */
const SETTLED: ReadonlySet<EventState> = new Set(['done', 'handedOver']);

/** @param now the store's time, of the reading that was decided on */
export function toWrite(
	{ namespace, keepMs: wanted }: Filing,
	{ key, version }: Pick<Entry, 'key' | 'version'>,
	record: EventRecord,
	now: number,
): Write {
	const trigger = readEventKey(ofEntryKey(namespace, key))?.trigger ?? '';
	const isDone = record.state === 'done';
	const { event, ...content } = record.content;
	const keepMs = wanted ?? record.keepMs;
	return {
		key,
		expected: version,
		value: { ...record, ...(isDone && { content }), ...(keepMs !== undefined && { keepMs }) },
		...(!isDone && {
			list: { name: listOf(namespace, trigger, record.state), dueInMs: Math.max(0, record.dueAt - now) },
		}),
		...(SETTLED.has(record.state) && { keepMs: keepMs ?? DEFAULT_KEEP_MS }),
	};
}

/** On its way: what comes with other content has to wait. */
export const isOpen = ({ state }: EventRecord): boolean =>
	state === 'waiting' || state === 'emitted' || state === 'begun' || state === 'unconfirmed';

/** A record of an event that nobody has seen yet. */
export const waiting = (content: Content): EventRecord => ({
	state: 'waiting',
	dueAt: content.receivedAt,
	content,
	update: false,
	late: false,
	redeliveries: 0,
});

/** A round is over. What came meanwhile begins the next one, as an update, if it says something else. */
export function settle(
	record: EventRecord,
	state: 'done' | 'failed' | 'handedOver' | 'dead',
	now: number,
	reason?: string,
): EventRecord {
	const { next, reason: _reason, alone: _alone, ...rest } = record;
	const settled: EventRecord = { ...rest, state, dueAt: now, ...(reason !== undefined && { reason }) };
	return next && next.fingerprint !== record.emitted ? updated(settled, next) : settled;
}

/** The record that emits other content of an event whose last round is over. */
export const updated = ({ state, emitted, owner, keepMs }: EventRecord, content: Content): EventRecord => ({
	...waiting(content),
	...(keepMs !== undefined && { keepMs }),
	...(emitted !== undefined && { emitted }),
	update: emitted !== undefined,
	settledAs: state,
	...(owner && { owner }),
});

/** The run of an event was cut off: it runs again, alone, or is a dead letter when that happened too often. */
export function redelivered(record: EventRecord, now: number, reason: string): EventRecord {
	if (record.redeliveries >= MAX_REDELIVERIES) return settle(record, 'dead', now, reason);
	const { emission: _emission, notBegun: _notBegun, begunAt: _begunAt, shared, ...rest } = record;
	return {
		...rest,
		state: 'waiting',
		dueAt: now,
		redeliveries: record.redeliveries + 1,
		...((shared ?? 1) > 1 && { alone: true }),
	};
}
