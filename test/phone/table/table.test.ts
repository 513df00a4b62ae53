import { cases, FOREIGN_COUNTRIES, judge, numbers, type Case, type Verdict } from './run';
import { STYLES } from './styles';

type Counts = Record<Verdict, number>;

const verdicts = cases.map((one) => ({ ...one, verdict: judge(one) }));

/** Counts of what came out, by what `key` says of a case. */
function countBy(key: (one: Case) => string): Map<string, Counts> {
	const table = new Map<string, Counts>();
	for (const one of verdicts) {
		const counts = table.get(key(one)) ?? { right: 0, refused: 0, wrong: 0 };
		counts[one.verdict] += 1;
		table.set(key(one), counts);
	}
	return table;
}

const refusedShare = ({ right, refused, wrong }: Counts): number => refused / (right + refused + wrong);

/**
 * The most that may be refused, in percent, by style and where the text is read, with the reason. Whatever is not
 * named is never refused.
 */
const BARE_ABROAD =
	'Digits that the default country may have, too, now or soon: +1 646 555 0123 and +64 6 555 0123 are the same ones.';
const NO_COUNTRY = 'Without a default country, digits may be a national number of any country.';
const BARE_AT_HOME = "Digits that are another country's number, when a plus is put before them.";
const LOST_ZERO = 'A number keeps no zero: 345123456 is a mobile number of Italy, and 0345123456 one of Bergamo.';
const ALLOWED: Readonly<Record<string, readonly [percent: number, reason: string]>> = {
	'011 for + | foreign': [0.1, '011 989601 is a number of Turin, too.'],
	'011 for + | none': [100, 'Only America dials 011; in Britain 0114 is Sheffield.'],
	'E.164 without plus | own': [1.1, BARE_AT_HOME],
	'E.164 without plus | foreign': [21.6, BARE_ABROAD],
	'E.164 without plus | none': [100, NO_COUNTRY],
	'E.164 without plus, as a number | own': [1.1, BARE_AT_HOME],
	'E.164 without plus, as a number | foreign': [21.6, BARE_ABROAD],
	'E.164 without plus, as a number | none': [100, NO_COUNTRY],
	'E.164 without plus, with decimals | own': [1.1, BARE_AT_HOME],
	'E.164 without plus, with decimals | foreign': [21.6, BARE_ABROAD],
	'E.164 without plus, with decimals | none': [100, NO_COUNTRY],
	'international without plus | own': [0.1, BARE_AT_HOME],
	'international without plus | foreign': [1.9, BARE_ABROAD],
	'international without plus | none': [100, NO_COUNTRY],
	'international without plus, hyphens | own': [0.1, BARE_AT_HOME],
	'international without plus, hyphens | foreign': [1.9, BARE_ABROAD],
	'international without plus, hyphens | none': [100, NO_COUNTRY],
	'national, digits only | own': [1.6, BARE_AT_HOME],
	'national with slash | own': [1, 'Few digits after a slash are the end of a second number: …0958/59.'],
	'national as a number | own': [3.2, LOST_ZERO],
	'national with decimals | own': [2.2, LOST_ZERO],
	'significant number | own': [2.1, BARE_AT_HOME],
	'significant number as a number | own': [2.7, LOST_ZERO],
};

const byStyle = countBy(({ style, where }) => `${style.name} | ${where}`);
const byRegion = countBy(({ number }) => number.region);

const line = (name: string, { right, refused, wrong }: Counts): string =>
	`${name.padEnd(52)} ${String(right).padStart(6)} right ${String(refused).padStart(6)} refused ${String(wrong).padStart(4)} wrong`;

describe("every number of Google's library in every style, under its own, foreign and no default country", () => {
	afterAll(() => {
		const table = [...byStyle].map(([name, counts]) => line(name, counts));
		const regions = [...byRegion].map(
			([region, { right, refused, wrong }]) => `${region} ${right}/${refused}/${wrong}`,
		);
		const title = `${cases.length.toLocaleString('en')} texts of ${numbers.length} numbers in ${STYLES.length} styles, default countries: own, none, ${FOREIGN_COUNTRIES.join(', ')}`;
		process.stdout.write(`\n${title}\n${table.join('\n')}\nBy region, right/refused/wrong: ${regions.join(', ')}\n`);
	});

	it('is more than a hundred thousand texts, of every region', () => {
		expect(cases.length).toBeGreaterThan(100_000);
		expect(byRegion.size).toBe(246);
	});

	it('is never read as another number', () => {
		const wrong = verdicts
			.filter(({ verdict }) => verdict === 'wrong')
			.map(({ style, number, input, defaultCountry }) => [style.name, number.e164, input, defaultCountry]);
		expect(wrong).toEqual([]);
	});

	it.each([...byStyle.keys()])('%s: is not refused more often than argued', (key) => {
		const [percent] = ALLOWED[key] ?? [0];
		expect(100 * refusedShare(byStyle.get(key) as Counts)).toBeLessThanOrEqual(percent);
	});

	it.each(['E.164 | own', 'E.164 | foreign', 'E.164 | none', 'national | own'])('%s: is never refused', (key) => {
		expect(byStyle.get(key)).toMatchObject({ refused: 0, wrong: 0 });
	});
});
