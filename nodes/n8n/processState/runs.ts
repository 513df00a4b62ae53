import { sleep } from 'n8n-workflow';
import { heartbeat } from '../../domain/inbox/heartbeat';
import type { CallStore } from '../../domain/store/callStore';
import { PROCESS } from './process';

/** Which executions of this process have events, by store. While there are any, the process gives signs of life. */
const runs = new WeakMap<CallStore, Set<string>>();

async function beat(store: CallStore, open: ReadonlySet<string>, namespace: string, everyMs: number): Promise<void> {
	while (open.size > 0) {
		// A sign that is lost is made up for by the next one, long before anybody misses it.
		await store.commit([[heartbeat(namespace, PROCESS)]]).catch(() => undefined);
		await sleep(everyMs);
	}
}

/** An execution of this process has events from here on. */
export function openRun(
	store: CallStore,
	execution: string,
	{ namespace, leaseMs }: { namespace: string; leaseMs: number },
): void {
	const open = runs.get(store) ?? new Set();
	runs.set(store, open);
	const isFirst = open.size === 0;
	open.add(execution);
	if (isFirst) void beat(store, open, namespace, leaseMs / 12);
}

export const closeRun = (store: CallStore, execution: string): void => void runs.get(store)?.delete(execution);
