import type { Told } from '../register/record';
import { changeEntry } from '../store/changeEntries';
import { StoreUnavailable, type CallStore, type Entry, type Write } from '../store/callStore';
import { claim, type Claim } from './claim';
import { done, toWrite, type Once, type OnceRecord, type Refused } from './record';

/** How a request ended; `open` when it may have taken effect although the trunk did not say so. */
export type Outcome<Result, Failure> =
	| { kind: 'done'; result: Result }
	/** It did nothing: for certain, or by the trunk's answer. */
	| { kind: 'refused'; failure: Failure; byAnswer?: true; hint?: string }
	| { kind: 'open'; failure: Failure; hint?: string };

export type Sent<Result, Failure> =
	| { kind: 'done'; at: string; result: Result }
	| { kind: 'refused'; failure: Failure; byAnswer?: true }
	/** Sent now, and it may have taken effect. */
	| { kind: 'unsettled'; failure: Failure }
	/** Not sent, because what it needs is not there; it may be sent again by anybody. */
	| { kind: 'notReady' }
	| Exclude<Claim<Result>, { kind: 'mine' }>
	/** The store did not answer, and this try sent nothing. `reason` is the store's sentence. */
	| { kind: 'unchecked'; reason: string };

/** How what is known of a call gets into its own record, in the same step as the result. */
export interface CallFiling {
	keys: string[];
	writes(entries: ReadonlyArray<Entry | undefined>, told: Told | undefined, now: number): Write[];
}

/** How the store is asked. */
export interface Means<Result = unknown> {
	store: CallStore;
	/** Tries of this process that sent nothing, although the store may say that they did. */
	neverLeft: Set<string>;
	/** Asks the store again while it is busy; rejects when it stays so. */
	again<T>(ask: () => Promise<T>): Promise<T>;
	/** Writes in the end, however long the store is away; resolves after the first try. */
	untilStored(write: () => Promise<unknown>): Promise<void>;
	/** Whether what the request needs is there, asked once it is certain that this try sends it. @throws StoreUnavailable */
	ready?(): Promise<boolean>;
	/** Where the call that came of it is kept; absent where there is no call. */
	file?(result: Result): CallFiling;
}

type Mine<Result> = Extract<Claim<Result>, { kind: 'mine' }>;

/**
 * Says in the store that the request leaves now.
 * @returns false when somebody else has changed the record since it was claimed
 */
async function depart<Result>(store: CallStore, { key }: Once, mine: Mine<Result>): Promise<boolean> {
	const sent: OnceRecord<Result> = { ...mine.record, state: 'sent' };
	// The store's time of its claim is near enough, and asking for it again would take longer.
	const write = toWrite({ key, version: mine.version }, sent);
	const [isWritten] = await store.commit([[write]]);
	if (isWritten) return true;
	// Written by a commit of our own whose answer was lost, or by somebody else.
	const { entries } = await store.read([key]);
	const now = entries[0]?.value as OnceRecord | undefined;
	return now?.state === 'sent' && now.attempt === sent.attempt;
}

/**
 * Both steps may be repeated by their owner when an answer of the store is lost.
 * @returns the claim when the request may leave now, else what blocks it. @throws StoreUnavailable
 */
async function prepare<Result>(
	{ store, neverLeft, again, ready }: Means<Result>,
	once: Once,
): Promise<Claim<Result> | { kind: 'notReady'; refused: Refused | undefined }> {
	const claimed = await again(
		async () =>
			await changeEntry<Claim<Result>>(store, [once.key], ([entry], now) => claim(entry, once, now, neverLeft)),
	);
	// A crash here: nothing has left, and the owner's next try goes on.
	if (claimed.kind !== 'mine') return claimed;
	if (ready && !(await again(ready))) return { kind: 'notReady', refused: claimed.record.refused };
	if (await again(async () => await depart(store, once, claimed))) return claimed;
	return { kind: 'open', at: claimed.record.at };
}

/**
 * Gives the key back for whoever comes next, unless another try or a result has it by now.
 * @param refused the trunk had the request, so that whoever comes next asks it first. @throws StoreUnavailable
 */
async function release(store: CallStore, { key, attempt }: Once, refused?: { hint?: string }): Promise<void> {
	await changeEntry(store, [key], ([entry]) => {
		const record = entry?.value as OnceRecord | undefined;
		if (!entry || record?.attempt !== attempt || record.state === 'done') return { writes: [], result: undefined };
		// Nobody was called, so it is not found by the number.
		const { list: _list, refused: _earlier, ...rest } = record;
		const write = refused
			? toWrite(entry, { ...rest, ...refused, state: 'refused' })
			: { key, expected: entry.version };
		return { writes: [write], result: undefined };
	});
}

/** This try did nothing. The store hears of it when it can; until then this process knows. */
async function giveBack<Result>(
	{ store, neverLeft, untilStored }: Means<Result>,
	once: Once,
	refused?: { hint?: string },
): Promise<void> {
	neverLeft.add(once.attempt);
	await untilStored(async () => {
		await release(store, once, refused);
		neverLeft.delete(once.attempt);
	});
}

/** Writes what became of it, with what is known of the call. An event that says more may have been first. */
async function conclude<Result, Failure>(
	{ store, untilStored, file }: Means<Result>,
	{ key, attempt }: Once,
	outcome: Exclude<Outcome<Result, Failure>, { kind: 'refused' }>,
): Promise<void> {
	if (outcome.kind === 'open' && outcome.hint === undefined) return;
	const filing = outcome.kind === 'done' ? file?.(outcome.result) : undefined;
	await untilStored(
		async () =>
			await changeEntry(store, [key, ...(filing?.keys ?? [])], ([entry, ...others], now) => {
				const record = entry?.value as OnceRecord | undefined;
				const none = { writes: [], result: undefined };
				if (!entry || record?.attempt !== attempt || record.state !== 'sent') return none;
				const after = outcome.kind === 'done' ? done(record, outcome.result) : { ...record, hint: outcome.hint };
				const filed = filing?.writes(others, record.told, now) ?? [];
				return { writes: [toWrite(entry, after), ...filed], result: undefined };
			}),
	);
}

/**
 * Sends a request at most once for each key, whichever process dies and whichever answer is lost.
 * @param send gets the earlier try that the trunk refused, so that it can ask whether that is true
 * @returns what became of it, or of the one that was sent before
 */
export async function sendOnce<Result, Failure>(
	means: Means<Result>,
	once: Once,
	send: (refused: Refused | undefined) => Promise<Outcome<Result, Failure>>,
): Promise<Sent<Result, Failure>> {
	let mine: Awaited<ReturnType<typeof prepare<Result>>>;
	try {
		mine = await prepare<Result>(means, once);
	} catch (error) {
		// The store may have written that the request left, and could not say so. It did not.
		void giveBack(means, once);
		return { kind: 'unchecked', reason: error instanceof StoreUnavailable ? error.message : 'It failed.' };
	}
	if (mine.kind === 'notReady') {
		await giveBack(means, once, mine.refused);
		return { kind: 'notReady' };
	}
	if (mine.kind !== 'mine') return mine;

	// A crash from here on: the record says `sent`, so nobody sends it again, and what became of it is open.
	const outcome = await send(mine.record.refused);
	if (outcome.kind === 'refused') {
		await giveBack(means, once, outcome.byAnswer && { hint: outcome.hint });
		return outcome;
	}
	await conclude(means, once, outcome);
	return outcome.kind === 'open' ? { kind: 'unsettled', failure: outcome.failure } : { ...outcome, at: mine.record.at };
}
