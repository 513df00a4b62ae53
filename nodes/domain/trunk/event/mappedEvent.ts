import { CALL_EVENT_NAMES, type CallEventName } from '../../call/callEvent';
import { normalizeCallUuid } from '../../call/callUuid';
import { ignored, invalid, type Invalid } from '../../result';
import { buildEvent, buildUpdate, snapshot, type EventFields } from './buildEvent';
import type { FieldPaths } from './mappedFields';
import { asFields, asInstant, asText, own, readPath, type Fields } from './payload';
import { readMappedFields, type Reader } from './readMappedFields';
import type { CallSnapshot, Delivery, EventReading } from '../provider';

/** The provider's words for the four events; `*` stands for every other word, and for none. */
type EventWords = ReadonlyMap<string, CallEventName>;

export interface Mapping {
	provider: string;
	paths: FieldPaths;
	words: EventWords;
	/** ISO 3166-1 alpha-2 of numbers without a calling code. */
	defaultCountry?: string;
}

export const isEventName = (value: unknown): value is CallEventName =>
	CALL_EVENT_NAMES.includes(value as CallEventName);

const readerOf =
	(body: Fields, paths: FieldPaths): Reader =>
	(field) => {
		const path = paths[field];
		return path ? readPath(body, path) : undefined;
	};

/** What a trunk reports after a call has ended, without ending it: a recording, a transcript, a price. */
const AFTER_THE_CALL = /record|transcri|machine|amd|summary|insight|cost|price|rating/i;

/** `call.failed` is `failed`: the event's name says how the call ended where no field does. */
const wordOf = (name: string): string => name.replace(/^calls?[._-]/i, '');

const momentOf = (event: CallEventName, { initiatedAt, answeredAt, endedAt }: Partial<EventFields>) =>
	({ initiated: initiatedAt, ringing: undefined, answered: answeredAt, completed: endedAt })[event];

function toFields(event: CallEventName, read: Reader): Partial<EventFields> {
	const { durationSeconds, ...fields } = readMappedFields(read);
	return {
		...fields,
		occurredAt: momentOf(event, fields) ?? asInstant(read('occurredAt')),
		...(event === 'completed' && { durationSeconds }),
	};
}

/** The event of a payload whose fields stand where the mapping says. */
export function readMappedEvent({ body, receivedAt }: Delivery, mapping: Mapping): EventReading {
	const { provider, paths, words, defaultCountry } = mapping;
	const fields = asFields(body);
	if (!fields) return invalid('The body must be one JSON object with the fields of one call event.');
	const read = readerOf(fields, paths);
	const word = asText(read('event'));
	const named = words.get(word ?? '*') ?? words.get('*');
	if (named === undefined && word === undefined)
		return invalid(`The field ${paths.event} with the event's name is missing.`);
	const callUuid = normalizeCallUuid(read('callUuid'));
	const ends = !AFTER_THE_CALL.test(word ?? '') && asInstant(read('endedAt')) !== undefined;
	const event = named ?? (ends ? 'completed' : undefined);
	const identity = { provider, callUuid, receivedAt: receivedAt.toISOString() };
	if (event === undefined) {
		const name = String(word).slice(0, 64);
		if (callUuid === undefined) return ignored(`The event ${name} is not one of a call.`);
		const { from: _from, to: _to, ...update } = readMappedFields(read);
		return {
			kind: 'callUpdate',
			name,
			update: buildUpdate({ ...update, ...identity, occurredAt: asInstant(read('occurredAt')) }),
		};
	}
	if (callUuid === undefined)
		return invalid(`The field ${paths.callUuid} is missing or unusable, so the event belongs to no call.`);
	const told = toFields(event, read);
	const providerStatus = told.providerStatus ?? (named ? undefined : wordOf(String(word)));
	return {
		kind: 'event',
		event: buildEvent({ ...told, ...identity, callUuid, event, providerStatus }, { defaultCountry }),
	};
}

/** A call as it stands, from an answer with the same fields as the events; `data` around it is unwrapped. */
export function readMappedCall(
	body: unknown,
	receivedAt: Date,
	{ provider, paths, words, defaultCountry }: Mapping,
): CallSnapshot | Invalid {
	const outer = asFields(body);
	const fields = asFields(outer && own(outer, 'data')) ?? outer;
	if (!fields) return invalid("The trunk's answer is not a JSON object, so the call cannot be read from it.");
	const read = readerOf(fields, paths);
	const callUuid = normalizeCallUuid(read('callUuid'));
	if (callUuid === undefined) return invalid(`The trunk's answer contains no ${paths.callUuid}.`);
	const word = asText(read('event'));
	const reached = asInstant(read('endedAt')) ? 'completed' : asInstant(read('answeredAt')) ? 'answered' : 'initiated';
	const event = words.get(word ?? '') ?? reached;
	const identity = { provider, event, callUuid, receivedAt: receivedAt.toISOString() };
	return snapshot(
		asText(own(fields, 'status')) ?? word ?? event,
		buildEvent({ ...toFields(event, read), ...identity }, { defaultCountry }),
	);
}
