import { CALL_EVENT_NAMES, type CallEvent, type CallEventName } from '../../call/callEvent';
import { normalizeCallUuid } from '../../call/callUuid';
import { ignored, invalid, type Invalid } from '../../result';
import { readNumber, readSeconds } from '../../time/readSeconds';
import { buildEvent, snapshot } from './buildEvent';
import { withDurations } from './callTimes';
import { asCauseCode, asCauseName, asFields, asInstant, asText, own, readPath, type Fields } from './payload';
import type { CallSnapshot, Delivery, EventReading } from '../provider';

/** What a payload can tell, by the name of our field. */
export const MAPPED_FIELDS = [
	'event',
	'callUuid',
	'clientReference',
	'contactId',
	'metadata',
	'direction',
	'from',
	'to',
	'occurredAt',
	'initiatedAt',
	'answeredAt',
	'endedAt',
	'durationSeconds',
	'durationMilliseconds',
	'hangupCause',
	'hangupCauseCode',
	'sipStatus',
	'hangupSource',
	'providerStatus',
	'agentDisposition',
	'seatId',
	'agentId',
	'didId',
	'recordingUrl',
] as const;
type MappedField = (typeof MAPPED_FIELDS)[number];

/** Where each field stands in the payload: names joined by dots, e.g. `data.call.id`. */
export type FieldPaths = Readonly<Partial<Record<MappedField, string>>>;

/** The provider's words for the four events; `*` stands for every other word, and for none. */
type EventWords = ReadonlyMap<string, CallEventName>;

export interface Mapping {
	provider: string;
	paths: FieldPaths;
	words: EventWords;
}

export const isEventName = (value: unknown): value is CallEventName =>
	CALL_EVENT_NAMES.includes(value as CallEventName);

type Reader = (field: MappedField) => unknown;

const readerOf =
	(body: Fields, paths: FieldPaths): Reader =>
	(field) => {
		const path = paths[field];
		return path ? readPath(body, path) : undefined;
	};

function readTimes(read: Reader) {
	return withDurations({
		initiatedAt: asInstant(read('initiatedAt')),
		answeredAt: asInstant(read('answeredAt')),
		endedAt: asInstant(read('endedAt')),
		durationSeconds: readSeconds(read('durationSeconds')) ?? readSeconds(read('durationMilliseconds'), 'milliseconds'),
	});
}

function toEvent(provider: string, event: CallEventName, callUuid: string, read: Reader, receivedAt: Date): CallEvent {
	const { initiatedAt, answeredAt, endedAt, ...durations } = readTimes(read);
	const momentOf = { initiated: initiatedAt, ringing: undefined, answered: answeredAt, completed: endedAt };
	const sipStatus = readNumber(read('sipStatus'));
	return buildEvent({
		provider,
		event,
		callUuid,
		clientReference: asText(read('clientReference')),
		contactId: asText(read('contactId')),
		metadata: asFields(read('metadata')),
		direction: /^in/i.test(asText(read('direction')) ?? '') ? 'inbound' : 'outbound',
		from: read('from'),
		to: read('to'),
		occurredAt: momentOf[event] ?? asInstant(read('occurredAt')),
		initiatedAt,
		answeredAt,
		endedAt,
		...durations,
		hangupCause: asCauseName(read('hangupCause')),
		...(sipStatus !== undefined && { sipStatus }),
		...asCauseCode(read('hangupCauseCode')),
		hangupSource: asText(read('hangupSource')),
		providerStatus: asText(read('providerStatus')),
		agentDisposition: asText(read('agentDisposition')),
		seatId: asText(read('seatId')),
		agentId: asText(read('agentId')),
		didId: asText(read('didId')),
		recordingUrl: asText(read('recordingUrl')),
		receivedAt: receivedAt.toISOString(),
	});
}

/** The event of a payload whose fields stand where the mapping says. */
export function readMappedEvent({ body, receivedAt }: Delivery, { provider, paths, words }: Mapping): EventReading {
	const fields = asFields(body);
	if (!fields) return invalid('The body must be one JSON object with the fields of one call event.');
	const read = readerOf(fields, paths);
	const word = asText(read('event'));
	const event = words.get(word ?? '*') ?? words.get('*');
	if (event === undefined && word === undefined)
		return invalid(`The field ${paths.event} with the event's name is missing.`);
	if (event === undefined) return ignored(`The event ${String(word).slice(0, 64)} is not one of a call.`);
	const callUuid = normalizeCallUuid(read('callUuid'));
	if (callUuid === undefined)
		return invalid(`The field ${paths.callUuid} is missing or unusable, so the event belongs to no call.`);
	return { kind: 'event', event: toEvent(provider, event, callUuid, read, receivedAt) };
}

/** A call as it stands, from an answer with the same fields as the events; `data` around it is unwrapped. */
export function readMappedCall(
	body: unknown,
	receivedAt: Date,
	{ provider, paths, words }: Mapping,
): CallSnapshot | Invalid {
	const outer = asFields(body);
	const fields = asFields(outer && own(outer, 'data')) ?? outer;
	if (!fields) return invalid("The trunk's answer is no JSON object, so the call cannot be read from it.");
	const read = readerOf(fields, paths);
	const callUuid = normalizeCallUuid(read('callUuid'));
	if (callUuid === undefined) return invalid(`The trunk's answer holds no ${paths.callUuid}.`);
	const word = asText(read('event'));
	const reached = asInstant(read('endedAt')) ? 'completed' : asInstant(read('answeredAt')) ? 'answered' : 'initiated';
	const event = words.get(word ?? '') ?? reached;
	return snapshot(asText(own(fields, 'status')) ?? word ?? event, toEvent(provider, event, callUuid, read, receivedAt));
}
