import { byPreference, group, hashText, type Grouped, type Hash } from '../../nodes/domain/callerId/rendezvous';
import { berlin } from './ask';

const CONTACTS = 100_000;
/** The 99th percentile of chi-square with 19 degrees of freedom (NIST/SEMATECH e-Handbook, 1.3.6.7.4). */
const CHI_SQUARE_19_AT_1_PERCENT = 36.191;

const withWeights = (weights: number[], count = 20) =>
	berlin(count).map((number, i) => ({ ...hashText(number), number, weight: weights[i % weights.length] }));
const numbers = withWeights([1, 2, 3, 0.5, 7]);
const grouped = group(numbers);

const preferred = (among: Grouped, key: Hash): number => byPreference(among, key).next().value as number;

/** Identifiers as CRMs give them: counted up, or random. */
const contactsOf: Record<string, (seed: number) => (i: number) => string> = {
	counted: (seed) => (i) => `contact_${seed}_${i}`,
	random: (seed) => {
		let state = seed;
		const next = (): string => {
			state = (state + 0x6d2b79f5) | 0;
			let t = Math.imul(state ^ (state >>> 15), 1 | state);
			t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
			return ((t ^ (t >>> 14)) >>> 0).toString(16);
		};
		return () => next() + next();
	},
};

function chiSquare(weighted: typeof numbers, contactOf: (i: number) => string): number {
	const among = group(weighted);
	const calls = weighted.map(() => 0);
	for (let i = 0; i < CONTACTS; i++) calls[preferred(among, hashText(contactOf(i)))] += 1;
	const totalWeight = weighted.reduce((sum, { weight }) => sum + weight, 0);
	return weighted.reduce((sum, { weight }, i) => {
		const expected = (CONTACTS * weight) / totalWeight;
		return sum + (calls[i] - expected) ** 2 / expected;
	}, 0);
}

describe('rendezvous hashing', () => {
	it.each([
		['counted', 'different', numbers],
		['random', 'different', numbers],
		['counted', 'equal', withWeights([1])],
		['random', 'equal', withWeights([1])],
	])(
		'shares 100,000 %s contacts among 20 numbers of %s weights, for at least four of five seeds',
		(kind, _weights, weighted) => {
			const figures = [1, 2, 3, 4, 5].map((seed) => chiSquare(weighted, contactsOf[kind](seed)));
			expect(figures.filter((figure) => figure < CHI_SQUARE_19_AT_1_PERCENT).length).toBeGreaterThanOrEqual(4);
		},
	);

	const keys = Array.from({ length: 20_000 }, (_, i) => hashText(`contact_${i}`));

	it('moves only the contacts of a number that is removed', () => {
		const rest = group(numbers.slice(1));
		const moved = keys.filter((key) => preferred(rest, key) + 1 !== preferred(grouped, key));
		expect(moved.length).toBeGreaterThan(0);
		expect(moved.filter((key) => preferred(grouped, key) !== 0)).toEqual([]);
	});

	it('moves contacts only to a number that is added', () => {
		const more = group([...numbers, { ...hashText('+4930999999'), weight: 2 }]);
		const moved = keys.filter((key) => preferred(more, key) !== preferred(grouped, key));
		expect(moved.length).toBeGreaterThan(0);
		expect(moved.filter((key) => preferred(more, key) !== numbers.length)).toEqual([]);
	});

	it('puts every number in line once', () => {
		const lines = keys.slice(0, 500).map((key) => [...byPreference(grouped, key)].sort((a, b) => a - b));
		expect(lines).toEqual(lines.map(() => numbers.map((_, i) => i)));
	});

	it('takes equal weights for none', () => {
		const [light, heavy] = [1, 5].map((weight) => group(numbers.map((number) => ({ ...number, weight }))));
		expect(keys.filter((key) => preferred(light, key) !== preferred(heavy, key))).toEqual([]);
	});

	// Worked out by a second implementation of the same definition, in Python.
	it.each([
		['contact_1', '+49301000017'],
		['contact_2', '+49301000014'],
		['+442079460958', '+49301000014'],
		['', '+49301000010'],
	])('keeps its answer over releases, so that no contact changes its number with an update: %p', (contact, number) => {
		expect(numbers[preferred(grouped, hashText(contact))].number).toBe(number);
	});

	describe('of ten thousand numbers', () => {
		const many = withWeights([1], 10_000);
		const among = group(many);

		it('shares the contacts evenly', () => {
			const figures = [1, 2, 3, 4, 5].map((seed) => {
				const calls = Array.from({ length: 20 }, () => 0);
				for (let i = 0; i < CONTACTS; i++) calls[preferred(among, hashText(`c${seed}_${i}`)) % 20] += 1;
				const expected = CONTACTS / 20;
				return calls.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
			});
			expect(figures.filter((figure) => figure < CHI_SQUARE_19_AT_1_PERCENT).length).toBeGreaterThanOrEqual(4);
		});

		// By the same second implementation.
		it.each([
			['contact_1', '+49301000707'],
			['contact_2', '+49301002082'],
			['', '+49301009441'],
		])('keeps its answer over releases: %p', (contact, number) => {
			expect(many[preferred(among, hashText(contact))].number).toBe(number);
		});

		it('moves, for a number that is removed, only contacts of the few numbers in its group', () => {
			const rest = group(many.slice(1));
			const siblings = among.members?.find(({ positions }) => positions.includes(0))?.positions ?? [];
			const moved = keys.filter((key) => preferred(rest, key) + 1 !== preferred(among, key));
			expect(siblings).toContain(0);
			expect(siblings.length).toBeLessThan(130);
			expect(moved.filter((key) => !siblings.includes(preferred(among, key)))).toEqual([]);
		});
	});
});
