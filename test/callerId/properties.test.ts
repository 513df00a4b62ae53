import fc from 'fast-check';
import { compilePool, selectCallerId, type Choice, type NoMatch, type Pool } from '../../nodes/domain/callerId';
import { strategies, type StrategyName } from '../../nodes/domain/callerId/strategies';
import { parseNumber } from '../../nodes/domain/phone';
import { call, NOW, poolOf } from './ask';
import { isInvalid } from '../../nodes/domain/result';

/** Few enough countries, prefixes, seats and campaigns that they meet; territories of +1 and +44 among them. */
const STEMS = [
	'+4930100',
	'+4989100',
	'+1212555',
	'+1415555',
	'+1416555',
	'+1876523',
	'+442079460',
	'+441481960',
	'+33142680',
	'+881612345',
];
const numbers = STEMS.flatMap((stem) =>
	[1, 2, 3].map((i) => `${stem}${String(i).padStart(stem.startsWith('+1') ? 4 : 3, '0')}`),
);
const number = fc.constantFrom(...numbers);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const seat = fc.constantFrom('s1', 's2');
const campaign = fc.constantFrom('c1', 'c2');

const row = fc.record({
	number,
	seatId: optional(seat),
	campaign: optional(campaign),
	prefixes: optional(fc.constantFrom('30', '89', '212', '4', '41', '20, 1481')),
	weight: optional(fc.constantFrom(0.5, 1, 3)),
	active: optional(fc.boolean()),
});
const rows = fc.uniqueArray(row, { maxLength: 12, selector: (r) => r.number });
const request = fc.record({
	to: fc.constantFrom(...numbers, '+4921112345', '+16475550199', '+442079469999', '+80012345678', '+447700900123'),
	contact: fc.string({ maxLength: 8 }),
	seatId: optional(seat),
	campaign: optional(campaign),
	sticky: optional(number),
	exclude: fc.array(number, { maxLength: 4 }),
	attempt: fc.integer({ min: 1, max: 6 }),
	lendSeatNumbers: fc.boolean(),
	strategy: fc.constantFrom(...(Object.keys(strategies) as StrategyName[])),
});
type Asked = typeof request extends fc.Arbitrary<infer T> ? T : never;

const choose = (pool: Pool, { to, exclude, ...more }: Asked): Choice | NoMatch =>
	selectCallerId(pool, call(to, { ...more, exclude: new Set(exclude) }) as never);
const numberOf = (result: Choice | NoMatch): string => (result.kind === 'choice' ? result.entry.number : result.code);

const RUNS = { numRuns: 2_000 };

describe('whatever the pool and the call', () => {
	it('the number is in the pool, is not excluded and belongs to no other seat', () => {
		fc.assert(
			fc.property(rows, request, (pool, asked) => {
				const result = choose(poolOf(pool), asked);
				if (result.kind === 'noMatch') return;
				const { entry, tied } = result;
				const chosen = pool.find((r) => r.number === entry.number);
				expect(chosen).toBeDefined();
				expect(chosen?.active).not.toBe(false);
				expect(asked.exclude).not.toContain(entry.number);
				expect(tied).toContain(entry);
				if (!asked.lendSeatNumbers) expect([undefined, asked.seatId]).toContain(chosen?.seatId);
			}),
			RUNS,
		);
	});

	it("an unrelated country's number changes nothing", () => {
		const unrelated = fc.constantFrom('+5491112345678', '+81312345678', '+27111234567');
		fc.assert(
			fc.property(rows, request, unrelated, fc.nat(12), (pool, asked, stranger, at) => {
				const more = [...pool.slice(0, at), { number: stranger }, ...pool.slice(at)];
				const [before, after] = [choose(poolOf(pool), asked), choose(poolOf(more), asked)];
				expect(numberOf(after)).toBe(numberOf(before));
			}),
			RUNS,
		);
	});

	it('the order of the pool changes nothing, but for the strategy that goes by it', () => {
		fc.assert(
			fc.property(
				rows,
				request.filter(({ strategy }) => strategy !== 'first'),
				fc.func(fc.nat()),
				(pool, asked, rank) => {
					const shuffled = [...pool].sort((a, b) => rank(a.number) - rank(b.number));
					expect(numberOf(choose(poolOf(shuffled), asked))).toBe(numberOf(choose(poolOf(pool), asked)));
				},
			),
			RUNS,
		);
	});

	it('removing a number that was not chosen changes no first attempt', () => {
		fc.assert(
			fc.property(rows, request, fc.nat(11), (pool, asked, at) => {
				const first = { ...asked, attempt: 1 };
				const before = choose(poolOf(pool), first);
				fc.pre(before.kind === 'choice' && pool[at] !== undefined && pool[at].number !== before.entry.number);
				const after = choose(poolOf(pool.filter((_, i) => i !== at)), first);
				expect(numberOf(after)).toBe(numberOf(before));
			}),
			RUNS,
		);
	});

	it('attempts repeat no number until the line says that it starts over', () => {
		fc.assert(
			fc.property(rows, request, (pool, asked) => {
				const compiled = poolOf(pool);
				const line: string[] = [];
				for (let attempt = 1; attempt <= 13; attempt++) {
					const result = choose(compiled, { ...asked, attempt });
					if (result.kind === 'noMatch' || result.repeats) break;
					line.push(result.entry.number);
				}
				expect(line.length).toBeLessThan(13);
				expect(new Set(line).size).toBe(line.length);
			}),
			{ numRuns: 500 },
		);
	});

	it('excluding each number chosen ends when none is left', () => {
		fc.assert(
			fc.property(rows, request, (pool, asked) => {
				const compiled = poolOf(pool);
				const used = new Set(asked.exclude);
				for (let attempt = asked.attempt; ; attempt++) {
					const result = choose(compiled, { ...asked, attempt, exclude: [...used] });
					if (result.kind === 'noMatch') break;
					expect(used).not.toContain(result.entry.number);
					used.add(result.entry.number);
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('the same question has the same answer', () => {
		fc.assert(
			fc.property(rows, request, (pool, asked) =>
				expect(choose(poolOf(pool), asked)).toEqual(choose(poolOf(pool), asked)),
			),
			RUNS,
		);
	});
});

const ANYTHING = fc.anything({
	withNullPrototype: true,
	withBigInt: true,
	withDate: true,
	withMap: true,
	withSet: true,
	withBoxedValues: true,
	withObjectString: true,
});

describe('whatever comes in', () => {
	it('a pool compiles, and names each row that it does not use', () => {
		const cell = fc.oneof(ANYTHING, fc.constantFrom('number', '+4930123456', 'yes', '2026-01-01'));
		const wild = fc.oneof(
			ANYTHING,
			fc.dictionary(
				fc.constantFrom(
					'number',
					'country',
					'prefixes',
					'weight',
					'active',
					'validFrom',
					'validTo',
					'label',
					'Seat ID',
				),
				cell,
			),
		);
		fc.assert(
			fc.property(fc.array(wild, { maxLength: 10 }), (pool) => {
				const { entries, problems } = compilePool(pool, { now: NOW, areaCodes: true });
				expect(entries.length + problems.length).toBe(pool.length);
			}),
			RUNS,
		);
	});

	it('a destination is read or refused with a sentence, twice the same', () => {
		const wild = fc.oneof(
			ANYTHING,
			fc.string({ unit: 'binary', maxLength: 30 }),
			fc.bigInt(),
			fc.stringMatching(/^[+0-9 ()-]{0,20}$/),
		);
		fc.assert(
			fc.property(
				wild,
				fc.option(fc.constantFrom('DE', 'US', 'XX', '__proto__'), { nil: undefined }),
				(input, country) => {
					const parsed = parseNumber(input, country);
					expect(parseNumber(input, country)).toEqual(parsed);
					if (isInvalid(parsed)) expect(parsed.rule).toMatch(/\.$/);
					else expect(parsed.e164).toMatch(/^\+[1-9]\d{4,14}$/);
				},
			),
			{ numRuns: 5_000 },
		);
	});
});
