import { versionOf, type Change } from '../store/changeEntries';
import type { Entry } from '../store/callStore';
import { toWrite, type Once, type OnceRecord, type Refused } from './record';

/** What a reference stands for when somebody claims it. */
export type Claim<Result> =
	/** Ours: nothing has left yet. */
	| { kind: 'mine'; version: number; record: OnceRecord<Result> }
	| { kind: 'alreadyDone'; at: string; result: Result }
	/** Sent by an earlier try, or about to be sent by somebody else: it may take effect or have taken it. */
	| { kind: 'open'; at: string; hint?: string }
	/** Used for somebody else. */
	| { kind: 'otherSubject' };

/** Whether the record no longer blocks this try. */
function isFree(entry: Entry, once: Once, now: number): boolean {
	const { owner, state } = entry.value as OnceRecord;
	const age = now - entry.writtenAt;
	if (age >= once.windowMs || state === 'refused') return true;
	if (owner === once.owner || once.othersMayRepeatAfterMs === undefined) return false;
	return state === 'done' || age >= once.othersMayRepeatAfterMs;
}

/** Whether nothing can have left under this record, and this try may go on with it. */
function isResumed({ state, owner, attempt }: OnceRecord, once: Once, neverLeft: ReadonlySet<string>): boolean {
	return owner === once.owner && (state === 'claimed' || (state === 'sent' && neverLeft.has(attempt)));
}

/** The try that the trunk refused, should that not be true. */
function refusedBefore(entry: Entry | undefined, once: Once, now: number): Refused | undefined {
	if (!entry || now - entry.writtenAt >= once.windowMs) return undefined;
	const { state, at, hint, refused } = entry.value as OnceRecord;
	return refused ?? (state === 'refused' ? { at, ...(hint !== undefined && { hint }) } : undefined);
}

/**
 * Claims a reference, or says what it stands for.
 * @param neverLeft tries of this process of which it knows that they sent nothing, although the store may say so
 */
export function claim<Result>(
	entry: Entry | undefined,
	once: Once,
	now: number,
	neverLeft: ReadonlySet<string>,
): Change<Claim<Result>> {
	const known = entry && !isFree(entry, once, now) ? (entry.value as OnceRecord<Result>) : undefined;
	if (known && known.subject !== once.subject) return { writes: [], result: { kind: 'otherSubject' } };
	if (known?.state === 'done')
		return { writes: [], result: { kind: 'alreadyDone', at: known.at, result: known.result as Result } };
	if (known && !isResumed(known, once, neverLeft))
		return { writes: [], result: { kind: 'open', at: known.at, hint: known.hint } };

	const { key, owner, attempt, subject, windowMs, told, list } = once;
	const at = known?.at ?? once.at;
	const refused = refusedBefore(entry, once, now);
	const record: OnceRecord<Result> = {
		state: 'claimed',
		owner,
		attempt,
		subject,
		at,
		windowMs,
		...(refused && { refused }),
		...(told && { told }),
		...(list !== undefined && { list: { name: list, since: now } }),
	};
	return {
		writes: [toWrite({ key, version: versionOf(entry) }, record)],
		result: { kind: 'mine', version: versionOf(entry) + 1, record },
	};
}
