/** A month of calls from a pool of ten numbers, a thousand times, with seeded randomness. */
import { judge } from '../../nodes/domain/numberHealth/judge';
import { addDays, type Counts, type NumberRecord } from '../../nodes/domain/numberHealth/record';
import { answeredOf, seeded } from './support';

const FIRST = '2026-01-01';
/** Days of history before the month. */
const BEFORE = 14;
const MONTH = 30;
const NUMBERS = 10;
const CALLS_A_DAY = 400;

interface Simulated {
	seed: number;
	/** The day of the month on which the first number falls to 12 %. */
	fallsOn?: number;
	/** How the whole pool does on a day, as a factor. */
	weather?: (day: number) => number;
}

/** @returns on which days of the month which numbers went to rest, and the least numbers in use */
function month({ seed, fallsOn = Infinity, weather = () => 1 }: Simulated) {
	const random = seeded(seed);
	const pool: NumberRecord[] = Array.from({ length: NUMBERS }, () => ({ days: {} }));
	const rested: Array<{ number: number; day: number }> = [];
	let fewest = NUMBERS;
	for (let day = -BEFORE; day < MONTH; day += 1) {
		const today = addDays(FIRST, day);
		const inUse = pool.filter(({ rest }) => !rest || rest.until <= today);
		fewest = Math.min(fewest, inUse.length);
		// Looked at before the first call of the day, and after the last.
		for (const calls of [0, CALLS_A_DAY]) {
			for (const [number, record] of pool.entries()) {
				if (calls === 0 || !inUse.includes(record)) continue;
				const rate = (number === 0 && day >= fallsOn ? 0.12 : 0.2) * weather(day);
				const counts: Counts = { calls, answered: answeredOf(calls, rate, random), short: 0, rejected: 0 };
				pool[number] = { ...record, days: { ...record.days, [today]: counts } };
			}
			if (day < 0) continue;
			for (const [number, rest] of judge(pool, today).entries()) {
				if (!rest) continue;
				pool[number] = { ...pool[number], rest };
				rested.push({ number, day });
			}
		}
		if (day >= fallsOn + 2) break;
	}
	return { rested, fewest };
}

test('a number that falls from 20 % to 12 % rests within two days, in at least 95 % of the months', () => {
	let found = 0;
	for (let seed = 1; seed <= 1_000; seed += 1) {
		const fallsOn = seed % 10;
		const { rested } = month({ seed, fallsOn });
		if (rested.some(({ number, day }) => number === 0 && day >= fallsOn && day <= fallsOn + 2)) found += 1;
	}
	expect(found).toBeGreaterThanOrEqual(950);
}, 120_000);

test.each([
	['as they always were', undefined],
	['on good and bad days of the whole pool', (day: number) => [1, 0.7, 1.2, 0.9, 1.1, 0.6, 0.8][(day + BEFORE) % 7]],
])(
	'of numbers that do %s at most 1 %% rest in a month',
	(_title, weather) => {
		const MONTHS = 200;
		let rests = 0;
		let fewest = NUMBERS;
		for (let seed = 1; seed <= MONTHS; seed += 1) {
			const simulated = month({ seed: seed + 10_000, weather });
			rests += simulated.rested.length;
			fewest = Math.min(fewest, simulated.fewest);
		}
		expect(rests / (MONTHS * NUMBERS)).toBeLessThanOrEqual(0.01);
		expect(fewest).toBeGreaterThanOrEqual(NUMBERS / 2);
	},
	120_000,
);
