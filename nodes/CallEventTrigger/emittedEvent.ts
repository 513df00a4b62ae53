import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { CallEvent } from '../domain/call/callEvent';
import type { Taken } from '../domain/inbox/take';
import type { LastCall } from '../domain/register/lastCall';

/** What the trigger adds to a `CallEvent`. */
export interface EmittedEvent extends CallEvent {
	/** Unique per event and trigger: an idempotency key for whatever is called next, and what Call Pipeline asks for. */
	eventKey: string;
	/** The end of the call was emitted before this, so this must not overwrite a finished record. */
	late: boolean;
	/** The trunk sent the event again with other content than was emitted before. */
	update: boolean;
	/** The event may have run before: n8n ended during its run, or it was replayed or retried. */
	redelivered: boolean;
	/** Of an inbound call: the call with this number before it (`addLastCall`). */
	lastCall?: LastCall;
}

export function toItem({ event, eventKey, late, update, redelivered }: Omit<Taken, 'alone'>): INodeExecutionData {
	const emitted: EmittedEvent = { ...event, eventKey, late, update, redelivered };
	return { json: { ...emitted } as IDataObject };
}
