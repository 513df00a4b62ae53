import type { CallEvent } from '../call/callEvent';
import type { OnceRecord } from '../once/record';
import type { CallStore } from '../store/callStore';
import { callKey } from './keys';
import type { Register } from './learn';
import type { CallRecord } from './record';
import { toEvent } from './view';

export interface Wait {
	store: CallStore;
	register: Register;
	/** The store's key of the dial attempt (`dialKey`), which names the call as soon as the trunk has. */
	id: string;
	/** Where the trunk has named it already. */
	callUuid?: string;
	/** How long to wait at most, in milliseconds. */
	forMs: number;
	/** How often to ask the trunk, in milliseconds; 0 for never. */
	askEveryMs: number;
	/** Asks the trunk how the call stands, and writes into the register what it says. */
	ask(callUuid: string): Promise<unknown>;
	/** Milliseconds, monotonic. */
	now(): number;
	/** Resolves after that time, or when nobody wants to know any more. */
	pause(ms: number): Promise<void>;
	/** Whether nobody wants to know any more. */
	isOver(): boolean;
}

/** How late the end of a call is noticed at most, when the store did not wake whoever waits for it. */
const READ_EVERY_MS = 1_000;

export interface Waited {
	callUuid?: string;
	/** The call as far as it is known; its `event` is `completed` when it has ended. */
	call?: CallEvent;
}

async function callOf(store: CallStore, id: string): Promise<string | undefined> {
	const { result } = ((await store.read([id])).entries[0]?.value ?? {}) as Partial<OnceRecord<{ callUuid?: string }>>;
	return result?.callUuid;
}

/** What the register knows of the call of an attempt. @throws StoreUnavailable */
async function look({ store, register, id }: Wait, known: string | undefined): Promise<Waited> {
	const callUuid = known ?? (await callOf(store, id));
	if (callUuid === undefined) return {};
	const record = (await store.read([callKey(register, callUuid)])).entries[0]?.value as CallRecord | undefined;
	if (!record) return { callUuid };
	return { callUuid, call: toEvent(record, callUuid, record.ended === undefined ? undefined : 'completed') };
}

/**
 * Waits for the end of a call: by an event that any process took in, or by asking the trunk, whichever is first. What was
 * told before the wait counts.
 * @returns the call, ended or not when the time is over
 */
export async function waitForEnd(wait: Wait): Promise<Waited> {
	const { store, register, forMs, askEveryMs, ask, now, pause, isOver } = wait;
	const until = now() + forMs;
	let askAt = now() + (askEveryMs > 0 ? askEveryMs : Infinity);
	let known: Waited = { callUuid: wait.callUuid };
	let wake = (): void => undefined;
	let unwatch: (() => void) | undefined;
	try {
		for (;;) {
			// Before the look, so that an end that is told during it is not missed.
			const woken = new Promise<void>((resolve) => (wake = resolve));
			if (known.callUuid !== undefined) unwatch ??= store.watch(callKey(register, known.callUuid), () => wake());
			// A store that is away is asked again: the call goes on all the same.
			known = await look(wait, known.callUuid).catch(() => known);
			if (known.call?.event === 'completed' || isOver() || now() >= until) return known;
			if (known.callUuid !== undefined && !unwatch) continue;
			if (now() >= askAt && known.callUuid !== undefined) {
				askAt = now() + askEveryMs;
				await ask(known.callUuid).catch(() => undefined);
				continue;
			}
			await Promise.race([pause(Math.max(0, Math.min(READ_EVERY_MS, askAt - now(), until - now()))), woken]);
		}
	} finally {
		unwatch?.();
	}
}
