import * as fc from 'fast-check';
import { mergeRecords, readRecord, toColumns } from '../../nodes/domain/disposition';

const time = fc.constantFrom(
	'2026-06-04T09:14:22.000Z',
	'2026-06-04T09:14:29.000Z',
	'2026-06-04T09:17:45.000Z',
	'2026-06-05T00:00:00.000Z',
	'never',
);
const word = fc.constantFrom('a', 'b', 'a\nb', 'z');
const nextAction = fc.constantFrom('none', 'managerReview', 'redial', 'smsFollowUp', 'meeting', 'Call back');
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Partial rows of one call, with every kind of conflict. */
const row = fc
	.record({
		call_uuid: fc.constant('A3F7C291-4B8E-4D2A-9C1F-08D7B3E4F6A2'),
		'Initiated At': optional(time),
		answered_at: optional(time),
		endedAt: optional(time),
		ring_seconds: optional(fc.oneof(fc.nat(60), fc.constant('12'), fc.constant('long'))),
		durationSeconds: optional(fc.nat(300)),
		attempt: optional(fc.constantFrom(1, 2, 10, '9')),
		contact_id: optional(word),
		outcome: optional(fc.constantFrom('unknown', 'connected', 'busy')),
		outcome_reason: optional(fc.constantFrom('answered', 'agentDisposition', 'userRule')),
		disposition: optional(word),
		next_action: optional(nextAction),
		next_action_at: optional(time),
		tag: optional(word),
		agent_disposition: optional(word),
		agent_disposition_at: optional(time),
		agent_notes: optional(word),
		answered_by: optional(fc.constantFrom('human', 'machine', 'machine_start', 'screening', 'unknown', 'purple')),
		custom: optional(fc.jsonValue({ maxDepth: 2 })),
	})
	.map((fields) => readRecord(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))));

describe('merging records, whatever the order', () => {
	const rows = fc.array(row, { minLength: 1, maxLength: 6 });
	const RUNS = { numRuns: 500 };

	it('is commutative', () => {
		fc.assert(
			fc.property(
				rows.chain((records) =>
					fc.tuple(
						fc.constant(records),
						fc.shuffledSubarray(records, { minLength: records.length, maxLength: records.length }),
					),
				),
				([records, shuffled]) => {
					expect(mergeRecords(shuffled)).toEqual(mergeRecords(records));
				},
			),
			RUNS,
		);
	});

	it('is associative', () => {
		fc.assert(
			fc.property(rows, rows, rows, (a, b, c) => {
				const whole = mergeRecords([...a, ...b, ...c]);
				expect(mergeRecords([mergeRecords([...a, ...b]), ...c])).toEqual(whole);
				expect(mergeRecords([...a, mergeRecords([...b, ...c])])).toEqual(whole);
				expect(mergeRecords([mergeRecords(a), mergeRecords(b), mergeRecords(c)])).toEqual(whole);
			}),
			RUNS,
		);
	});

	it('is idempotent, also through a table', () => {
		fc.assert(
			fc.property(rows, fc.constantFrom('snakeCase' as const, 'titleCase' as const), (records, style) => {
				const merged = mergeRecords(records);
				expect(mergeRecords([...records, ...records])).toEqual(merged);
				const { custom, ...ours } = merged;
				const stored = readRecord({ ...toColumns(ours, style), ...(custom !== undefined && { custom }) });
				expect(mergeRecords([stored, ...records])).toEqual(merged);
			}),
			RUNS,
		);
	});

	it('reads and merges rows of anything', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.dictionary(
						fc.oneof(
							fc.string(),
							fc.constantFrom('call_uuid', 'ended_at', 'outcome', 'next_action', 'agent_notes', '__proto__'),
						),
						fc.jsonValue(),
					),
				),
				(tables) => {
					const merged = mergeRecords(tables.map(readRecord));
					expect(mergeRecords([...tables].reverse().map(readRecord))).toEqual(merged);
				},
			),
			RUNS,
		);
	});

	it('changes none of the records that it is given', () => {
		fc.assert(
			fc.property(rows, (records) => {
				const before = structuredClone(records);
				mergeRecords(records);
				expect(records).toEqual(before);
			}),
			{ numRuns: 200 },
		);
	});
});
