import type { CallEvent } from '../call/callEvent';
import { ofEntryKey, readEventKey } from '../inbox/eventKey';
import { pseudonym } from '../inbox/fingerprint';
import type { EventRecord } from '../inbox/record';
import type { OnceRecord } from '../once/record';
import type { CallStore, Entry } from '../store/callStore';
import { readCallKey } from './keys';
import type { LegRecord } from './learn';
import type { CallRecord, Told } from './record';
import { entriesOf, removeAll } from './scan';
import { contactNumber } from './view';

/** Whose traces are to go. */
export type Subject = { callUuid: string } | { number: string } | { contactId: string };

/** What was removed. */
export interface Forgotten {
	/** Events in any state. */
	events: number;
	calls: number;
	/** Dialed references and transfers, which may be dialed again. */
	references: number;
	/** Whose traces went, for what others keep by number. */
	numbers: string[];
}

/** What an entry tells of calls, whichever module wrote it. */
interface Trace {
	callUuid?: string;
	told?: Told;
	events?: ReadonlyArray<CallEvent | undefined>;
	/** The pseudonym of a number. */
	subject?: string;
}

/** What the entries of each kind of key tell. */
const READERS: Readonly<Record<string, (entry: Entry, namespace: string) => Trace>> = {
	call: ({ key, value }) => ({ callUuid: readCallKey(key).callUuid, told: value as CallRecord }),
	leg: ({ value }) => value as LegRecord,
	ev({ key, value }, namespace) {
		const { content, next } = value as EventRecord;
		const { callUuid } = readEventKey(ofEntryKey(namespace, key)) ?? {};
		return { callUuid, events: [content.event, next?.event] };
	},
	dial({ value }) {
		const { subject, told, result, hint } = value as OnceRecord<{ callUuid?: string }>;
		return { callUuid: result?.callUuid ?? hint, told, subject };
	},
	transfer: ({ value }) => ({ subject: (value as OnceRecord).subject }),
};

const valueOf = ({ facts }: Told, field: string): unknown => facts[field]?.[1];

function tellsContact({ told, events = [] }: Trace, contactId: string): boolean {
	return (
		(told !== undefined && valueOf(told, 'contactId') === contactId) ||
		events.some((event) => event?.contactId === contactId)
	);
}

function tellsNumber({ told, events = [], subject }: Trace, number: string, name: string): boolean {
	const numbers = told ? [told, ...Object.values(told.legs).map((facts): Told => ({ facts, legs: {} }))] : [];
	return (
		subject === name ||
		numbers.some((part) => valueOf(part, 'from') === number || valueOf(part, 'to') === number) ||
		events.some((event) => event?.from === number || event?.to === number)
	);
}

async function* tracesOf(
	store: CallStore,
	namespace: string,
): AsyncGenerator<{ kind: string; key: string; trace: Trace }> {
	for (const [kind, read] of Object.entries(READERS))
		for await (const entry of entriesOf(store, `${kind}:${namespace}:`))
			yield { kind, key: entry.key, trace: read(entry, namespace) };
}

/** The numbers under which a contact was called, or has called. */
async function numbersOf(store: CallStore, namespace: string, contactId: string): Promise<Set<string>> {
	const numbers = new Set<string>();
	for await (const { trace } of tracesOf(store, namespace)) {
		if (!tellsContact(trace, contactId)) continue;
		const number = trace.told && contactNumber(trace.told);
		if (number !== undefined) numbers.add(number);
		for (const event of trace.events ?? [])
			if (event) numbers.add(event.direction === 'inbound' ? event.from : event.to);
	}
	return numbers;
}

/**
 * Removes what the store knows of a call, a number or a contact: calls, events in any state, attempts and legs. With a
 * contact go the numbers under which it was called, whoever else was called there. An event that is delivered again is new.
 * @param secret that the pseudonyms were made with
 * @throws StoreUnavailable; then some may be left, and forgetting again removes it
 */
export async function forget(
	store: CallStore,
	namespace: string,
	subject: Subject,
	secret: string,
): Promise<Forgotten> {
	const contactId = 'contactId' in subject ? subject.contactId : undefined;
	const numbers = 'number' in subject ? new Set([subject.number]) : new Set<string>();
	if (contactId !== undefined) for (const number of await numbersOf(store, namespace, contactId)) numbers.add(number);
	const names = new Map([...numbers].map((number) => [number, pseudonym(secret, number)]));
	const calls = new Set<string>('callUuid' in subject ? [subject.callUuid] : []);
	const isMeant = (trace: Trace): boolean =>
		(trace.callUuid !== undefined && calls.has(trace.callUuid)) ||
		(contactId !== undefined && tellsContact(trace, contactId)) ||
		[...names].some(([number, name]) => tellsNumber(trace, number, name));

	const removed: Record<string, string[]> = { call: [], leg: [], ev: [], dial: [], transfer: [] };
	// Calls come first, so that what names them alone is known by then.
	for await (const { kind, key, trace } of tracesOf(store, namespace)) {
		if (!isMeant(trace)) continue;
		removed[kind].push(key);
		// An event may be a dead letter that has the UUID of another call.
		if (trace.callUuid !== undefined && kind !== 'ev') calls.add(trace.callUuid);
	}
	await removeAll(store, Object.values(removed).flat());
	await store.scrub();
	return {
		events: removed.ev.length,
		calls: removed.call.length,
		references: removed.dial.length + removed.transfer.length,
		numbers: [...numbers],
	};
}
