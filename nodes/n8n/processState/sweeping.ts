import type { CallStore } from '../../domain/store/callStore';

const EVERY_MS = 60_000;
const LIMIT = 500;

const sweptAt = new WeakMap<CallStore, number>();

/** Removes what need not be kept any more, now and then. Nobody waits for it. */
export function sweepNowAndThen(store: CallStore): void {
	if (performance.now() - (sweptAt.get(store) ?? -EVERY_MS) < EVERY_MS) return;
	sweptAt.set(store, performance.now());
	store.sweep(LIMIT).catch(() => undefined);
}
