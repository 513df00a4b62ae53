import * as fc from 'fast-check';
import { isInvalid } from '../../nodes/domain/result';
import { CALL_EVENT_NAMES } from '../../nodes/domain/call/callEvent';
import { mapCall, NEXT_ACTIONS, OUTCOMES, type MapSettings } from '../../nodes/domain/disposition';
import { CAUSES } from '../../nodes/domain/disposition/causes/findCauses';
import { answeredCall, unansweredCall } from './completedCall';
import { mapWith, settingsWith } from './mapWith';

const settings = (): MapSettings[] => [
	settingsWith(),
	settingsWith({ durationUnit: 'milliseconds', timeZone: 'Pacific/Apia' }, { vocabulary: 'hubSpot' }),
];

const anything = fc.oneof(
	fc.anything({ withDate: true, withBigInt: true, withNullPrototype: true }),
	fc.string(),
	fc.double(),
	fc.constant(undefined),
);
const cause = fc.oneof(
	fc.integer({ min: -10, max: 1_000 }),
	fc.constantFrom(
		...CAUSES.flatMap(({ code, freeswitch, asterisk, meaning }) => [code, freeswitch, asterisk, meaning]),
	),
	fc.string().map((text) => `Q.850;cause=${text}`),
	anything,
);
const moment = fc.oneof(
	fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
	fc.date({ noInvalidDate: true }).map(Number),
	anything,
);
const FIELDS = {
	callUuid: fc.oneof(fc.uuid(), anything),
	event: fc.oneof(fc.constantFrom(...CALL_EVENT_NAMES), anything),
	direction: anything,
	from: anything,
	to: anything,
	occurredAt: moment,
	initiatedAt: moment,
	answeredAt: moment,
	endedAt: moment,
	receivedAt: moment,
	ringSeconds: fc.oneof(fc.nat(60), anything),
	durationSeconds: fc.oneof(fc.nat(300), anything),
	hangupCause: cause,
	hangupCauseCode: cause,
	sipStatus: cause,
	sipReason: cause,
	providerStatus: cause,
	answeredBy: fc.oneof(fc.constantFrom('human', 'machine'), anything),
	agentDisposition: anything,
	attempt: anything,
	metadata: anything,
	usedCallerIds: anything,
};
const item = fc.record(FIELDS, { requiredKeys: [] });

describe('mapping is', () => {
	it('total: whatever the item, a verdict of the known kinds or one sentence, and never an exception', () => {
		fc.assert(
			fc.property(
				fc.oneof(item, fc.dictionary(fc.string(), anything)),
				fc.constantFrom(...settings()),
				(fields, each) => {
					const mapped = mapCall(fields, each);
					if (isInvalid(mapped)) return mapped.rule.length > 0;
					expect(OUTCOMES).toContain(mapped.outcome);
					expect(NEXT_ACTIONS).toContain(mapped.nextAction);
					expect(typeof mapped.record.callUuid).toBe('string');
					for (const time of [
						mapped.nextActionAt,
						mapped.record.initiatedAt,
						mapped.record.answeredAt,
						mapped.record.endedAt,
					]) {
						if (time !== undefined) expect(new Date(String(time)).toISOString()).toBe(time);
					}
					return true;
				},
			),
			{ numRuns: 3_000 },
		);
	});

	it('deterministic, and leaves the item as it is', () => {
		fc.assert(
			fc.property(item, fc.constantFrom(...settings()), (fields, each) => {
				const frozen = Object.freeze(fields);
				expect(mapCall(frozen, each)).toEqual(mapCall(frozen, each));
			}),
			{ numRuns: 500 },
		);
	});

	it('the same whatever else the item holds', () => {
		const others = fc.dictionary(
			fc.string().map((name) => `other ${name}`),
			fc.jsonValue(),
		);
		fc.assert(
			fc.property(fc.nat(127), others, (hangupCauseCode, more) => {
				const call = unansweredCall({ hangupCauseCode });
				expect(mapWith({ ...more, ...call })).toEqual(mapWith(call));
			}),
			{ numRuns: 200 },
		);
	});
});

const seconds = fc.integer({ min: 0, max: 120_000 }).map((ms) => ms / 1000);
const pair = fc.tuple(seconds, seconds).map(([a, b]): readonly [number, number] => [Math.min(a, b), Math.max(a, b)]);
const outcomeWith = (thresholds: Parameters<typeof settingsWith>[0], ring: number, talk: number) =>
	mapWith(answeredCall(ring, talk), settingsWith(thresholds)).outcome;

describe('rules are monotone:', () => {
	it('a wider voicemail window loses no voicemail', () => {
		fc.assert(
			fc.property(pair, pair, seconds, ([wideFrom, from], [to, wideTo], talk) => {
				const isVoicemail = (voicemailFromSeconds: number, voicemailToSeconds: number) =>
					outcomeWith({ voicemailFromSeconds, voicemailToSeconds }, 7, talk) === 'voicemail';
				return !isVoicemail(from, to) || isVoicemail(wideFrom, wideTo);
			}),
		);
	});

	it('a more generous fast disconnect loses none', () => {
		fc.assert(
			fc.property(pair, pair, seconds, seconds, ([answer, laterAnswer], [talk, longerTalk], ring, talked) => {
				const isScreened = (fastAnswerSeconds: number, fastTalkSeconds: number) =>
					outcomeWith({ fastAnswerSeconds, fastTalkSeconds }, ring, talked) === 'screened';
				return !isScreened(answer, talk) || isScreened(laterAnswer, longerTalk);
			}),
		);
	});

	it('a higher limit for review adds no review, and a longer call loses none', () => {
		fc.assert(
			fc.property(pair, pair, ([limit, higher], [talk, longer]) => {
				const isReviewed = (reviewOverSeconds: number, talked: number) =>
					mapWith(answeredCall(7, talked, { answeredBy: 'human' }), settingsWith({ reviewOverSeconds })).nextAction ===
					'managerReview';
				return (
					(!isReviewed(higher, talk) || isReviewed(limit, talk)) &&
					(!isReviewed(limit, talk) || isReviewed(limit, longer))
				);
			}),
		);
	});

	it('a longer ring never turns no answer into unreachable', () => {
		fc.assert(
			fc.property(pair, seconds, ([ring, longer], rangFromSeconds) => {
				const isNoAnswer = (rang: number) =>
					mapWith(
						unansweredCall({ initiatedAt: undefined, ringSeconds: rang, hangupCauseCode: 102 }),
						settingsWith({ rangFromSeconds }),
					).outcome === 'noAnswer';
				return !isNoAnswer(ring) || isNoAnswer(longer);
			}),
		);
	});

	it('more business days, or more holidays, never bring a callback forward', () => {
		const day = fc.integer({ min: 1, max: 28 });
		fc.assert(
			fc.property(fc.nat(20), fc.array(day), fc.nat(1_000_000), (callbackBusinessDays, days, second) => {
				const endedAt = new Date(Date.UTC(2026, 5, 1) + second * 1000).toISOString();
				const callback = (options: Parameters<typeof settingsWith>[0]) =>
					mapWith(unansweredCall({ hangupCauseCode: 18, endedAt }), settingsWith(options)).callbackAt as string;
				const holidays = days.map((date) => `2026-06-${String(date).padStart(2, '0')}`);
				const usual = callback({ callbackBusinessDays });
				expect(callback({ callbackBusinessDays: callbackBusinessDays + 1 }) > usual).toBe(true);
				expect(callback({ callbackBusinessDays, holidays }) >= usual).toBe(true);
			}),
		);
	});
});
