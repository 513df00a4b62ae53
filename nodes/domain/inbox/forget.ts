import type { CallEvent } from '../call/callEvent';
import type { CallStore, Entry } from '../store/callStore';
import { ofCallEntryKey, ofEntryKey, readCallUuid } from './eventKey';
import { pseudonym } from './fingerprint';
import type { CallIdentity } from './identity';
import type { EventRecord } from './record';

/** Whose traces are to go. */
export type Subject = { callUuid: string } | { number: string } | { contactId: string };

const PAGE = 500;

async function* entriesOf(store: CallStore, prefix: string): AsyncGenerator<Entry> {
	for (let after: string | undefined; ;) {
		const page = await store.find(prefix, { after, limit: PAGE });
		yield* page;
		if (page.length < PAGE) return;
		after = page[page.length - 1].key;
	}
}

/** Whether an event with its payload is about the subject. */
function concerns(subject: Subject, event: CallEvent | undefined): boolean {
	if (!event) return false;
	if ('number' in subject) return event.from === subject.number || event.to === subject.number;
	return 'contactId' in subject && event.contactId === subject.contactId;
}

/** Whether a call is about the subject, as far as its pseudonyms tell. */
function identifies(subject: Subject, secret: string, identity: CallIdentity): boolean {
	if ('number' in subject) {
		const number = pseudonym(secret, subject.number);
		return identity.from === number || identity.to === number;
	}
	return 'contactId' in subject && identity.contact === pseudonym(secret, subject.contactId);
}

/**
 * Removes what the inbox knows of a call, a number or a contact: events in any state, and what identifies their calls.
 * An event that is delivered again is new.
 * @param secret that the pseudonyms were made with
 * @returns how many events
 * @throws StoreUnavailable
 */
export async function forget(store: CallStore, namespace: string, subject: Subject, secret: string): Promise<number> {
	const isAboutCall = (call: string): boolean => 'callUuid' in subject && readCallUuid(call) === subject.callUuid;
	const calls = new Set<string>();
	for await (const { key, value } of entriesOf(store, `call:${namespace}:`)) {
		const call = ofCallEntryKey(namespace, key);
		if (isAboutCall(call) || identifies(subject, secret, value as CallIdentity)) calls.add(call);
	}
	const removed: string[] = [...calls].map((call) => `call:${namespace}:${call}`);
	let events = 0;
	for await (const { key, value } of entriesOf(store, `ev:${namespace}:`)) {
		const eventKey = ofEntryKey(namespace, key);
		const call = eventKey.slice(0, eventKey.lastIndexOf(':'));
		const { content, next } = value as EventRecord;
		if (!calls.has(call) && !isAboutCall(call) && !concerns(subject, content.event) && !concerns(subject, next?.event))
			continue;
		removed.push(key);
		events += 1;
	}
	for (let at = 0; at < removed.length; at += PAGE)
		await store.commit(removed.slice(at, at + PAGE).map((key) => [{ key }]));
	return events;
}
