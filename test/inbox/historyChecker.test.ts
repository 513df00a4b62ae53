import fc from 'fast-check';
import {
	checkHistory,
	type Delivery,
	type Emission,
	type History,
	type Invariant,
} from '../../tooling/testN8n/historyChecker';

const KEYS = ['1:initiated', '1:answered', '1:completed', '2:completed'];

/** Every event delivered twice, acknowledged and emitted once. */
const clean = (): History & { deliveries: Delivery[]; emissions: Emission[] } => ({
	answerWithinMs: 100,
	deliveries: KEYS.flatMap((key, index) => [
		{ key, at: index * 10, status: 200, answeredAfterMs: 5 },
		{ key, at: index * 10 + 5, status: 200, answeredAfterMs: 100 },
	]),
	emissions: KEYS.map((key, index) => ({ key, at: index * 10 + 1 })),
	finished: KEYS,
	inbox: { waiting: 0, emitted: 0, begun: 0, failed: 0, dead: 0, handedOver: 3 },
	outputs: ['nothing secret'],
	canaries: ['hunter2'],
});

const found = (history: History): Array<[Invariant, string, string | undefined]> =>
	checkHistory(history).violations.map(({ invariant, what, key }) => [invariant, what, key]);

test('a clean history has no violation', () => {
	expect(checkHistory(clean())).toEqual({
		violations: [],
		counts: {
			deliveries: 8,
			acknowledged: 4,
			emissions: 4,
			lost: 0,
			duplicated: 0,
			unexpected: 0,
			repeated: 0,
		},
	});
});

test('an empty history has no violation', () => expect(found({ deliveries: [], emissions: [] })).toEqual([]));

describe('a planted loss', () => {
	test('of an event', () => {
		const history = clean();
		history.emissions = history.emissions.filter(({ key }) => key !== '1:answered');
		expect(found(history)).toEqual([['I1', 'lost', '1:answered']]);
		expect(checkHistory(history).counts.lost).toBe(1);
	});
	test('of the call record', () => {
		const history = clean();
		history.emissions = history.emissions.filter(({ key }) => key !== '2:completed');
		expect(found(history)).toEqual([['I6', 'lost', '2:completed']]);
	});
	test('of a run that was begun and never ended well', () => {
		const finished = KEYS.filter((key) => key !== '2:completed');
		expect(found({ ...clean(), finished })).toEqual([['I6', 'lost', '2:completed']]);
	});
	test('is none when nobody looked at the ends of runs', () =>
		expect(found({ ...clean(), finished: undefined })).toEqual([]));
	test.each([500, 503, 404, 199, 300, 'unknown'] as const)('is none when the only answer was %s', (status) => {
		const history = clean();
		history.deliveries.push({ key: '3:completed', at: 50, status });
		expect(found(history)).toEqual([]);
	});
	test('is one when a retry was acknowledged', () => {
		const history = clean();
		history.deliveries.push({ key: '3:completed', at: 50, status: 500 }, { key: '3:completed', at: 60, status: 204 });
		expect(found(history)).toEqual([['I6', 'lost', '3:completed']]);
	});
});

describe('a planted duplicate', () => {
	test('which says nothing of itself', () => {
		const history = clean();
		history.emissions.unshift({ key: '1:completed', at: history.emissions[2].at + 999_999 });
		expect(found(history)).toEqual([['I2', 'duplicated', '1:completed']]);
	});
	test('three items of one key are two violations of one key', () => {
		const history = clean();
		history.emissions.push({ key: '1:completed', at: 30 }, { key: '1:completed', at: 40 });
		expect(found(history)).toHaveLength(2);
		expect(checkHistory(history).counts.duplicated).toBe(1);
	});
	test('is none when the item says that it is a repeat', () => {
		const history = clean();
		history.emissions.push({ key: '1:completed', at: 30, isMarked: true });
		expect(found(history)).toEqual([]);
		expect(checkHistory(history).counts.repeated).toBe(1);
	});
});

describe('an unexpected item', () => {
	test('of an event that nobody sent', () => {
		const history = clean();
		history.emissions.push({ key: '9:completed', at: 50 });
		expect(found(history)).toEqual([['I4', 'unexpected', '9:completed']]);
	});
	test('before its first delivery', () => {
		const history = clean();
		history.emissions[1].at = 9;
		expect(found(history)).toEqual([['I4', 'unexpected', '1:answered']]);
	});
	test.each(['refuse', 'ignore'] as const)('of an event to %s', (due) => {
		const history = clean();
		history.deliveries.push({ key: '9:completed', at: 50, status: due === 'refuse' ? 401 : 200, due });
		expect(found(history)).toEqual([]);
		history.emissions.push({ key: '9:completed', at: 51 });
		expect(found(history)).toEqual([['I4', 'unexpected', '9:completed']]);
	});
	test('a forgery that was acknowledged', () => {
		const history = clean();
		history.deliveries.push({ key: '9:completed', at: 50, status: 200, due: 'refuse' });
		expect(found(history)).toEqual([['I4', 'unexpected', '9:completed']]);
	});
});

test.each(['waiting', 'emitted', 'begun', 'failed', 'dead'])('an event that is %s in the end is stuck', (state) =>
	expect(found({ ...clean(), inbox: { [state]: 1 } })).toEqual([['I3', 'stuck', undefined]]),
);

describe('secrets and answers', () => {
	test('a canary in an output, which the verdict does not repeat', () => {
		const history = { ...clean(), outputs: ['fine', 'password=hunter2&x'] };
		expect(found(history)).toEqual([['I7', 'leaked', undefined]]);
		expect(JSON.stringify(checkHistory(history))).not.toContain('hunter2');
	});
	test.each([
		[{ status: 200, answers: 0 }, true],
		[{ status: 200, answers: 2 }, true],
		[{ status: 200, answeredAfterMs: 101 }, true],
		[{ status: 'unknown', answers: 1 }, true],
		[{ status: 'unknown' }, false],
		[{ status: 200, answeredAfterMs: 100 }, false],
	] as const)('%j is a violation: %s', (answer, isViolation) => {
		const history = clean();
		history.deliveries.push({ key: '1:completed', at: 50, ...answer });
		expect(found(history)).toEqual(isViolation ? [['I8', 'unanswered', '1:completed']] : []);
	});
});

test('every loss and every duplicate planted in a large history is found, and nothing else', () => {
	const planted = fc.array(fc.constantFrom('clean', 'lost', 'duplicated'), { minLength: 1, maxLength: 200 });
	fc.assert(
		fc.property(planted, (fates) => {
			const keys = fates.map((_, index) => `${index}:ringing`);
			const { violations, counts } = checkHistory({
				deliveries: keys.map((key, index) => ({ key, at: index, status: 200 })),
				emissions: fates.flatMap((fate, index) =>
					Array<Emission>(['lost', 'clean', 'duplicated'].indexOf(fate)).fill({
						key: keys[index],
						at: index,
					}),
				),
			});
			const having = (fate: string): string[] => keys.filter((_, index) => fates[index] === fate);
			expect(violations.filter(({ what }) => what === 'lost').map(({ key }) => key)).toEqual(having('lost'));
			expect(violations.filter(({ what }) => what === 'duplicated').map(({ key }) => key)).toEqual(
				having('duplicated'),
			);
			expect(violations).toHaveLength(counts.lost + counts.duplicated);
		}),
		{ seed: 20_261_126, numRuns: 300 },
	);
});
