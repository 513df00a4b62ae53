import type { CallEvent } from '../call/callEvent';
import type { CallRecord } from '../register/record';
import { toEvent } from '../register/view';
import type { CallStore, Write } from '../store/callStore';
import { changeEntry } from '../store/changeEntries';
import { callStep, lookUp, type ReceiveSettings } from './callStep';
import { collisionKey, entryKey, eventKey } from './eventKey';
import { fingerprint, payloadOf, withKnown } from './fingerprint';
import { identityDigest } from './identity';
import { isOpen, toWrite, updated, waiting, type Content, type EventRecord, type Filing } from './record';

/**
 * `new`: will be emitted. `duplicate`: is known. `changed`: known with other content, which was ignored.
 * `update`: known with other content, which will be emitted. `collision`: another call has its UUID; kept as a dead
 * letter. `taken`: the namespace belongs to another n8n, so the event was not taken in.
 */
export type Receipt = 'new' | 'duplicate' | 'changed' | 'update' | 'collision' | 'taken';

/** What becomes of a known event that came with other content. */
function withContent(known: EventRecord, content: Content): EventRecord {
	if (!isOpen(known)) return updated(known, content);
	const wasSeen = known.state !== 'waiting' || known.redeliveries > 0 || known.replayed;
	if (wasSeen) {
		const { next: _next, ...rest } = known;
		return content.fingerprint === known.content.fingerprint ? rest : { ...rest, next: content };
	}
	// Nobody has seen the older content. What says again what was emitted last leaves nothing to emit.
	const isRevoked = content.fingerprint === known.emitted && known.settledAs !== undefined;
	return { ...known, content, ...(isRevoked && { state: known.settledAs }) };
}

/** The content that is emitted last if nothing else comes, as the trunk sent it. */
const newest = ({ next, content }: EventRecord): string => payloadOf((next ?? content).fingerprint);

/**
 * Takes an event in: one durable write, before which nothing is acknowledged. What the event tells of its call goes into
 * the register with it.
 * @throws StoreUnavailable; then the event may or may not be known, and the trunk has to deliver it again
 */
export async function receive(store: CallStore, event: CallEvent, settings: ReceiveSettings): Promise<Receipt> {
	const { scope, credentialId, keepMs, onChange } = settings;
	const { namespace } = scope;
	const filing: Filing = { namespace, keepMs };
	const key = eventKey(scope, { credentialId, callUuid: event.callUuid, event: event.event });
	const own = entryKey(namespace, key);
	const print = fingerprint(event);
	const step = callStep(event, event.event, settings);
	const keys = [own, ...step.keys];

	let ended: CallRecord | undefined;
	const receipt = await changeEntry<Receipt>(store, keys, (entries, now) => {
		const entryOf = lookUp(keys, entries);
		const change = step.decide(entryOf, now);
		if (change.kind !== 'known') return { writes: [], result: change.kind };
		const { call, writes, endsNow } = change;
		ended = endsNow ? call : undefined;
		const isEnd = event.event === 'completed' && onChange === 'emitUpdate';
		const content: Content = { event, fingerprint: isEnd ? withKnown(print, call) : print, receivedAt: now };
		const entry = entryOf(own);
		const file = (record: EventRecord): Write =>
			toWrite(filing, { key: own, version: entry?.version ?? 0 }, record, now);
		if (!entry) return { writes: [file(waiting(content)), ...writes], result: 'new' };
		const before = entry.value as EventRecord;
		if (newest(before) === print) return { writes, result: 'duplicate' };
		if (onChange === 'ignore') return { writes, result: 'changed' };
		return { writes: [file(withContent(before, content)), ...writes], result: 'update' };
	});
	if (ended) settings.onEnd?.(toEvent(ended, event.callUuid));
	if (receipt === 'collision')
		await keepDeadLetter(store, event, collisionKey(key, identityDigest(step.told.facts)), filing);
	return receipt;
}

async function keepDeadLetter(store: CallStore, event: CallEvent, key: string, filing: Filing): Promise<void> {
	const dead = entryKey(filing.namespace, key);
	await changeEntry(store, [dead], ([entry], now) => {
		if (entry) return { writes: [], result: undefined };
		const content: Content = { event, fingerprint: fingerprint(event), receivedAt: now };
		const reason = 'Another call has the same call UUID.';
		const write = toWrite(filing, { key: dead, version: 0 }, { ...waiting(content), state: 'dead', reason }, now);
		return { writes: [write], result: undefined };
	});
}
