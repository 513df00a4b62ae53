import type { CallStore } from '../store/callStore';
import { triggerName, type TriggerScope } from './eventKey';

/** A trigger that nobody has seen for so long is gone. */
const KEEP_MS = 30 * 24 * 3_600_000;

const prefixOf = (namespace: string): string => `trigger:${namespace}:`;

/** Says that a trigger is active: its pump runs. @throws StoreUnavailable */
export async function noteTrigger(store: CallStore, scope: TriggerScope): Promise<void> {
	await store.commit([[{ key: prefixOf(scope.namespace) + triggerName(scope), value: {}, keepMs: KEEP_MS }]]);
}
