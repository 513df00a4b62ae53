/** Every code of the North American Numbering Plan, in service or not: whichever comes next is dialed as its neighbors are. */
import { selectCallerId } from '../../nodes/domain/callerId';
import { callingCodeOf, neighborsOf, overlaysOf, parseNumber } from '../../nodes/domain/phone';
import { countryOfAreaCode, isAssigned } from '../../nodes/domain/phone/areaCodes';
import { CANADA, UNITED_STATES } from '../../nodes/domain/phone/nanpAreas';
import { isInvalid } from '../../nodes/domain/result';
import { checkNumber } from '../../nodes/domain/tollFraud';
import { call, poolOf } from '../callerId/ask';
import { google, regions } from './googleExamples';

/** The first digit is 2 to 9, and N11 codes are services (ATIS-0300055). */
const codes = Array.from({ length: 800 }, (_, i) => String(200 + i)).filter((code) => !code.endsWith('11'));
const numberIn = (code: string, subscriber = '2345678'): string => `+1${code}${subscriber}`;

const NANP = new Set(regions.filter((region) => callingCodeOf(region) === '1'));
const GOOGLES = new Map(
	codes.map((code) => {
		const number = google.parse(numberIn(code), 'ZZ');
		return [code, { region: google.getRegionCodeForNumber(number) ?? undefined, type: google.getNumberType(number) }];
	}),
);
const regionOf = (code: string): string | undefined => GOOGLES.get(code)?.region;
/** Google's types 0 to 2: fixed, mobile, either; -1 is a number that the plan does not have. */
const isGeographic = (code: string): boolean => [0, 1, 2].includes(GOOGLES.get(code)?.type ?? -1);
const unknown = codes.filter((code) => regionOf(code) === undefined);
/** The rest have services, or no subscriber of this number. */
const areas = [...codes.filter(isGeographic), ...unknown];

const read = (text: string, country?: string) => {
	const parsed = parseNumber(text, country);
	if (isInvalid(parsed)) throw new Error(parsed.rule);
	return parsed;
};
const choose = (rows: readonly unknown[], to: string) => {
	const choice = selectCallerId(poolOf(rows), call(to, { strategy: 'first' }) as never);
	return choice.kind === 'choice' ? `${choice.matchedBy} ${choice.entry.number}` : choice.code;
};
const passes = (e164: string, countries: readonly string[]): boolean =>
	!checkNumber('To', e164, { allowedCountries: new Set(countries), specialNumbers: new Set(), sipDomains: [] });

it('is 792 codes, of which Google’s library knows some', () => {
	expect(codes).toHaveLength(792);
	expect(unknown.length).toBeGreaterThan(250);
});

describe.each(['+1 NXX 234 5678', '1-NXX-234-5678', '(NXX) 234-5678'])('written as %s', (style) => {
	it('each is read as its own number, of a country of the plan', () => {
		const wrong = areas.filter((code) => {
			const { e164, country } = read(style.replace('NXX', code), 'US');
			return e164 !== numberIn(code) || !country || !NANP.has(country);
		});
		expect(wrong).toEqual([]);
	});
});

it('each is read in E.164', () => {
	expect(codes.filter((code) => read(numberIn(code)).e164 !== numberIn(code))).toEqual([]);
});

it('each has the country that Google’s library gives it', () => {
	const differing = codes.filter((code) => regionOf(code) && read(numberIn(code)).country !== regionOf(code));
	expect(differing).toEqual([]);
});

it('a row’s prefix serves each', () => {
	const failing = codes.filter((code) => {
		const { country } = read(numberIn(code));
		const rows = [
			{ number: '+12025550100', country, prefixes: '2' },
			{ number: '+14155550100', country, prefixes: code },
		];
		return choose(rows, numberIn(code)) !== 'prefix +14155550100';
	});
	expect(failing).toEqual([]);
});

it.each([
	['that Google’s library knows as an area', codes.filter(isGeographic)],
	['that it does not know', unknown],
])('a number in a code %s serves its own area first', (_which, area) => {
	const failing = area.filter((code) => {
		const own = numberIn(code, '2345679');
		const elsewhere = { number: '+44 20 7946 0100', country: read(own).country };
		return choose([elsewhere, own], numberIn(code)) !== `prefix ${own}`;
	});
	expect(failing).toEqual([]);
});

it('Allowed Countries let each area in with its country, and only with that', () => {
	// 456, 700 and 710 are services: inbound international, carriers, government.
	const wrong = areas.filter((code) => {
		if (/^(456|700|710)$/.test(code)) return false;
		const country = read(numberIn(code)).country as string;
		const others = [...NANP].filter((other) => other !== country);
		return !passes(numberIn(code), [country]) || passes(numberIn(code), [...others, 'DE']);
	});
	expect(wrong).toEqual([]);
});

describe('the table of areas', () => {
	it('has every area of the United States and Canada that Google’s library knows, with its country', () => {
		const areas = codes.filter((code) => isGeographic(code) && ['US', 'CA'].includes(regionOf(code) as string));
		expect(areas.length).toBeGreaterThan(380);
		expect(areas.filter((code) => !isAssigned(code) || countryOfAreaCode(code) !== regionOf(code))).toEqual([]);
	});

	it.each([
		['United States', UNITED_STATES],
		['Canada', CANADA],
	])('names as neighbors only areas that it has: %s', (_country, lines) => {
		const names = lines.map((line) => line.slice(0, 3));
		const neighbors = lines.flatMap((line) => line.split(':')[1]?.trim().split(' ') ?? []);
		expect(new Set(names).size).toBe(lines.length);
		expect(neighbors.filter((name) => !names.includes(name))).toEqual([]);
	});

	/** From the database of the plan's administrator, of 14 September 2026. */
	it.each([
		['713', '281 346 621 832'],
		['465', '347 718 917 929'],
		['917', '212 332 347 465 646 718 929'],
		['942', '416 437 647'],
		['878', '412 724'],
		['412', '878'],
		['604', '236 257 672 778'],
		['825', '368 403 587 780'],
		['273', '367 418 581'],
		['502', '761'],
		['907', ''],
	])('overlays of %s are %s', (code, overlays) => {
		expect([...overlaysOf(code)].sort().join(' ')).toBe(overlays);
	});

	it('borders both ways, and never on itself', () => {
		const assigned = codes.filter(isAssigned);
		for (const code of assigned) {
			expect(neighborsOf(code)).not.toContain(code);
			for (const neighbor of neighborsOf(code))
				expect([...neighborsOf(neighbor), ...overlaysOf(neighbor)]).toContain(code);
		}
	});
});
