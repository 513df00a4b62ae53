import { sleep } from 'n8n-workflow';
import { heartbeat } from '../../domain/inbox/heartbeat';
import type { CallStore } from '../../domain/store/callStore';
import { PROCESS } from './process';

interface Runs {
	/** Executions of this process that have events. */
	open: Set<string>;
	isBeating: boolean;
}

const byStore = new WeakMap<CallStore, Runs>();

function runsOf(store: CallStore): Runs {
	const known = byStore.get(store) ?? { open: new Set(), isBeating: false };
	byStore.set(store, known);
	return known;
}

/** Gives signs of life while there are open runs. */
async function beat(store: CallStore, runs: Runs, namespace: string, everyMs: number): Promise<void> {
	runs.isBeating = true;
	while (runs.open.size > 0) {
		// A sign that is lost is made up for by the next one, long before anybody misses it.
		await store.commit([[heartbeat(namespace, PROCESS)]]).catch(() => undefined);
		await sleep(everyMs);
	}
	runs.isBeating = false;
}

/** An execution of this process has events from here on. */
export function openRun(
	store: CallStore,
	execution: string,
	{ namespace, leaseMs }: { namespace: string; leaseMs: number },
): void {
	const runs = runsOf(store);
	runs.open.add(execution);
	if (!runs.isBeating) void beat(store, runs, namespace, leaseMs / 12);
}

export const closeRun = (store: CallStore, execution: string): void => void runsOf(store).open.delete(execution);
