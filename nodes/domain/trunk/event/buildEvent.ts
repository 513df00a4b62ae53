import type { CallEvent } from '../../call/callEvent';
import type { CallUpdate } from '../../call/callUpdate';
import { possibleTime } from '../../call/possibleTimes';
import { toE164OrAsIs } from '../../phone';
import { readTime } from '../../time/readTime';
import type { CallSnapshot } from '../provider';
import { withDurations } from './callTimes';
import { compact } from './payload';

/** A `CallEvent` before its numbers and times are checked. */
export type EventFields = Omit<Partial<CallEvent>, 'from' | 'to'> &
	Pick<CallEvent, 'provider' | 'event' | 'callUuid' | 'receivedAt'> & { from?: unknown; to?: unknown };

const momentOf = (occurredAt: string | undefined, receivedAt: string): string =>
	occurredAt !== undefined && possibleTime(readTime(occurredAt)) !== undefined ? occurredAt : receivedAt;

interface Reading {
	/** ISO 3166-1 alpha-2 of national numbers, for trunks that send them. */
	defaultCountry?: string;
	/** The start of the call is not that of the contact's ringing, because another party is rung before. */
	ringsLater?: boolean;
}

/** The canonical event: numbers in E.164 where they parse, only times that can be, nothing undefined in it. */
export function buildEvent(fields: EventFields, { defaultCountry, ringsLater }: Reading = {}): CallEvent {
	const { event, callUuid, direction, from: caller, to: called, ...rest } = fields;
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
		...withDurations(rest),
		...(ringsLater && { ringSeconds: rest.ringSeconds }),
		fromValid: from.valid,
		toValid: to.valid,
		occurredAt: momentOf(rest.occurredAt, rest.receivedAt),
	});
}

/** What a callback tells beside the four events, without anything undefined in it. */
export const buildUpdate = (update: Partial<CallUpdate> & Pick<CallUpdate, 'provider' | 'receivedAt'>): CallUpdate =>
	compact({ ...update, occurredAt: momentOf(update.occurredAt, update.receivedAt) });

/** What the event of a call's present state would say, and the trunk's own word for that state. */
export const snapshot = (status: string, event: CallEvent): CallSnapshot => ({ ...event, status });
