import { createHash } from 'node:crypto';
import {
	selectWithUsage,
	usageIn,
	type Choice,
	type NoMatch,
	type Pool,
	type Usage,
	type UsageRequest,
} from '../../nodes/domain/callerId';
import type { CallStore } from '../../nodes/domain/store/callStore';
import { memoryCallStore } from '../store/memoryCallStore';
import { inPostgres, inRedis, type TwoProcesses } from '../support/realCallStores';
import { describeWith } from '../support/servers';
import { berlin, call, poolOf } from './ask';

type Subject = Pick<TwoProcesses, 'here' | 'there'>;

const TO = '+49 221 123456';
const numberOf = (result: Choice | NoMatch): string => (result.kind === 'choice' ? result.entry.number : result.code);
const tally = (numbers: readonly string[]): Record<string, number> => {
	const counts: Record<string, number> = {};
	for (const number of numbers) counts[number] = (counts[number] ?? 0) + 1;
	return counts;
};

/** What holds over every store; each test has keys of its own, because it counts on another day and other numbers. */
function usageContract(subject: () => Subject): void {
	let test = 0;
	let numbers: string[];
	let pool: Pool;
	let clock: { ms: number; day: string };
	let usage: Usage;
	let elsewhere: Usage;
	let contacts: number;

	beforeEach(() => {
		test += 1;
		numbers = Array.from({ length: 4 }, (_, i) => `+49302${String(test * 10 + i).padStart(6, '0')}`);
		pool = poolOf(numbers);
		clock = { ms: 1_000_000 + test, day: `day ${test}` };
		const open = (store: CallStore): Usage =>
			usageIn({
				store,
				namespace: 'test',
				pseudonym: (text) => text,
				now: () => clock.ms,
				dayOf: () => clock.day,
			});
		usage = open(subject().here);
		elsewhere = open(subject().there);
		contacts = 0;
	});

	const choose = async (more: Partial<UsageRequest> = {}, over: Usage = usage): Promise<string> =>
		numberOf(await selectWithUsage(pool, call(TO, { contact: `contact_${test}_${contacts++}`, ...more }), over));
	const series = async (count: number, more: Partial<UsageRequest> = {}): Promise<string[]> => {
		const chosen: string[] = [];
		for (let i = 0; i < count; i++) chosen.push(await choose(more));
		return chosen;
	};

	it('round robin gives each number its turn', async () => {
		expect(await series(9, { strategy: 'roundRobin' })).toEqual([...numbers, ...numbers, numbers[0]]);
	});

	it('round robin is fair over two processes at the same time', async () => {
		const both = Array.from({ length: 40 }, (_, i) => choose({ strategy: 'roundRobin' }, i % 2 ? usage : elsewhere));
		expect(tally(await Promise.all(both))).toEqual(Object.fromEntries(numbers.map((number) => [number, 10])));
	});

	it('least recently used takes the number that has rested longest', async () => {
		expect(await series(4, { strategy: 'leastRecentlyUsed' })).toEqual(numbers);
		await choose({ strategy: 'leastRecentlyUsed', exclude: new Set(numbers.slice(1)) });
		expect(await series(4, { strategy: 'leastRecentlyUsed' })).toEqual([
			numbers[1],
			numbers[2],
			numbers[3],
			numbers[0],
		]);
	});

	it('least used today balances what other strategies made uneven, and starts again the next day', async () => {
		for (const _ of [1, 2]) await choose({ strategy: 'first' });
		expect(tally(await series(6, { strategy: 'leastUsedToday' }))).toEqual({
			[numbers[1]]: 2,
			[numbers[2]]: 2,
			[numbers[3]]: 2,
		});
		clock.day += ' after';
		expect(await choose({ strategy: 'leastUsedToday' })).toBe(numbers[0]);
	});

	it.each(['first', 'stable', 'roundRobin', 'leastUsedToday'] as const)(
		'the daily cap holds over two processes at the same time, with strategy %s',
		async (strategy) => {
			const calls = Array.from({ length: 20 }, (_, i) => choose({ strategy, dailyCap: 3 }, i % 2 ? usage : elsewhere));
			expect(tally(await Promise.all(calls))).toEqual({
				...Object.fromEntries(numbers.map((number) => [number, 3])),
				dailyCap: 8,
			});
			clock.day += ' after';
			expect(numbers).toContain(await choose({ strategy, dailyCap: 3 }));
		},
	);

	it('a capped number makes way for the next rule', async () => {
		pool = poolOf([{ number: numbers[0], prefixes: '221' }, numbers[1]]);
		expect(await series(3, { dailyCap: 1 })).toEqual([numbers[0], numbers[1], 'dailyCap']);
	});

	it.each(['stable', 'roundRobin', 'leastRecentlyUsed'] as const)(
		'attempts of one contact visit every number once, with others calling in between and strategy %s',
		async (strategy) => {
			const visited: string[] = [];
			for (let attempt = 1; attempt <= 4; attempt++) {
				visited.push(await choose({ strategy, attempt, contact: `loop_${test}` }, attempt % 2 ? usage : elsewhere));
				for (let i = 0; i < attempt; i++) await choose({ strategy });
			}
			expect([...visited].sort()).toEqual(numbers);
			const fifth = await selectWithUsage(pool, call(TO, { strategy, attempt: 5, contact: `loop_${test}` }), usage);
			expect(fifth).toMatchObject({ kind: 'choice', repeats: true });
		},
	);

	it('attempts stay with the numbers of the country', async () => {
		pool = poolOf([numbers[0], '+431234567']);
		const countryMap = new Map([['DE', 'AT']]);
		const visited: string[] = [];
		for (let attempt = 1; attempt <= 3; attempt++)
			visited.push(await choose({ attempt, countryMap, contact: `stay_${test}` }));
		expect(visited).toEqual([numbers[0], numbers[0], numbers[0]]);
	});

	it('excluded numbers are none to start over with', async () => {
		expect(await choose({ attempt: 2, exclude: new Set(numbers) })).toBe('exhausted');
	});

	it('a new series of attempts may use the numbers again', async () => {
		const twice = async (): Promise<string[]> => [
			await choose({ attempt: 1, contact: `again_${test}` }),
			await choose({ attempt: 2, contact: `again_${test}` }),
		];
		expect(await twice()).toEqual(await twice());
	});

	it('a remembered contact keeps its number when the pool grows, and not when it leaves the pool', async () => {
		const contact = `kept_${test}`;
		const kept = await choose({ remember: true, contact, strategy: 'roundRobin' });
		pool = poolOf([...berlin(50), ...numbers]);
		for (const strategy of ['stable', 'first', 'roundRobin'] as const) {
			expect(await choose({ remember: true, contact, strategy }, elsewhere)).toBe(kept);
		}
		pool = poolOf(numbers.filter((number) => number !== kept));
		expect(await choose({ remember: true, contact })).not.toBe(kept);
	});

	it('the number given as sticky wins over the remembered one', async () => {
		const contact = `both_${test}`;
		await choose({ remember: true, contact, strategy: 'first' });
		expect(await choose({ remember: true, contact, sticky: numbers[3] })).toBe(numbers[3]);
	});

	it('nothing is provisioned elsewhere', async () => {
		expect(numberOf(await selectWithUsage(pool, call('+33 1 42 68 53 00', { strategy: 'roundRobin' }), usage))).toBe(
			'notProvisioned',
		);
	});
}

describe('use remembered in one process', () => {
	const store = memoryCallStore(() => 0);
	usageContract(() => ({ here: store, there: store }));

	it('names no contact and no number in its keys', async () => {
		const request = call(TO, { contact: 'jane@example.com', remember: true, dailyCap: 3 });
		const pseudonym = (text: string): string => createHash('sha256').update(text).digest('hex');
		const usage = usageIn({ store, namespace: 'keys', pseudonym, now: () => 0, dayOf: () => 'today' });
		await selectWithUsage(poolOf(berlin(3)), request, usage);
		const keys = (await store.find('callerId:keys:', { limit: 10 })).map(({ key }) => key);
		expect(keys.length).toBeGreaterThan(1);
		expect(keys.filter((key) => /jane|\+49/.test(key))).toEqual([]);
	});
});

describeWith('Redis', 'use remembered in a real Redis', () => {
	let subject: TwoProcesses;
	beforeAll(() => {
		subject = inRedis();
	});
	afterAll(async () => await subject.close());
	usageContract(() => subject);
});

describeWith('PostgreSQL', 'use remembered in a real PostgreSQL', () => {
	let subject: TwoProcesses;
	beforeAll(async () => {
		subject = await inPostgres();
	});
	afterAll(async () => await subject.close());
	usageContract(() => subject);
});
