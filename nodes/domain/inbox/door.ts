import { createHash } from 'crypto';
import { createRecentKeys } from './recentKeys';

/**
 * The first gate: what this process is doing, or has done, with an event key.
 *
 *              enter              2xx sent, or execute() ran here
 *   (unknown) ───────► claimed ─────────────────────────────────► confirmed ──► (window over)
 *       ▲                │ │
 *       │   other status │ │ caller went away
 *       ├────────────────┘ ▼
 *       └────────────── leased ──► confirmed, when execute() turns out to have run here
 *          lease over
 *
 * Claiming is synchronous: no `await` stands between look-up and claim, so of fifty simultaneous deliveries one wins.
 * A claim that led to nothing is given back, so that a provider's retry is never swallowed by it.
 */
export interface Door {
	enter(key: string, fingerprint: string): Entrance;
	/** The key's execution has begun in this process, whatever became of its HTTP answer. */
	confirm(key: string): void;
	/** Whether an event with this key was let in here; tells a late `answered` from a timely one. */
	knows(key: string): boolean;
	/** Used when a user asks for a call to be received again. */
	forget(key: string): void;
	readonly size: number;
}

type Entrance =
	| { kind: 'claimed'; claim: Claim }
	/** `changed`: same key, other content. */
	| { kind: 'duplicate'; changed: boolean }
	/**
	 * Another delivery of it is on its way. `settled` resolves when its outcome is known, and not before: a waiter that
	 * was woken to find the key still held would ask again at once, for ever, and keep the process from anything else.
	 */
	| { kind: 'inFlight'; settled: Promise<void>; retryAfterMs: number };

/** Exactly one of these is called; further calls do nothing. */
export interface Claim {
	/** Answered 2xx. */
	confirm(): void;
	/** Answered anything else: the provider will come again. */
	release(): void;
	/** The caller went away before the answer: whether it led to an execution is not known yet. */
	abandon(): void;
}

export interface DoorLimits {
	/** How long an abandoned claim holds. Short, because the second gate catches what comes through. */
	leaseMs: number;
	windowMs: number;
	maxEntries: number;
}

interface Held {
	state: 'claimed' | 'leased';
	fingerprint: string;
	lapsesAt: number;
	settled: Promise<void>;
	settle: () => void;
}

/**
 * How long a claim holds at most: longer than any caller waits for its answer. Only a request whose end nobody told
 * us of gets there, and must not block its event for ever.
 */
const LONGEST_REQUEST_MS = 120_000;

/** Keys are over a hundred characters long, so 128 bits stand for each, in which no two meet by chance. */
const digest = (text: string): string => createHash('sha256').update(text).digest().toString('latin1', 0, 16);

/** @param now milliseconds of a monotonic clock: a change of the wall clock neither revives nor drops entries */
export function createDoor(now: () => number, { leaseMs, windowMs, maxEntries }: DoorLimits): Door {
	/** A key is in one of them at most. */
	const held = new Map<string, Held>();
	const confirmed = createRecentKeys(maxEntries);

	const drop = (id: string, entry: Held): void => {
		held.delete(id);
		entry.settle();
	};
	const confirm = (id: string, fingerprint: string): void => confirmed.set(id, fingerprint, now() + windowMs);
	const confirmHeld = (id: string, entry: Held): void => {
		confirm(id, entry.fingerprint);
		drop(id, entry);
	};
	const lease = (entry: Held): void => {
		entry.state = 'leased';
		entry.lapsesAt = now() + leaseMs;
	};

	const liveHeld = (id: string): Held | undefined => {
		const entry = held.get(id);
		if (!entry || entry.lapsesAt > now()) return entry;
		drop(id, entry);
		return undefined;
	};
	/** @returns the fingerprint */
	const liveConfirmed = (id: string): string | undefined => {
		const entry = confirmed.get(id);
		if (!entry || entry.lapsesAt > now()) return entry?.content;
		confirmed.delete(id);
		return undefined;
	};

	/** Lapsed claims go first, then what was confirmed, oldest first. Too many claims drop one; the second gate catches its twin. */
	const makeRoom = (): void => {
		for (const [id, entry] of held) {
			if (entry.lapsesAt > now() && held.size < maxEntries) break;
			drop(id, entry);
		}
		while (held.size + confirmed.size >= maxEntries) confirmed.dropOldest();
	};

	const claim = (id: string, fingerprint: string): Claim => {
		let settle = (): void => {};
		const settled = new Promise<void>((resolve) => (settle = resolve));
		const entry: Held = { state: 'claimed', fingerprint, lapsesAt: now() + LONGEST_REQUEST_MS, settled, settle };
		makeRoom();
		held.set(id, entry);

		// A claim that was forgotten, or confirmed by its execution, has no say any more.
		const once = (change: () => void) => (): void => {
			if (held.get(id) === entry && entry.state === 'claimed') change();
		};
		return {
			confirm: once(() => confirmHeld(id, entry)),
			release: once(() => drop(id, entry)),
			abandon: once(() => lease(entry)),
		};
	};

	return {
		enter(key, fingerprint) {
			const [id, content] = [digest(key), digest(fingerprint)];
			const before = liveConfirmed(id);
			if (before !== undefined) return { kind: 'duplicate', changed: before !== content };
			const entry = liveHeld(id);
			if (!entry) return { kind: 'claimed', claim: claim(id, content) };
			return { kind: 'inFlight', settled: entry.settled, retryAfterMs: Math.min(entry.lapsesAt - now(), leaseMs) };
		},
		confirm(key) {
			const id = digest(key);
			const [before, entry] = [liveConfirmed(id), liveHeld(id)];
			if (before !== undefined) confirm(id, before);
			if (entry) confirmHeld(id, entry);
		},
		knows(key) {
			const id = digest(key);
			return (liveConfirmed(id) ?? liveHeld(id)) !== undefined;
		},
		forget(key) {
			const id = digest(key);
			confirmed.delete(id);
			const entry = held.get(id);
			if (entry) drop(id, entry);
		},
		get size() {
			return held.size + confirmed.size;
		},
	};
}
