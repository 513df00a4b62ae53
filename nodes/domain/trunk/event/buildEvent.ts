import type { CallEvent } from '../../call/callEvent';
import { toE164OrAsIs } from '../../phone';
import { compact } from './payload';
import type { CallSnapshot } from '../provider';

/** A `CallEvent` before its numbers are parsed. */
export type EventFields = Omit<Partial<CallEvent>, 'from' | 'to'> &
	Pick<CallEvent, 'provider' | 'event' | 'callUuid' | 'receivedAt'> & { from?: unknown; to?: unknown };

/**
 * The canonical event: numbers in E.164 where they parse, nothing undefined in it.
 * @param defaultCountry of national numbers, for trunks that send them
 */
export function buildEvent(fields: EventFields, defaultCountry?: string): CallEvent {
	const { event, callUuid, direction = 'outbound', from: caller, to: called, ...rest } = fields;
	const from = toE164OrAsIs(caller ?? '', defaultCountry);
	const to = toE164OrAsIs(called ?? '', defaultCountry);
	// In the order in which a person looks for them, since n8n shows a table's columns so.
	return compact<CallEvent>({
		event,
		callUuid,
		direction,
		from: from.number,
		to: to.number,
		...rest,
		fromValid: from.valid,
		toValid: to.valid,
		occurredAt: rest.occurredAt ?? rest.receivedAt,
	});
}

/** What the event of a call's present state would say, and the trunk's own word for that state. */
export const snapshot = (status: string, event: CallEvent): CallSnapshot => ({ ...event, status });
