import type { CallEvent } from '../callEvent';
import { toE164OrAsIs } from '../phone';
import { compact } from './payload';
import type { CallSnapshot } from './provider';

/** A `CallEvent` before its numbers are parsed. */
export type EventFields = Omit<Partial<CallEvent>, 'from' | 'to'> &
	Pick<CallEvent, 'provider' | 'event' | 'callUuid' | 'receivedAt'> & { from?: unknown; to?: unknown };

/**
 * The canonical event: numbers in E.164 where they parse, nothing undefined in it.
 * @param defaultCountry of national numbers, for trunks that send them
 */
export function buildEvent(fields: EventFields, defaultCountry?: string): CallEvent {
	const from = toE164OrAsIs(fields.from ?? '', defaultCountry);
	const to = toE164OrAsIs(fields.to ?? '', defaultCountry);
	return compact<CallEvent>({
		direction: 'outbound',
		...fields,
		from: from.number,
		fromValid: from.valid,
		to: to.number,
		toValid: to.valid,
		occurredAt: fields.occurredAt ?? fields.receivedAt,
	});
}

/** What the event of a call's present state would say, and the trunk's own word for that state. */
export const snapshot = (status: string, event: CallEvent): CallSnapshot => ({ ...event, status });
