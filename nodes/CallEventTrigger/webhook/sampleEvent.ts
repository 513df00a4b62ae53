import type { EmittedEvent } from '../emittedEvent';

const secondsBefore = (now: Date, seconds: number): string => new Date(now.getTime() - seconds * 1000).toISOString();

/** A call of three minutes that ended just now. */
export const sampleEvent = (now: Date): EmittedEvent => ({
	event: 'completed',
	callUuid: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
	direction: 'outbound',
	from: '+12025551234',
	to: '+4930123456789',
	provider: 'unlimCall',
	clientReference: 'sample:contact-1042:1',
	contactId: 'contact-1042',
	occurredAt: secondsBefore(now, 0),
	initiatedAt: secondsBefore(now, 203),
	answeredAt: secondsBefore(now, 196),
	endedAt: secondsBefore(now, 0),
	ringSeconds: 7,
	durationSeconds: 196,
	hangupCause: 'normal_clearing',
	hangupCauseCode: 16,
	seatId: 'seat_0481ab',
	didId: 'did_de_1092',
	receivedAt: secondsBefore(now, 0),
	fromValid: true,
	toValid: true,
	eventKey: 'sample',
	late: false,
	update: false,
	redelivered: false,
});
