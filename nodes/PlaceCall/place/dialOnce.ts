import type { Store } from '../../domain/store/store';
import type { OutboundCall, PlacedCall } from '../../domain/trunk/provider';
import { invalid, type Invalid } from '../../domain/result';

/** What is remembered of a dial attempt; without a call UUID its outcome is unknown. */
interface DialRecord {
	to: string;
	placedAt: string;
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

interface Attempt {
	store: Store;
	/** Whose references these are: the same one at another trunk is another call. */
	scope: string;
	windowMs: number;
	placedAt: string;
}

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

/**
 * Dials at most once for each client reference. The reference is recorded before the request leaves, so that neither
 * a crash nor a lost answer can lead to a second call; it is given back only when the trunk certainly did not dial.
 */
export async function dialOnce<Failure>(
	{ clientReference, to }: OutboundCall,
	{ store, scope, windowMs, placedAt }: Attempt,
	dial: () => Promise<DialOutcome<Failure>>,
): Promise<Dialed<Failure>> {
	const key = ['dial', scope, clientReference].map(encodeURIComponent).join(':');
	const record: DialRecord = { to, placedAt };
	let earlier: string | undefined;
	try {
		earlier = await store.claim(key, JSON.stringify(record), windowMs);
	} catch {
		return { kind: 'unchecked' };
	}
	if (earlier !== undefined) return alreadyDialed(JSON.parse(earlier) as DialRecord, to);
	const outcome = await dial();
	try {
		if (outcome.kind === 'placed') await store.put(key, JSON.stringify({ ...record, ...outcome.placed }), windowMs);
		if (outcome.kind === 'notPlaced') await store.remove(key);
	} catch {
		// What happened stands; the record then says "unknown" to whoever comes with the same reference.
	}
	return outcome;
}
