import fc from 'fast-check';
import { CALL_EVENT_NAMES, type CallEvent, type CallEventName } from '../../nodes/domain/call/callEvent';
import { eventKey, fingerprint } from '../../nodes/domain/inbox/key';

const SCOPE = { workflowId: 'workflow', nodeId: 'node' };
const EVENT: CallEvent = {
	provider: 'unlimCall',
	event: 'completed',
	callUuid: '7f2c7a1e-3d5b-4a8e-9c64-0f6f0f1f9d10',
	direction: 'outbound',
	from: '+442079460958',
	fromValid: true,
	to: '+14155550100',
	toValid: true,
	occurredAt: '2026-11-20T10:00:00.000Z',
	durationSeconds: 12.5,
	metadata: { contact: { id: 7, tags: ['a', 'b'] }, campaign: 'x' },
	receivedAt: '2026-11-20T10:00:01.000Z',
};
const print = fingerprint(EVENT);

describe('eventKey', () => {
	const key = (
		scope = SCOPE,
		call: { provider: string; callUuid: string } = EVENT,
		event: CallEventName = 'completed',
	) => eventKey(scope, call, event);

	test('names everything that makes an event one of its kind', () => {
		expect(key()).toBe('workflow:node:unlimCall:7f2c7a1e-3d5b-4a8e-9c64-0f6f0f1f9d10:completed');
		const others = [
			key({ ...SCOPE, workflowId: 'other' }),
			key({ ...SCOPE, nodeId: 'other' }),
			key(SCOPE, { ...EVENT, provider: 'other' }),
			key(SCOPE, { ...EVENT, callUuid: 'other' }),
			...CALL_EVENT_NAMES.filter((name) => name !== 'completed').map((name) => key(SCOPE, EVENT, name)),
		];
		expect(new Set([key(), ...others]).size).toBe(others.length + 1);
	});
	test('is injective: no two different inputs share a key', () => {
		const text = fc.oneof(fc.constantFrom('a', ':', '%', 'a:b', '%3A', '', ' '), fc.string({ maxLength: 5 }));
		const inputs = fc.tuple(text, text, text, text);
		const keyOf = ([workflowId, nodeId, provider, callUuid]: string[]) =>
			eventKey({ workflowId, nodeId }, { provider, callUuid }, 'completed');
		fc.assert(
			fc.property(inputs, inputs, (a, b) =>
				expect(keyOf(a) === keyOf(b)).toBe(a.every((part, index) => part === b[index])),
			),
			{ seed: 20_261_125, numRuns: 5_000 },
		);
	});
});

describe('fingerprint', () => {
	test('is the same for another delivery of the same event', () => {
		const again = {
			...EVENT,
			receivedAt: '2026-11-20T11:00:00.000Z',
			raw: { a: 1 },
			eventKey: 'k',
			late: true,
			update: true,
			dedupe: 'checked',
		};
		expect(fingerprint(again)).toBe(print);
		expect(print).toMatch(/^[\w-]{43}$/);
	});
	test.each(
		Object.entries({
			to: '+14155550101',
			durationSeconds: 12,
			metadata: {},
			recordingUrl: 'https://x',
			occurredAt: '2026-11-20T10:00:00.001Z',
		}),
	)('is another when %s says something else', (field, value) =>
		expect(fingerprint({ ...EVENT, [field]: value })).not.toBe(print),
	);
	test('does not depend on the order of fields, at any depth', () => {
		const reversed = (value: unknown): unknown =>
			typeof value === 'object' && value !== null && !Array.isArray(value)
				? Object.fromEntries(
						Object.entries(value)
							.reverse()
							.map(([name, held]) => [name, reversed(held)]),
					)
				: value;
		expect(fingerprint(reversed(EVENT) as CallEvent)).toBe(print);
	});
	test('depends on the order of a list', () =>
		expect(fingerprint({ ...EVENT, metadata: { contact: { id: 7, tags: ['b', 'a'] }, campaign: 'x' } })).not.toBe(
			print,
		));
	test('takes a field without a value for no field, as JSON does between the door and the worker', () => {
		const sparse = { ...EVENT, seatId: undefined, metadata: { ...EVENT.metadata, extra: undefined } };
		expect(fingerprint(sparse)).toBe(print);
		expect(fingerprint(JSON.parse(JSON.stringify(sparse)) as CallEvent)).toBe(print);
	});
	test('leaves out the time of arrival where the trunk sent no time', () => {
		const at = (time: string): CallEvent => ({ ...EVENT, event: 'ringing', occurredAt: time, receivedAt: time });
		expect(fingerprint(at('2026-11-20T10:00:00.000Z'))).toBe(fingerprint(at('2026-11-20T10:00:30.000Z')));
	});
});
