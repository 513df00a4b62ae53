import type { IDataObject } from 'n8n-workflow';

const START = Date.parse('2026-06-04T09:14:22.000Z');
const iso = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

/** The completed call that UnlimCall publishes: ring 7 s, talk 196 s, cause 16. Tests change one thing. */
export function completedCall(changes: IDataObject = {}): IDataObject {
	return {
		provider: 'unlimCall',
		event: 'completed',
		callUuid: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
		direction: 'outbound',
		from: '+12025551234',
		fromValid: true,
		to: '+4930123456789',
		toValid: true,
		occurredAt: iso(203),
		initiatedAt: iso(0),
		answeredAt: iso(7),
		endedAt: iso(203),
		ringSeconds: 7,
		durationSeconds: 196,
		hangupCause: 'normal_clearing',
		hangupCauseCode: 16,
		seatId: 'seat_0481ab',
		didId: 'did_de_1092',
		receivedAt: iso(204),
		...changes,
	};
}

/** An answered call that rang and talked for so many seconds. */
export function answeredCall(ring: number, talk: number, changes: IDataObject = {}): IDataObject {
	const times = {
		answeredAt: iso(ring),
		endedAt: iso(ring + talk),
		occurredAt: iso(ring + talk),
		ringSeconds: ring,
		durationSeconds: talk,
	};
	return completedCall({ ...times, ...changes });
}

/** A call that nobody answered; it ended 30 s after the INVITE. */
export function unansweredCall(changes: IDataObject = {}): IDataObject {
	const { answeredAt: _answeredAt, hangupCause: _name, hangupCauseCode: _code, ...call } = completedCall();
	return { ...call, endedAt: iso(30), occurredAt: iso(30), ringSeconds: 30, durationSeconds: 0, ...changes };
}
