/** Lines and agents as their module describes them, by a clock that the test moves. */
import { setAgentState } from '../../nodes/domain/lines/agent';
import { countLines } from '../../nodes/domain/lines/count';
import { endLine, giveLineBack, renewLine } from '../../nodes/domain/lines/free';
import { scopeKey, type LineLimit } from '../../nodes/domain/lines/record';
import { takeLine, type LineRequest } from '../../nodes/domain/lines/take';
import type { CallStore } from '../../nodes/domain/store/callStore';
import { memoryCallStore } from '../store/memoryCallStore';
import { ACCOUNT, endOf } from './support/ends';

const TRUNK: LineLimit = { kind: 'trunk', key: scopeKey(ACCOUNT, 'trunk'), atMost: 2 };
const SEAT: LineLimit = { kind: 'seat', key: scopeKey(ACCOUNT, 'seat', 'seat_1'), atMost: 1 };
const LEASE = 60_000;

let now: number;
let store: CallStore;
beforeEach(() => {
	now = 1_000_000;
	store = memoryCallStore(() => now);
});

const take = async (id: string, limits = [TRUNK], more: Partial<LineRequest> = {}) =>
	await takeLine(store, { id, limits, leaseMs: LEASE, ...more }, ACCOUNT);
const live = async (limit = TRUNK) => (await countLines(store, [limit.key], ACCOUNT))[0];
/** Place Call has the trunk's answer. */
const placed = async (id: string) =>
	await store.commit([[{ key: id, value: { state: 'done', result: { callUuid: `call of ${id}` } } }]]);
/** The event of the call's end has arrived. */
const completed = async (id: string) => await store.commit([[endOf(`call of ${id}`, now)]]);

describe('a limit', () => {
	test('is never passed, and says what is full', async () => {
		expect(await take('a')).toEqual({ kind: 'taken' });
		expect(await take('b')).toEqual({ kind: 'taken' });
		expect(await take('c')).toEqual({ kind: 'full', by: 'trunk', live: 2, overdue: [] });
	});

	test('of zero lets no call through', async () => {
		expect(await take('a', [{ ...TRUNK, atMost: 0 }])).toMatchObject({ kind: 'full' });
	});

	test('counts an attempt once, however often it asks', async () => {
		await take('a');
		expect(await take('a')).toEqual({ kind: 'taken' });
		expect(await live()).toMatchObject({ live: 1 });
	});

	test('of one scope takes no line of the others', async () => {
		await take('a', [SEAT]);
		expect(await take('b', [TRUNK, SEAT])).toMatchObject({ kind: 'full', by: 'seat', agent: 'onCall' });
		expect(await live()).toMatchObject({ live: 0 });
	});

	test('that was lowered keeps new calls out until enough have ended', async () => {
		await take('a');
		await take('b');
		await giveLineBack(store, 'a', [TRUNK]);
		expect(await take('c', [{ ...TRUNK, atMost: 1 }])).toMatchObject({ kind: 'full' });
	});
});

describe('a line is freed', () => {
	beforeEach(async () => {
		await take('a');
		await take('b');
	});

	test('by the end of its call', async () => {
		await placed('a');
		await completed('a');
		expect(await live()).toMatchObject({ live: 1 });
		expect(await take('c')).toEqual({ kind: 'taken' });
		expect(await take('d')).toMatchObject({ kind: 'full' });
	});

	test("by an end that arrived before the trunk's answer", async () => {
		await completed('a');
		expect(await take('c')).toMatchObject({ kind: 'full' });
		await placed('a');
		expect(await take('c')).toEqual({ kind: 'taken' });
	});

	test('by a refusal, without a wrap-up', async () => {
		await take('s', [SEAT], { wrapUpMs: 30_000 });
		await giveLineBack(store, 's', [SEAT]);
		await giveLineBack(store, 'a', [TRUNK, SEAT]);
		expect(await live(SEAT)).toEqual({ live: 0, agent: 'available' });
		expect(await take('c')).toEqual({ kind: 'taken' });
	});

	test('by its lease, not a moment before', async () => {
		now += LEASE - 1;
		expect(await take('c')).toMatchObject({ kind: 'full' });
		now += 1;
		expect(await take('c')).toEqual({ kind: 'taken' });
	});
});

describe('a line of a trunk without a time limit', () => {
	test('is asked about when its lease is over, and renewed or freed by the answer', async () => {
		const limits = [{ ...TRUNK, atMost: 1 }];
		await take('a', limits, { ask: true });
		now += LEASE;
		expect(await take('b', limits)).toMatchObject({ kind: 'full', overdue: ['a'] });
		await renewLine(store, 'a', limits, LEASE);
		expect(await take('b', limits)).toMatchObject({ kind: 'full', overdue: [] });
		await endLine(store, 'a', limits);
		expect(await take('b', limits)).toEqual({ kind: 'taken' });
	});

	test('is free after a day that nobody could say anything', async () => {
		await take('a', [{ ...TRUNK, atMost: 1 }], { ask: true });
		now += LEASE + 86_400_000;
		expect(await take('b', [{ ...TRUNK, atMost: 1 }])).toEqual({ kind: 'taken' });
	});
});

describe('an agent', () => {
	test('gets no second call', async () => {
		await take('a', [SEAT]);
		expect(await take('b', [SEAT])).toMatchObject({ kind: 'full', by: 'seat', agent: 'onCall' });
	});

	test('wraps up after a call, from its end on', async () => {
		await take('a', [SEAT], { wrapUpMs: 30_000 });
		await placed('a');
		await completed('a');
		now += 29_999;
		expect(await take('b', [SEAT])).toMatchObject({ agent: 'wrappingUp' });
		expect(await live(SEAT)).toEqual({ live: 0, agent: 'wrappingUp', until: 1_030_000 });
		now += 1;
		expect(await take('b', [SEAT])).toEqual({ kind: 'taken' });
	});

	test.each(['paused', 'onCall', 'wrappingUp'] as const)('who is %s gets no call, until available', async (state) => {
		await setAgentState(store, SEAT.key, state);
		expect(await take('a', [SEAT])).toMatchObject({ kind: 'full', agent: state });
		await setAgentState(store, SEAT.key, 'available');
		expect(await take('a', [SEAT])).toEqual({ kind: 'taken' });
	});

	test('is available by itself after the time that was set', async () => {
		await setAgentState(store, SEAT.key, 'paused', 5_000);
		now += 5_000;
		expect(await take('a', [SEAT])).toEqual({ kind: 'taken' });
	});

	test('who pauses during a call is paused after it', async () => {
		await take('a', [SEAT], { wrapUpMs: 1_000 });
		await setAgentState(store, SEAT.key, 'paused');
		await endLine(store, 'a', [SEAT]);
		now += 10_000;
		expect(await live(SEAT)).toEqual({ live: 0, agent: 'paused' });
	});

	test('who is said to be available still has the call', async () => {
		await take('a', [SEAT]);
		await setAgentState(store, SEAT.key, 'available');
		expect(await take('b', [SEAT])).toMatchObject({ agent: 'onCall' });
	});
});
