import type { CallUpdate } from '../call/callUpdate';
import { dialKey, done, toWrite as writeAttempt, type Account, type OnceRecord } from '../once/record';
import type { CallFiling } from '../once/sendOnce';
import { isOpen } from '../once/settle';
import type { Entry, Write } from '../store/callStore';
import { versionOf } from '../store/changeEntries';
import { callKey, legKey, newestFirst, numberList } from './keys';
import { joinTold, NOTHING, type CallRecord, type Told } from './record';
import { contactNumber } from './view';

/** Whose calls these are, and how long they are kept. */
export interface Register extends Account {
	/** How long a call is kept from the last that was told of it, in milliseconds. */
	keepMs: number;
}

/** What the store keeps of a leg: its call, or what was told of it while nobody knew of which call it is. */
export interface LegRecord {
	callUuid?: string;
	told?: Told;
}

type Named = Pick<CallUpdate, 'callUuid' | 'legId' | 'legs' | 'clientReference'>;

/** Where the names by which callbacks may tell of a call are kept, beside its UUID. */
export function nameKeys(account: Account, { callUuid, legId, legs = [], clientReference }: Named) {
	const ids = [legId, ...legs.map((leg) => leg.callUuid)];
	const others = new Set(ids.filter((id): id is string => id !== undefined && id !== callUuid));
	return {
		...(clientReference !== undefined && { reference: dialKey(account, clientReference) }),
		legs: [...others].map((leg) => legKey(account, leg)),
	};
}

/** Files a call where it is found by its contact's number. Whoever waits for its end is woken by it. */
function toWrite(register: Register, key: string, entry: Entry | undefined, record: CallRecord) {
	const number = contactNumber(record);
	const isEnded = record.ended !== undefined && (entry?.value as CallRecord | undefined)?.ended === undefined;
	const wake = isEnded && { wake: key };
	const write: Write = { key, expected: versionOf(entry), value: record, keepMs: register.keepMs, ...wake };
	if (number === undefined) return write;
	return { ...write, list: newestFirst(numberList(register, number), record.since) };
}

export interface Learned {
	record: CallRecord;
	/** Whether this is the first that tells of the end of the call. */
	endsNow: boolean;
	writes: Write[];
}

/**
 * What is known of a call after somebody has told of it, with what was told before of its legs and its reference. A
 * reference whose placing was open is settled.
 * @param entryOf the entry of one of the keys of the call, its reference and its legs
 * @param known what the register knows of the call; absent when it is new
 */
export function learn(
	register: Register,
	told: Told,
	{ callUuid, status, ...names }: Named & { callUuid: string; status: string },
	entryOf: (key: string) => Entry | undefined,
	known: CallRecord | undefined,
	now: number,
): Learned {
	const key = callKey(register, callUuid);
	const { reference, legs } = nameKeys(register, { callUuid, ...names });
	const attempt = reference === undefined ? undefined : entryOf(reference);
	const dialed = attempt?.value as OnceRecord | undefined;
	const held = [dialed?.told, ...legs.map((leg) => (entryOf(leg)?.value as LegRecord | undefined)?.told)];
	const before: CallRecord = known ?? { ...NOTHING, since: now };
	const joined = [told, ...held].reduce<CallRecord>((all, more = NOTHING) => joinTold(all, more), before);
	const endsNow = joined.ended === undefined && joined.facts.event?.[1] === 'completed';
	const record = endsNow ? { ...joined, ended: now } : joined;
	const writes: Write[] = record === known ? [] : [toWrite(register, key, entryOf(key), record)];
	if (attempt && dialed && isOpen(dialed)) writes.push(writeAttempt(attempt, done(dialed, { callUuid, status })));
	for (const leg of legs) {
		const entry = entryOf(leg);
		if ((entry?.value as LegRecord | undefined)?.callUuid === callUuid) continue;
		const value: LegRecord = { callUuid };
		writes.push({ key: leg, expected: versionOf(entry), value, keepMs: register.keepMs });
	}
	return { record, endsNow, writes };
}

/** Where a call that Place Call has placed is kept, with what it asked for. */
export const filePlaced = (register: Register, callUuid: string): CallFiling => {
	const key = callKey(register, callUuid);
	return {
		keys: [key],
		writes([entry], told = NOTHING, now) {
			const known = entry?.value as CallRecord | undefined;
			const record = joinTold(known ?? { ...NOTHING, since: now }, told);
			return record === known ? [] : [toWrite(register, key, entry, record)];
		},
	};
};
