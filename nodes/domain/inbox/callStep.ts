import type { CallEvent } from '../call/callEvent';
import type { Source } from '../register/facts';
import { callKey } from '../register/keys';
import { learn, nameKeys, type Register } from '../register/learn';
import { toldBy, type CallRecord, type Told } from '../register/record';
import type { Entry, Write } from '../store/callStore';
import { entryKey, eventKey, type TriggerScope } from './eventKey';
import { isAnotherCall } from './identity';
import { toldLate } from './late';
import { isTaken, ownershipKey } from './ownership';
import { toWrite, type EventEntry } from './record';

export interface ReceiveSettings {
	scope: TriggerScope;
	credentialId: string;
	/** How long an event that is done stays known. */
	keepMs: number;
	/** How long a call stays known from the last that was told of it. */
	keepCallsMs: number;
	/** What to do with other content for an event that is known. */
	onChange: 'ignore' | 'emitUpdate';
	/** Makes the pseudonyms of numbers and references. */
	secret: string;
	/** Who this n8n is, where it knows. */
	owner?: { url: string; leaseMs: number };
	/** Is told of the end of each call, once, with all that is known of it then. */
	onEnd?(call: CallEvent): void;
}

export const registerOf = ({ scope, credentialId, secret, keepCallsMs }: ReceiveSettings): Register => ({
	namespace: scope.namespace,
	credentialId,
	secret,
	keepMs: keepCallsMs,
});

type Fields = Partial<CallEvent> & { callUuid: string };

/** What a delivery does to its call. */
type CallChange =
	| { kind: 'taken' | 'collision' }
	| {
			kind: 'known';
			call: CallRecord;
			writes: Write[];
			/** Whether this is the first that tells of the end of the call. */
			endsNow: boolean;
			/** Whether the end of the call is to be emitted again for it. */
			isLate: boolean;
	  };

export interface CallStep {
	/** The entries that it decides on. */
	keys: string[];
	told: Told;
	decide(entryOf: (key: string) => Entry | undefined, now: number): CallChange;
}

/** The part of taking a delivery in that is about its call: what it tells, whose call it is, and what comes late. */
export function callStep(fields: Fields, source: Source, settings: ReceiveSettings): CallStep {
	const { scope, credentialId, keepMs, onChange, owner } = settings;
	const { namespace } = scope;
	const { callUuid } = fields;
	const register = registerOf(settings);
	const key = callKey(register, callUuid);
	const { reference, legs } = nameKeys(register, fields);
	const end = entryKey(namespace, eventKey(scope, { credentialId, callUuid, event: 'completed' }));
	const mayBeLate = onChange === 'emitUpdate' && source !== 'completed';
	const told = toldBy(fields, source);
	const status = fields.providerStatus ?? fields.event ?? source;

	return {
		keys: [
			key,
			...(reference === undefined ? [] : [reference]),
			...legs,
			...(mayBeLate ? [end] : []),
			...(owner ? [ownershipKey(namespace)] : []),
		],
		told,
		decide(entryOf, now) {
			if (owner && isTaken(entryOf(ownershipKey(namespace)), owner.url, owner.leaseMs, now)) return { kind: 'taken' };
			const entry = entryOf(key);
			const before = entry?.value as CallRecord | undefined;
			const isAnother = before !== undefined && isAnotherCall(before.facts, told.facts);
			// Trunks that number their calls begin again some time.
			if (isAnother && entry && now - entry.writtenAt < keepMs) return { kind: 'collision' };
			const known = isAnother ? undefined : before;
			const { record: call, endsNow, writes } = learn(register, told, { ...fields, status }, entryOf, known, now);
			const ended = mayBeLate ? (entryOf(end) as EventEntry | undefined) : undefined;
			const late = ended && toldLate(ended.value, call, callUuid, now);
			if (ended && late) writes.push(toWrite({ namespace, keepMs }, ended, late, now));
			return { kind: 'known', call, writes, endsNow, isLate: late !== undefined && ended?.value.state !== 'waiting' };
		},
	};
}

/** Looks entries up by their keys. */
export function lookUp(
	keys: readonly string[],
	entries: ReadonlyArray<Entry | undefined>,
): (key: string) => Entry | undefined {
	const byKey = new Map(keys.map((key, index) => [key, entries[index]]));
	return (key) => byKey.get(key);
}
