import type { CallStore } from '../../domain/store/callStore';
import { changeEntry, versionOf } from '../../domain/store/changeEntries';
import type { OutboundCall, PlacedCall } from '../../domain/trunk/provider';
import { invalid, type Invalid } from '../../domain/result';

/** What is remembered of a dial attempt; without a call UUID its outcome is unknown. */
interface DialRecord {
	to: string;
	placedAt: string;
	/** Names the attempt that has the reference. */
	attempt: string;
	callUuid?: string;
	status?: string;
}

/** How an attempt to dial ended; `open` when the call may stand although the trunk did not say so. */
export type DialOutcome<Failure> =
	{ kind: 'placed'; placed: PlacedCall } | { kind: 'notPlaced'; failure: Failure } | { kind: 'open'; failure: Failure };

/** The reference was used before, so nothing was sent; this is what is known of the first call. */
interface AlreadyDialed {
	kind: 'alreadyDialed';
	callUuid: string | null;
	status: string;
	placedAt: string;
}

/** `unchecked`: the store did not answer, so nothing was sent either. */
export type Dialed<Failure> = DialOutcome<Failure> | AlreadyDialed | { kind: 'unchecked' } | Invalid;

export interface Attempt {
	store: CallStore;
	/** Where the reference is kept: of an n8n and a trunk, because the same one at another trunk is another call. */
	key: string;
	/** How long a reference stands for one call. */
	windowMs: number;
	placedAt: string;
	/** New with each attempt. */
	attempt: string;
	/** Attempts of this process that ended before they sent anything, although the store may have their claim. */
	abandoned: Set<string>;
	/** Asks the store again while it is busy. */
	again<T>(ask: () => Promise<T>): Promise<T>;
	/** Writes in the end, however long the store is away; resolves after the first try. */
	untilStored(write: () => Promise<unknown>): Promise<void>;
}

export const dialKey = (namespace: string, credentialId: string, clientReference: string): string =>
	`dial:${namespace}:${[credentialId, clientReference].map(encodeURIComponent).join(':')}`;

const alreadyDialed = (record: DialRecord, to: string): AlreadyDialed | Invalid =>
	record.to === to
		? {
				kind: 'alreadyDialed',
				callUuid: record.callUuid ?? null,
				status: record.status ?? 'unknown',
				placedAt: record.placedAt,
			}
		: invalid(
				'Client Reference: it was used for another destination before, and a reference stands for one dial attempt. Use e.g. contact and attempt.',
			);

/** @returns the record of the attempt that has the reference; undefined when it is this one */
async function claim(
	record: DialRecord,
	{ store, key, windowMs, abandoned }: Attempt,
): Promise<DialRecord | undefined> {
	return await changeEntry<DialRecord | undefined>(store, [key], ([entry], now) => {
		const isCurrent = entry !== undefined && now - entry.writtenAt < windowMs;
		const earlier = isCurrent ? (entry.value as DialRecord) : undefined;
		// The answer to an earlier try was lost.
		if (earlier?.attempt === record.attempt) return { writes: [], result: undefined };
		if (earlier && !abandoned.has(earlier.attempt)) return { writes: [], result: earlier };
		const write = { key, expected: versionOf(entry), value: record, keepMs: windowMs };
		return { writes: [write], result: undefined };
	});
}

/** Gives the reference back, unless another attempt has it. */
async function giveBack({ store, key, attempt }: Attempt): Promise<void> {
	await changeEntry(store, [key], ([entry]) => {
		const isOurs = (entry?.value as DialRecord | undefined)?.attempt === attempt;
		return { writes: entry && isOurs ? [{ key, expected: entry.version }] : [], result: undefined };
	});
}

/**
 * Dials at most once for each client reference. The reference is recorded before the request leaves, so that neither
 * a crash nor a lost answer can lead to a second call; it is given back only when the trunk certainly did not dial.
 */
export async function dialOnce<Failure>(
	{ to }: Pick<OutboundCall, 'to'>,
	own: Attempt,
	dial: () => Promise<DialOutcome<Failure>>,
): Promise<Dialed<Failure>> {
	const { store, key, windowMs, placedAt, attempt, abandoned, again, untilStored } = own;
	const record: DialRecord = { to, placedAt, attempt };
	let earlier: DialRecord | undefined;
	try {
		earlier = await again(async () => await claim(record, own));
	} catch {
		abandoned.add(attempt);
		void untilStored(async () => {
			await giveBack(own);
			abandoned.delete(attempt);
		});
		return { kind: 'unchecked' };
	}
	if (earlier) return alreadyDialed(earlier, to);
	const outcome = await dial();
	// What happened stands. Until it is written, the record says "unknown" to whoever comes with the same reference.
	if (outcome.kind === 'placed')
		await untilStored(
			async () => await store.commit([[{ key, value: { ...record, ...outcome.placed }, keepMs: windowMs }]]),
		);
	if (outcome.kind === 'notPlaced') await untilStored(async () => await giveBack(own));
	return outcome;
}
