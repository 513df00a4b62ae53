import { callKey } from '../../domain/inbox/key';

/**
 * n8n's history can be added to but not asked to forget from another node, so a forgotten call counts under a new
 * name in this process. After a restart the old name stands again, and the call is known once more.
 */
const generations = new Map<string, number>();
const MAX_FORGOTTEN = 10_000;

/** Empty for a call that was never forgotten. */
export function generationOf(eventKey: string): string {
	const generation = generations.size > 0 ? generations.get(callKey(eventKey)) : undefined;
	return generation === undefined ? '' : `~${generation}`;
}

export function startNewGeneration(eventKey: string): void {
	const call = callKey(eventKey);
	generations.set(call, (generations.get(call) ?? 0) + 1);
	if (generations.size > MAX_FORGOTTEN) generations.delete(generations.keys().next().value as string);
}
