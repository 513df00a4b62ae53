import { byPreference, hashText, pack, preferred } from '../../nodes/domain/callerId/rendezvous';
import { berlin } from './ask';

const CONTACTS = 100_000;
/** The 99th percentile of chi-square with 19 degrees of freedom (NIST/SEMATECH e-Handbook, 1.3.6.7.4). */
const CHI_SQUARE_19_AT_1_PERCENT = 36.191;

const withWeights = (weights: number[]) =>
	berlin(20).map((number, i) => ({ ...hashText(number), number, weight: weights[i % weights.length] }));
const numbers = withWeights([1, 2, 3, 0.5, 7]);
const packed = pack(numbers);

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
	const among = pack(weighted);
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
		const rest = pack(numbers.slice(1));
		const moved = keys.filter((key) => preferred(rest, key) + 1 !== preferred(packed, key));
		expect(moved.length).toBeGreaterThan(0);
		expect(moved.filter((key) => preferred(packed, key) !== 0)).toEqual([]);
	});

	it('moves contacts only to a number that is added', () => {
		const more = pack([...numbers, { ...hashText('+4930999999'), weight: 2 }]);
		const moved = keys.filter((key) => preferred(more, key) !== preferred(packed, key));
		expect(moved.length).toBeGreaterThan(0);
		expect(moved.filter((key) => preferred(more, key) !== numbers.length)).toEqual([]);
	});

	it.each([
		['by weight', packed],
		['alike', { hashes: packed.hashes }],
	])('puts first in line the number that it prefers, %s', (_how, among) => {
		expect(keys.slice(0, 2_000).filter((key) => byPreference(among, key)[0] !== preferred(among, key))).toEqual([]);
	});

	it('takes equal weights for none', () => {
		const [light, heavy] = [1, 5].map((weight) => pack(numbers.map((number) => ({ ...number, weight }))));
		expect(keys.filter((key) => preferred(light, key) !== preferred(heavy, key))).toEqual([]);
	});

	// Worked out by a second implementation of the same definition, in Python.
	it.each([
		['contact_1', '+49301000017'],
		['contact_2', '+49301000014'],
		['+442079460958', '+49301000014'],
		['', '+49301000010'],
	])('keeps its answer over releases, so that no contact changes its number with an update: %p', (contact, number) => {
		expect(numbers[preferred(packed, hashText(contact))].number).toBe(number);
	});
});
