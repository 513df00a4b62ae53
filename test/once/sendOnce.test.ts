import { settleOpen } from '../../nodes/domain/once/settle';
import type { Once, OnceRecord, Refused } from '../../nodes/domain/once/record';
import { sendOnce, type Means, type Outcome, type Sent } from '../../nodes/domain/once/sendOnce';
import { StoreUnavailable, type CallStore } from '../../nodes/domain/store/callStore';
import { memoryCallStore } from '../store/memoryCallStore';

type Result = Outcome<string, string>;
const DONE: Result = { kind: 'done', result: 'call-1' };
const REFUSED: Result = { kind: 'refused', failure: '401' };
const OPEN: Result = { kind: 'open', failure: '500' };

let now: number;
let store: CallStore;
let neverLeft: Set<string>;
let sends: string[];
let tries: number;
beforeEach(() => {
	now = 0;
	store = memoryCallStore(() => now);
	neverLeft = new Set();
	sends = [];
	tries = 0;
});

const HOUR_MS = 3_600_000;

/** Three tries each, as in n8n, without their pauses. */
const thrice: Means['again'] = async (ask) => await ask().catch(ask).catch(ask);
const means = (by: CallStore): Means => ({
	store: by,
	neverLeft,
	again: thrice,
	untilStored: async (write) => await thrice(write).then(undefined, () => undefined),
});

async function attempt(
	outcome: Result = DONE,
	{ by = store, ...once }: Partial<Once> & { by?: CallStore } = {},
): Promise<Sent<string, string>> {
	const whole: Once = {
		key: 'dial:reference',
		owner: 'execution-1 item-0',
		attempt: `try-${(tries += 1)}`,
		subject: 'contact',
		at: new Date(now).toISOString(),
		windowMs: HOUR_MS,
		...once,
	};
	return await sendOnce<string, string>(means(by), whole, async () => {
		sends.push(whole.owner);
		return outcome;
	});
}
const recordOf = async (): Promise<OnceRecord | undefined> =>
	(await store.read(['dial:reference'])).entries[0]?.value as OnceRecord | undefined;

/** A store that loses the answers to these of its calls, counted over commits and reads: before their effect, or after. */
function losing(inner: CallStore, ...lost: Array<[call: number, when: 'before' | 'after']>): CallStore {
	let calls = 0;
	const faulty = async <T>(step: () => Promise<T>): Promise<T> => {
		const fault = lost.find(([call]) => call === calls)?.[1];
		calls += 1;
		if (fault === 'before') throw new StoreUnavailable('The store is away.');
		const answer = await step();
		if (fault === 'after') throw new StoreUnavailable('The store is away.');
		return answer;
	};
	return {
		...inner,
		commit: async (units) => await faulty(async () => await inner.commit(units)),
		read: async (keys) => await faulty(async () => await inner.read(keys)),
	};
}

const FAULTS = ['before', 'after', 'dies before', 'dies after'] as const;
type Fault = (typeof FAULTS)[number];
const NOTHING = new Promise<never>(() => undefined);

/** A store that dies with its process: what it is asked from then on is never answered. */
function dying(inner: CallStore, faults: ReadonlyMap<number, Fault>, died: () => void): CallStore {
	let calls = 0;
	let isDead = false;
	const faulty = async <T>(step: () => Promise<T>): Promise<T> => {
		if (isDead) return await NOTHING;
		const fault = faults.get(calls);
		calls += 1;
		if (fault === 'before') throw new StoreUnavailable('away');
		if (fault !== 'dies before') {
			const answer = await step();
			if (fault === undefined) return answer;
			if (fault === 'after') throw new StoreUnavailable('away');
		}
		isDead = true;
		died();
		return await NOTHING;
	};
	return {
		...inner,
		commit: async (units) => await faulty(async () => await inner.commit(units)),
		read: async (keys) => await faulty(async () => await inner.read(keys)),
	};
}

describe('a request', () => {
	test('is sent once, and its result is what the next one gets', async () => {
		expect(await attempt()).toEqual({ kind: 'done', at: '1970-01-01T00:00:00.000Z', result: 'call-1' });
		now = 5;
		expect(await attempt()).toEqual({ kind: 'alreadyDone', at: '1970-01-01T00:00:00.000Z', result: 'call-1' });
		expect(await attempt(DONE, { owner: 'somebody else' })).toMatchObject({ kind: 'alreadyDone' });
		expect(sends).toHaveLength(1);
	});

	test('is claimed, and said to have left, before it leaves', async () => {
		const seen: unknown[] = [];
		const once: Once = { key: 'k', owner: 'o', attempt: 'a', subject: 's', at: 'now', windowMs: 1 };
		await sendOnce(means(store), once, async () => {
			seen.push((await store.read(['k'])).entries[0]?.value);
			return DONE;
		});
		expect(seen).toMatchObject([{ state: 'sent', owner: 'o', attempt: 'a' }]);
	});

	test('that stays open is not sent again by anybody', async () => {
		expect(await attempt(OPEN)).toEqual({ kind: 'unsettled', failure: '500' });
		expect(await attempt()).toMatchObject({ kind: 'open' });
		expect(await attempt(DONE, { owner: 'somebody else' })).toMatchObject({ kind: 'open' });
		expect(sends).toHaveLength(1);
	});

	test('that was refused for certain may be sent again, by anybody', async () => {
		await attempt(REFUSED);
		expect(await recordOf()).toBeUndefined();
		expect(await attempt(DONE, { owner: 'somebody else' })).toMatchObject({ kind: 'done' });
	});

	test('that was refused by an answer may be sent again, by anybody, who hears of it', async () => {
		await attempt({ kind: 'refused', failure: '422', byAnswer: true });
		expect(await recordOf()).toMatchObject({ state: 'refused' });
		now = 5;
		const heard: unknown[] = [];
		const once: Once = { key: 'dial:reference', owner: 'o', attempt: 'a', subject: 's', at: 'now', windowMs: HOUR_MS };
		const send = async (refused: Refused | undefined): Promise<Result> => {
			heard.push(refused);
			return heard.length === 1 ? { kind: 'refused', failure: '422', byAnswer: true, hint: 'call-7' } : DONE;
		};
		await sendOnce<string, string>(means(store), once, send);
		expect(await sendOnce<string, string>(means(store), { ...once, owner: 'p' }, send)).toMatchObject({ kind: 'done' });
		expect(heard).toEqual([{ at: '1970-01-01T00:00:00.000Z' }, { at: 'now', hint: 'call-7' }]);
	});

	test('for another subject is a mistake', async () => {
		await attempt();
		expect(await attempt(DONE, { subject: 'another contact' })).toEqual({ kind: 'otherSubject' });
	});

	test('is forgotten when its window is over, by the clock of the store', async () => {
		await attempt(OPEN);
		now = HOUR_MS - 1;
		expect(await attempt()).toMatchObject({ kind: 'open' });
		now = HOUR_MS;
		expect(await attempt()).toMatchObject({ kind: 'done' });
	});

	test('keeps its record no longer than its window', async () => {
		await attempt();
		now = HOUR_MS;
		expect(await store.sweep(10)).toBe(1);
	});

	test('is sent once although a hundred want it at the same time', async () => {
		const all = await Promise.all(
			Array.from({ length: 100 }, async (_, item) => await attempt(DONE, { owner: `${item % 3}` })),
		);
		expect(sends).toHaveLength(1);
		expect(all.filter(({ kind }) => kind === 'done')).toHaveLength(1);
	});
});

/** The first steps of a request in a process that dies at this call of the store, before or after its effect. */
async function diesAt(call: number, when: 'before' | 'after'): Promise<void> {
	let died = (): void => undefined;
	const death = new Promise<void>((resolve) => (died = resolve));
	void attempt(DONE, { by: dying(store, new Map<number, Fault>([[call, `dies ${when}`]]), died) });
	await death;
	neverLeft.clear();
}

describe('a claim of a process that died before its request left', () => {
	beforeEach(async () => {
		await diesAt(1, 'after');
		expect(await recordOf()).toMatchObject({ state: 'claimed' });
	});

	test('is not taken by somebody else', async () => {
		expect(await attempt(DONE, { owner: 'somebody else' })).toMatchObject({ kind: 'open' });
		expect(sends).toEqual([]);
	});

	test('is taken up again by its owner', async () => {
		expect(await attempt()).toMatchObject({ kind: 'done' });
		expect(sends).toHaveLength(1);
	});
});

test('a request of a process that died when it left is open', async () => {
	await diesAt(2, 'after');
	expect(await attempt()).toMatchObject({ kind: 'open' });
	expect(sends).toEqual([]);
});

describe('a store that loses answers', () => {
	test.each<[string, Array<[number, 'before' | 'after']>]>([
		['the claim', [[1, 'after']]],
		[
			'the claim, twice',
			[
				[1, 'after'],
				[3, 'after'],
			],
		],
		['the departure', [[2, 'after']]],
		[
			'the departure, and then the question after it',
			[
				[2, 'after'],
				[4, 'before'],
			],
		],
	])('to %s is asked again, and the request leaves', async (_what, lost) => {
		expect(await attempt(DONE, { by: losing(store, ...lost) })).toMatchObject({ kind: 'done' });
		expect(await attempt()).toMatchObject({ kind: 'alreadyDone' });
		expect(sends).toHaveLength(1);
	});

	const AWAY = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((call): [number, 'before'] => [call, 'before']);

	test.each<[string, [number, 'after'], string]>([
		['the claim', [1, 'after'], 'claimed'],
		['the departure', [2, 'after'], 'sent'],
	])('to %s and stays away: nothing leaves, and the next try of this process sends', async (_what, lost, state) => {
		const by = losing(store, lost, [2, 'before'], ...AWAY);
		expect(await attempt(DONE, { by })).toEqual({ kind: 'unchecked', reason: 'The store is away.' });
		expect(await recordOf()).toMatchObject({ state });
		expect(sends).toEqual([]);
		expect(await attempt()).toMatchObject({ kind: 'done' });
		expect(sends).toHaveLength(1);
	});

	test('and comes back: the reference is given back, and anybody may use it', async () => {
		const by = losing(store, [2, 'after'], [3, 'before'], [4, 'before']);
		expect(await attempt(DONE, { by })).toMatchObject({ kind: 'unchecked' });
		await new Promise(setImmediate);
		expect(await recordOf()).toBeUndefined();
		expect(await attempt(DONE, { owner: 'somebody else' })).toMatchObject({ kind: 'done' });
	});

	test('to the conclusion, for good: the call stays open, never dialed again', async () => {
		const by = losing(store, [3, 'before'], [4, 'before'], [5, 'before']);
		expect(await attempt(DONE, { by })).toMatchObject({ kind: 'done' });
		expect(await attempt()).toMatchObject({ kind: 'open' });
	});

	test('to the conclusion of a refusal: this process knows that it may be sent', async () => {
		await attempt(REFUSED, { by: losing(store, ...AWAY) });
		expect(await recordOf()).toMatchObject({ state: 'sent' });
		expect(await attempt()).toMatchObject({ kind: 'done' });
	});
});

describe('what may be repeated by others', () => {
	const repeatable = { othersMayRepeatAfterMs: 1000 };

	test('is not repeated by its owner', async () => {
		await attempt(DONE, repeatable);
		now = HOUR_MS - 1;
		expect(await attempt(DONE, repeatable)).toMatchObject({ kind: 'alreadyDone' });
	});

	test('is repeated by others at once when it is done', async () => {
		await attempt(DONE, repeatable);
		expect(await attempt(DONE, { ...repeatable, owner: 'somebody else' })).toMatchObject({ kind: 'done' });
	});

	test('is repeated by others only later when it is open', async () => {
		await attempt(OPEN, repeatable);
		now = 999;
		expect(await attempt(DONE, { ...repeatable, owner: 'somebody else' })).toMatchObject({ kind: 'open' });
		now = 1000;
		expect(await attempt(DONE, { ...repeatable, owner: 'somebody else' })).toMatchObject({ kind: 'done' });
	});
});

describe('settling', () => {
	test('gives an open request its result', async () => {
		await attempt(OPEN);
		expect(await settleOpen(store, [{ key: 'dial:reference', result: 'call-7' }])).toEqual([true]);
		expect(await attempt()).toMatchObject({ kind: 'alreadyDone', result: 'call-7' });
	});

	test('gives a request its result that was refused by an answer', async () => {
		await attempt({ kind: 'refused', failure: '422', byAnswer: true });
		expect(await settleOpen(store, [{ key: 'dial:reference', result: 'call-7' }])).toEqual([true]);
		expect(await attempt()).toMatchObject({ kind: 'alreadyDone', result: 'call-7' });
		expect(sends).toHaveLength(1);
	});

	test('changes nothing that is done, claimed or unknown', async () => {
		await attempt();
		await attempt(DONE, {
			key: 'claimed',
			by: losing(store, [1, 'after'], [2, 'before'], [3, 'before'], [4, 'before']),
		});
		const keys = ['dial:reference', 'claimed', 'unknown'];
		expect(
			await settleOpen(
				store,
				keys.map((key) => ({ key, result: 'call-7' })),
			),
		).toEqual([false, false, false]);
		expect(await attempt()).toMatchObject({ result: 'call-1' });
	});

	test('comes before a refusal, and stands', async () => {
		const once: Once = { key: 'k', owner: 'o', attempt: 'a', subject: 's', at: 'now', windowMs: HOUR_MS };
		await sendOnce<string, string>(means(store), once, async () => {
			await settleOpen(store, [{ key: 'k', result: 'by the event' }]);
			return REFUSED;
		});
		expect((await store.read(['k'])).entries[0]?.value).toMatchObject({ state: 'done' });
	});

	test('comes before the conclusion, and stands', async () => {
		const once: Once = { key: 'k', owner: 'o', attempt: 'a', subject: 's', at: 'now', windowMs: HOUR_MS };
		await sendOnce<string, string>(means(store), once, async () => {
			await settleOpen(store, [{ key: 'k', result: 'by the event' }]);
			return { kind: 'open', failure: '500', hint: 'something' };
		});
		expect((await store.read(['k'])).entries[0]?.value).toMatchObject({ state: 'done', result: 'by the event' });
	});
});

/** Whichever answers are lost and whenever the process dies: never two requests, and one in the end where that can be. */
describe('every run of three tries', () => {
	const PLACES = [...Array(8).keys()];
	const plans = PLACES.flatMap((first) =>
		FAULTS.flatMap((fault) => [
			new Map([[first, fault]]),
			...PLACES.filter((second) => second > first).flatMap((second) =>
				FAULTS.map(
					(other) =>
						new Map<number, Fault>([
							[first, fault],
							[second, other],
						]),
				),
			),
		]),
	);

	test.each([
		['done', DONE],
		['open', OPEN],
	] as const)('sends at most once when the trunk says %s', async (_name, outcome) => {
		let sentInTheEnd = 0;
		for (const first of plans) {
			for (const second of [new Map<number, Fault>(), ...plans.filter((_, index) => index % 7 === 0)]) {
				store = memoryCallStore(() => now);
				neverLeft = new Set();
				sends = [];
				let died = false;
				const kinds: string[] = [];
				for (const faults of [first, second, new Map<number, Fault>()]) {
					const outcomes = await new Promise<string>((resolve) => {
						const by = dying(store, faults, () => {
							died = true;
							resolve('died');
						});
						void attempt(outcome, { by }).then(({ kind }) => resolve(kind));
					});
					kinds.push(outcomes);
					if (outcomes === 'died') neverLeft = new Set();
				}
				expect(sends.length).toBeLessThanOrEqual(1);
				// A process that lives loses no call: what it could not send now, it sends when it is asked again.
				if (!died) expect({ first, second, kinds, sends: sends.length }).toMatchObject({ sends: 1 });
				sentInTheEnd += sends.length;
			}
		}
		expect(sentInTheEnd).toBeGreaterThan(1_000);
	});
});
