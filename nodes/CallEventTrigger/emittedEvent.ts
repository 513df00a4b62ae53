import type { CallEvent } from '../domain/call/callEvent';
import { generationOf } from '../n8n/processState/generations';
import { eventKey, fingerprint, type Scope } from '../domain/inbox/key';

/** What the trigger adds to a `CallEvent`. */
export interface EmittedEvent extends CallEvent {
	/** Unique per event and trigger: an idempotency key for whatever is called next, and what Call Pipeline asks for. */
	eventKey: string;
	/** The call had already been completed when this came; it must not overwrite a finished record. */
	late: boolean;
	/** Emitted once more because the trunk sent it again with other content. */
	update: boolean;
	/** `checked`: not emitted before. `unavailable`: the store did not answer. `skipped`: a test run or a retried execution. */
	dedupe: 'checked' | 'unavailable' | 'skipped';
}

/** What the ledger records: an update is an event of its own, once for each content; so is what was forgotten. */
export function ledgerKey(event: EmittedEvent): string {
	const key = event.eventKey + generationOf(event.eventKey);
	return event.update ? `${key}:${fingerprint(event)}` : key;
}

export const completedKey = (scope: Scope, event: CallEvent): string => eventKey(scope, event, 'completed');
