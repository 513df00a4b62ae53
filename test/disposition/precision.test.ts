/** Precise evidence never gives way, and nothing is connected without evidence of an answer: for any mix of facts. */
import * as fc from 'fast-check';
import { unansweredCall } from './completedCall';
import { mapWith } from './mapWith';

interface Fact {
	field: string;
	value: unknown;
	/** What a call is of which nothing else is known. */
	outcome: string;
}

const facts = (field: string, outcomes: ReadonlyArray<readonly [unknown, string]>): Fact[] =>
	outcomes.map(([value, outcome]) => ({ field, value, outcome }));

/** From ITU-T Q.850, RFC 3261 and the vendors' pages, not from the tables under test. */
const PRECISE: Fact[] = [
	...facts('hangupCauseCode', [
		[1, 'invalidNumber'],
		[17, 'busy'],
		[18, 'noAnswer'],
		[19, 'noAnswer'],
		[20, 'unreachable'],
		[21, 'rejected'],
		[28, 'invalidNumber'],
	]),
	...facts('hangupCause', [
		['user_busy', 'busy'],
		['no_answer', 'noAnswer'],
		['call_rejected', 'rejected'],
		['unallocated_number', 'invalidNumber'],
	]),
	...facts('sipStatus', [
		[404, 'invalidNumber'],
		[480, 'noAnswer'],
		[486, 'busy'],
		[603, 'rejected'],
	]),
	...facts('providerStatus', [
		['busy', 'busy'],
		['no-answer', 'noAnswer'],
		['canceled', 'canceled'],
	]),
];
const VAGUE: Fact[] = [
	...facts('hangupCauseCode', [
		[0, 'unknown'],
		[16, 'unknown'],
		[31, 'unknown'],
		[102, 'unreachable'],
		[127, 'unreachable'],
	]),
	...facts('hangupCause', [
		['normal_clearing', 'unknown'],
		['unspecified', 'unknown'],
	]),
	...facts('sipStatus', [
		[302, 'unknown'],
		[408, 'unreachable'],
		[487, 'canceled'],
		[499, 'unreachable'],
	]),
	...facts('providerStatus', [
		['failed', 'unreachable'],
		['disconnected', 'unknown'],
	]),
];
const DURATION = fc.constantFrom(undefined, 0, 3, 30, 60);
const DETECTION = fc.constantFrom(undefined, 'human', 'machine', 'fax', 'screening', 'unknown');
const ANSWER = fc.constantFrom(
	undefined,
	0,
	'0001-01-01T00:00:00Z',
	'2026-06-04T09:00:00.000Z',
	'2026-06-04T09:14:25.000Z',
);

/** At most one fact of each field. */
const some = (from: readonly Fact[]): fc.Arbitrary<Fact[]> =>
	fc.subarray([...from]).map((chosen) => [...new Map(chosen.map((fact) => [fact.field, fact])).values()]);

const fieldsOf = (chosen: readonly Fact[]): Record<string, unknown> =>
	Object.fromEntries(chosen.map(({ field, value }) => [field, value]));
const outcomeOf = (fields: object): string =>
	mapWith(unansweredCall({ ringSeconds: undefined, endedAt: '2026-06-04T09:14:28.000Z', ...fields })).outcome;
const runs = { numRuns: 2_000 };

it('a call with precise facts is what one of them says, whatever vague facts and durations are added', () => {
	fc.assert(
		fc.property(some(PRECISE), some(VAGUE), DURATION, (precise, vague, durationSeconds) => {
			fc.pre(precise.length > 0);
			const fields = { ...fieldsOf(vague), ...fieldsOf(precise), durationSeconds };
			expect(precise.map(({ outcome }) => outcome)).toContain(outcomeOf(fields));
		}),
		runs,
	);
});

it('adding a precise fact never moves the outcome to that of a vague one, nor to unknown', () => {
	fc.assert(
		fc.property(some(VAGUE), fc.constantFrom(...PRECISE), DURATION, (vague, added, durationSeconds) => {
			const { [added.field]: _replaced, ...before } = fieldsOf(vague);
			expect(outcomeOf({ ...before, durationSeconds, [added.field]: added.value })).toBe(added.outcome);
		}),
		runs,
	);
});

it('a detection or an answer time stands, whatever causes are added', () => {
	const detected: Record<string, string> = {
		human: 'connected',
		machine: 'voicemail',
		fax: 'invalidNumber',
		screening: 'screenedByAssistant',
	};
	fc.assert(
		fc.property(some([...PRECISE, ...VAGUE]), DETECTION, DURATION, (causes, answeredBy, durationSeconds) => {
			fc.pre(answeredBy !== undefined && answeredBy !== 'unknown');
			expect(outcomeOf({ ...fieldsOf(causes), answeredBy, durationSeconds })).toBe(detected[answeredBy as string]);
		}),
		runs,
	);
});

it('nothing is connected without evidence of an answer', () => {
	fc.assert(
		fc.property(
			some([...PRECISE, ...VAGUE]),
			DETECTION,
			ANSWER,
			DURATION,
			(causes, answeredBy, answeredAt, durationSeconds) => {
				const outcome = outcomeOf({ ...fieldsOf(causes), answeredBy, answeredAt, durationSeconds });
				const evidence = [
					answeredBy === 'human',
					answeredAt === '2026-06-04T09:14:25.000Z',
					(durationSeconds ?? 0) > 0,
				];
				if (outcome === 'connected') expect(evidence).toContain(true);
			},
		),
		runs,
	);
});
