import { readAnsweredBy } from '../../call/answeredBy';
import type { CallDirection, CallEvent } from '../../call/callEvent';
import { possibleTime } from '../../call/possibleTimes';
import { readNumber, readSeconds } from '../../time/readSeconds';
import { readTime } from '../../time/readTime';
import type { EventFields } from './buildEvent';
import type { MappedField } from './mappedFields';
import { asCauseCode, asCauseName, asFields, asInstant, asText } from './payload';

export type Reader = (field: MappedField) => unknown;

/** An answer time that is there and is no time says something: `null`, `0` or year 1 that nobody answered. */
function deniesAnswer(value: unknown): boolean {
	if (value === null || value === '' || value === '0') return true;
	const time = readTime(value);
	return time !== undefined && possibleTime(time) === undefined;
}

const readDuration = (read: Reader): number | undefined =>
	readSeconds(read('durationSeconds')) ?? readSeconds(read('durationMilliseconds'), 'milliseconds');

function readDirection(value: unknown): CallDirection | undefined {
	const word = asText(value) ?? '';
	return /^in/i.test(word) ? 'inbound' : /^out/i.test(word) ? 'outbound' : undefined;
}

const readAttestation = (value: unknown): CallEvent['attestation'] =>
	(['A', 'B', 'C'] as const).find((letter) => letter === asText(value)?.toUpperCase());

/** Every field that the mapping finds in the payload, in our own form. */
export function readMappedFields(read: Reader): Partial<EventFields> {
	const answeredAt = read('answeredAt');
	return {
		legId: asText(read('legId')),
		sessionId: asText(read('sessionId')),
		clientReference: asText(read('clientReference')),
		contactId: asText(read('contactId')),
		metadata: asFields(read('metadata')),
		direction: readDirection(read('direction')),
		from: read('from'),
		to: read('to'),
		initiatedAt: asInstant(read('initiatedAt')),
		answeredAt: asInstant(answeredAt),
		endedAt: asInstant(read('endedAt')),
		ringSeconds: readSeconds(read('ringSeconds')),
		durationSeconds: deniesAnswer(answeredAt) ? 0 : readDuration(read),
		hangupCause: asCauseName(read('hangupCause')),
		sipStatus: readNumber(read('sipStatus')),
		...asCauseCode(read('hangupCauseCode')),
		sipReason: asText(read('sipReason')),
		hangupSource: asText(read('hangupSource')),
		providerStatus: asText(read('providerStatus')),
		answeredBy: readAnsweredBy(read('answeredBy')),
		beepAt: asInstant(read('beepAt')),
		agentDisposition: asText(read('agentDisposition')),
		seatId: asText(read('seatId')),
		agentId: asText(read('agentId')),
		didId: asText(read('didId')),
		recordingUrl: asText(read('recordingUrl')),
		attestation: readAttestation(read('attestation')),
		mos: readNumber(read('mos')),
		price: readNumber(read('price')),
		currency: asText(read('currency')),
	};
}
