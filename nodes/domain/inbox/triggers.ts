import type { CallStore, Write } from '../store/callStore';
import { triggerName, type TriggerScope } from './eventKey';

/** A trigger that nobody has seen for so long is gone. */
const KEEP_MS = 30 * 24 * 3_600_000;
const PAGE = 1_000;

interface Active {
	/** A trigger that has not been seen for longer than twice this time is not active. */
	leaseMs: number;
}

const prefixOf = (namespace: string): string => `trigger:${namespace}:`;

/** Says that a trigger is active: its pump runs. @throws StoreUnavailable */
export async function noteTrigger(store: CallStore, scope: TriggerScope, leaseMs: number): Promise<void> {
	const key = prefixOf(scope.namespace) + triggerName(scope);
	const write: Write = { key, value: { leaseMs } satisfies Active, keepMs: KEEP_MS };
	await store.commit([[write]]);
}

/** The names of the triggers of an n8n that are active. @throws StoreUnavailable */
export async function activeTriggers(store: CallStore, namespace: string): Promise<Set<string>> {
	const prefix = prefixOf(namespace);
	const { now } = await store.read([]);
	const found = await store.find(prefix, { limit: PAGE });
	const active = found.filter(({ writtenAt, value }) => now - writtenAt <= 2 * (value as Active).leaseMs);
	return new Set(active.map(({ key }) => key.slice(prefix.length)));
}
