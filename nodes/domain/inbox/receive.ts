import type { CallEvent } from '../call/callEvent';
import type { CallStore, Entry, Write } from '../store/callStore';
import { changeEntry, versionOf, type Change } from '../store/changeEntries';
import { fingerprint } from './fingerprint';
import { identify, identityDigest, isAnotherCall, learned, type CallIdentity } from './identity';
import { callEntryKey, collisionKey, entryKey, eventKey, type TriggerScope } from './eventKey';
import { isTaken, ownershipKey } from './ownership';
import { isOpen, toWrite, updated, waiting, type Content, type EventRecord, type Filing } from './record';

export interface ReceiveSettings {
	scope: TriggerScope;
	credentialId: string;
	/** How long an event that is done stays known. */
	keepMs: number;
	/** What to do with other content for an event that is known. */
	onChange: 'ignore' | 'emitUpdate';
	/** Makes the pseudonyms of numbers. */
	secret: string;
	/** Who this n8n is, where it knows. */
	owner?: { url: string; leaseMs: number };
}

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

/** The content that is emitted last if nothing else comes. */
const newest = ({ next, content }: EventRecord): string => (next ?? content).fingerprint;

/**
 * Takes an event in: one durable write, before which nothing is acknowledged.
 * @throws StoreUnavailable; then the event may or may not be known, and the trunk has to deliver it again
 */
export async function receive(store: CallStore, event: CallEvent, settings: ReceiveSettings): Promise<Receipt> {
	const { scope, credentialId, keepMs, onChange, secret, owner } = settings;
	const { namespace } = scope;
	const filing: Filing = { namespace, keepMs };
	const key = eventKey(scope, { credentialId, callUuid: event.callUuid, event: event.event });
	const identity = identify(event, secret);
	const keys = [entryKey(namespace, key), callEntryKey(namespace, key), ...(owner ? [ownershipKey(namespace)] : [])];
	const print = fingerprint(event);

	const decide = ([entry, call, claim]: ReadonlyArray<Entry | undefined>, now: number): Change<Receipt> => {
		if (owner && isTaken(claim, owner.url, owner.leaseMs, now)) return { writes: [], result: 'taken' };
		const content: Content = { event, fingerprint: print, receivedAt: now };
		const known = call?.value as CallIdentity | undefined;
		if (known && isAnotherCall(known, identity)) return { writes: [], result: 'collision' };
		const remember: Write = {
			key: keys[1],
			expected: versionOf(call),
			value: learned(known ?? {}, identity),
			keepMs,
		};
		if (!entry) {
			const write = toWrite(filing, { key: keys[0], version: 0 }, waiting(content), now);
			return { writes: [write, remember], result: 'new' };
		}
		const before = entry.value as EventRecord;
		if (newest(before) === print) return { writes: [], result: 'duplicate' };
		if (onChange === 'ignore') return { writes: [], result: 'changed' };
		return { writes: [toWrite(filing, entry, withContent(before, content), now)], result: 'update' };
	};
	const receipt = await changeEntry(store, keys, decide);
	if (receipt === 'collision') await keepDeadLetter(store, event, collisionKey(key, identityDigest(identity)), filing);
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
