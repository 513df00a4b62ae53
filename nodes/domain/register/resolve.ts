import type { CallUpdate } from '../call/callUpdate';
import { toWrite, type OnceRecord } from '../once/record';
import type { CallStore, Entry } from '../store/callStore';
import { changeEntry, versionOf } from '../store/changeEntries';
import { nameKeys, type LegRecord, type Register } from './learn';
import { joinTold, NOTHING, type Told } from './record';

type Named = Pick<CallUpdate, 'legId' | 'legs' | 'clientReference'>;

/** The call that a reference or a leg is known to belong to. */
function callOf(entry: Entry | undefined, reference: string | undefined): string | undefined {
	if (entry?.key !== reference) return (entry?.value as LegRecord | undefined)?.callUuid;
	const { result } = (entry?.value ?? {}) as OnceRecord<{ callUuid?: string }>;
	return result?.callUuid;
}

/** The UUID of the call that a callback names by other means. @throws StoreUnavailable */
export async function findCallUuid(store: CallStore, register: Register, named: Named): Promise<string | undefined> {
	const { reference, legs } = nameKeys(register, named);
	const keys = [...(reference === undefined ? [] : [reference]), ...legs];
	if (keys.length === 0) return undefined;
	const { entries } = await store.read(keys);
	return entries.map((entry) => callOf(entry, reference)).find((callUuid) => callUuid !== undefined);
}

type Held = { kind: 'known'; callUuid: string } | { kind: 'held' | 'unknown' };

/**
 * Keeps what is told of a leg, or of an attempt, whose call nobody knows yet: the first that names both takes it along.
 * @throws StoreUnavailable
 */
export async function hold(store: CallStore, register: Register, named: Named, told: Told): Promise<Held> {
	const { reference, legs } = nameKeys(register, named);
	const keys = [...(reference === undefined ? [] : [reference]), ...legs.slice(0, 1)];
	if (keys.length === 0) return { kind: 'unknown' };
	return await changeEntry<Held>(store, keys, (entries) => {
		const callUuid = entries.map((entry) => callOf(entry, reference)).find((known) => known !== undefined);
		if (callUuid !== undefined) return { writes: [], result: { kind: 'known', callUuid } };
		const attempt = reference === undefined ? undefined : entries[0];
		const dialed = attempt?.value as OnceRecord | undefined;
		if (attempt && dialed?.state === 'sent') {
			const value: OnceRecord = { ...dialed, told: joinTold(dialed.told ?? NOTHING, told) };
			return { writes: [toWrite(attempt, value)], result: { kind: 'held' } };
		}
		const [leg] = legs;
		if (leg === undefined) return { writes: [], result: { kind: 'unknown' } };
		const entry = entries.at(-1);
		const { told: before = NOTHING } = (entry?.value ?? {}) as LegRecord;
		const value: LegRecord = { told: joinTold(before, told) };
		return {
			writes: [{ key: leg, expected: versionOf(entry), value, keepMs: register.keepMs }],
			result: { kind: 'held' },
		};
	});
}
