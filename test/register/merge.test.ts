/** Facts may arrive in any order, in any grouping and any number of times. */
import fc from 'fast-check';
import type { CallEvent } from '../../nodes/domain/call/callEvent';
import type { Source } from '../../nodes/domain/register/facts';
import { joinRecords, toldBy, type CallRecord } from '../../nodes/domain/register/record';

const time = fc.integer({ min: 0, max: 5 }).map((s) => new Date(Date.UTC(2026, 5, 4, 9, 14, s)).toISOString());
const number = fc.constantFrom('+12025550143', '+493012345678', 'anonymous');
const leg = fc.record({
	callUuid: fc.constantFrom('a', 'b'),
	party: fc.constantFrom('contact', 'agent', 'thirdParty'),
	to: fc.option(number, { nil: undefined }),
	status: fc.constantFrom('initiated', 'ringing', 'answered', 'user_busy', 'completed'),
	sipStatus: fc.option(fc.constantFrom(200, 486), { nil: undefined }),
});
const fields = fc.record(
	{
		from: number,
		fromValid: fc.boolean(),
		to: number,
		toValid: fc.boolean(),
		initiatedAt: time,
		answeredAt: time,
		endedAt: time,
		durationSeconds: fc.constantFrom(0, 9, 10, 196.5),
		answeredBy: fc.constantFrom('human', 'machine', 'fax', 'screening', 'unknown'),
		metadata: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom(1, '1', null, true)),
		price: fc.oneof(fc.constantFrom(0.01, 2, -1), fc.constantFrom('0.01', '2')),
		recordingStatus: fc.constantFrom('ready', 'absent', 'failed'),
		contactId: fc.constantFrom('contact-1', 'contact-2'),
		legs: fc.array(leg, { maxLength: 2 }),
	},
	{ requiredKeys: [] },
) as fc.Arbitrary<Partial<CallEvent>>;
const source = fc.constantFrom<Source>('placed', 'callback', 'initiated', 'ringing', 'answered', 'completed');
const record = fc
	.tuple(fields, source, fc.nat(9))
	.map(([told, by, since]): CallRecord => ({ ...toldBy(told, by), since }));

const runs = { numRuns: 2_000 };

test('does not depend on the order of two', () => {
	fc.assert(
		fc.property(record, record, (a, b) => expect(joinRecords(a, b)).toEqual(joinRecords(b, a))),
		runs,
	);
});

test('does not depend on the grouping of three', () => {
	fc.assert(
		fc.property(record, record, record, (a, b, c) =>
			expect(joinRecords(joinRecords(a, b), c)).toEqual(joinRecords(a, joinRecords(b, c))),
		),
		runs,
	);
});

test('does not depend on how often something is told', () => {
	fc.assert(
		fc.property(record, record, (a, b) => {
			const both = joinRecords(a, b);
			expect(joinRecords(both, a)).toEqual(both);
			expect(joinRecords(both, b)).toEqual(both);
			expect(joinRecords(both, both)).toEqual(both);
		}),
		runs,
	);
});

test('does not depend on the order of any number', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(record, fc.double()), { minLength: 1, maxLength: 8 }), (told) => {
			const inOrder = told.map(([one]) => one);
			const shuffled = [...told].sort(([, a], [, b]) => a - b).map(([one]) => one);
			expect(shuffled.reduce(joinRecords)).toEqual(inOrder.reduce(joinRecords));
		}),
		runs,
	);
});
