import { byPreference, hashText, preferred } from '../../nodes/shared/callerId/rendezvous';
import { berlin } from './ask';

const CONTACTS = 100_000;
/** The 99th percentile of chi-square with 19 degrees of freedom (NIST/SEMATECH e-Handbook, 1.3.6.7.4). */
const CHI_SQUARE_19_AT_1_PERCENT = 36.191;

const numbers = berlin(20).map((number, i) => ({ ...hashText(number), number, weight: [1, 2, 3, 0.5, 7][i % 5] }));
const weightOf = ({ weight }: { weight: number }): number => weight;
const totalWeight = numbers.reduce((sum, { weight }) => sum + weight, 0);

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

function chiSquare(contactOf: (i: number) => string): number {
	const calls = new Map<string, number>();
	for (let i = 0; i < CONTACTS; i++) {
		const { number } = preferred(numbers, hashText(contactOf(i)), weightOf);
		calls.set(number, (calls.get(number) ?? 0) + 1);
	}
	return numbers.reduce((sum, { number, weight }) => {
		const expected = (CONTACTS * weight) / totalWeight;
		return sum + ((calls.get(number) ?? 0) - expected) ** 2 / expected;
	}, 0);
}

describe('rendezvous hashing', () => {
	it.each(Object.keys(contactsOf))('shares 100,000 %s contacts among 20 numbers by weight, for at least four of five seeds', (kind) => {
		const figures = [1, 2, 3, 4, 5].map((seed) => chiSquare(contactsOf[kind](seed)));
		expect(figures.filter((figure) => figure < CHI_SQUARE_19_AT_1_PERCENT).length).toBeGreaterThanOrEqual(4);
	});

	const keys = Array.from({ length: 20_000 }, (_, i) => hashText(`contact_${i}`));

	it('moves only the contacts of a number that is removed', () => {
		const [removed, ...rest] = numbers;
		const moved = keys.filter((key) => preferred(rest, key, weightOf) !== preferred(numbers, key, weightOf));
		expect(moved.length).toBeGreaterThan(0);
		expect(moved.filter((key) => preferred(numbers, key, weightOf) !== removed)).toEqual([]);
	});

	it('moves contacts only to a number that is added', () => {
		const added = { ...hashText('+4930999999'), number: '+4930999999', weight: 2 };
		const moved = keys.filter((key) => preferred([...numbers, added], key, weightOf) !== preferred(numbers, key, weightOf));
		expect(moved.length).toBeGreaterThan(0);
		expect(moved.filter((key) => preferred([...numbers, added], key, weightOf) !== added)).toEqual([]);
	});

	it('puts first in line the number that it prefers', () => {
		const differing = keys.slice(0, 2_000).filter((key) => byPreference(numbers, key, weightOf)[0] !== preferred(numbers, key, weightOf));
		expect(differing).toEqual([]);
	});

	// Worked out by a second implementation of the same definition, in Python.
	it.each([
		['contact_1', '+49301000017'],
		['contact_2', '+49301000014'],
		['+442079460958', '+49301000014'],
		['', '+49301000010'],
	])('keeps its answer over releases, so that no contact changes its number with an update: %p', (contact, number) => {
		expect(preferred(numbers, hashText(contact), weightOf).number).toBe(number);
	});
});
