/** Oracle: Google's own library and metadata. */
import { checkNumber, type DialPolicy, type SpecialNumber } from '../../nodes/domain/tollFraud';
import { googleExamples } from '../phone/googleExamples';
import { costlyExamples, costlySamples, isInNewArea, isOrdinary, mistyped, overdialed } from './ranges';

const policy = (change: Partial<DialPolicy> = {}): DialPolicy => ({
	allowedCountries: new Set(),
	specialNumbers: new Set(),
	sipDomains: [],
	...change,
});
const passes = (e164: string, change?: Partial<DialPolicy>): boolean =>
	checkNumber('To', e164, policy(change)) === undefined;

describe('without opt-in', () => {
	it('dials none of the costly numbers of any plan', () => {
		expect(costlyExamples.length).toBeGreaterThan(290);
		expect(costlyExamples.filter((e164) => passes(e164))).toEqual([]);
	});

	it('dials none of the random numbers of the costly ranges', () => {
		const samples = costlySamples(40);
		expect(samples.length).toBeGreaterThan(11_000);
		expect(samples.filter((e164) => passes(e164))).toEqual([]);
	});

	it('dials none of them with digits too many, unless that is another, ordinary number', () => {
		const texts = [...costlyExamples, ...costlySamples(4)].flatMap(overdialed);
		expect(texts.length).toBeGreaterThan(8_000);
		expect(texts.filter((e164) => passes(e164) && !isOrdinary(e164))).toEqual([]);
	});

	it('dials a mistyped one only where that is another, ordinary number', () => {
		const texts = costlyExamples.flatMap(mistyped);
		expect(texts.length).toBeGreaterThan(30_000);
		const dialed = texts.filter((e164) => passes(e164) && !isOrdinary(e164) && !isInNewArea(e164));
		// Botswana's landlines in 50 and 60: the newer of the two libraries knows them.
		expect(dialed).toEqual(['+2675012345', '+2676012345']);
	});

	it('dials the ordinary numbers of every plan', () => {
		const ordinary = googleExamples.filter(({ e164 }) => isOrdinary(e164));
		expect(ordinary.length).toBeGreaterThan(950);
		const refused = ordinary.filter(({ e164 }) => !passes(e164)).map(({ region, type }) => `${region} ${type}`);
		// Benin's and Zimbabwe's are no longer in the plan, as the newer of the two libraries knows; Australia's are satellite telephones.
		expect([...new Set(refused)].sort()).toEqual([
			'AU VOIP',
			'BJ UAN',
			'BJ VOIP',
			'CC VOIP',
			'CX VOIP',
			'ZW FIXED_LINE',
			'ZW FIXED_LINE_OR_MOBILE',
		]);
	});

	it.each([
		['+12025550143', true],
		['+12029761234', false],
		['+12025551212', false],
		['+61147123456', false],
		['+8001234567890', false],
	])('%s: %s', (e164, expected) => expect(passes(e164)).toBe(expected));
});

describe('with an opt-in', () => {
	const OF_KIND: Array<[SpecialNumber, string]> = [
		['premiumRate', '+499001234567'],
		['premiumRate', '+19002345678'],
		['sharedCost', '+491801234567'],
		['personal', '+447012345678'],
		['pager', '+447640123456'],
		['globalNetwork', '+881612345678'],
		['globalNetwork', '+979123456789'],
		['unknown', '+493'.padEnd(16, '1')],
	];

	it.each(OF_KIND)('%s: dials %s, and with all the others it does not', (kind, e164) => {
		const others = OF_KIND.map(([other]) => other).filter((other) => other !== kind);
		expect(passes(e164, { specialNumbers: new Set([kind]) })).toBe(true);
		expect(passes(e164, { specialNumbers: new Set(others) })).toBe(false);
	});

	it('to unknown numbers, a costly number with digits too many stays costly', () => {
		const unknown = { specialNumbers: new Set<SpecialNumber>(['unknown']) };
		expect(passes('+4990012345678', unknown)).toBe(false);
		const inCountries = costlyExamples.filter((e164) => !/^\+(8[0-8]|979)/.test(e164));
		const dialed = inCountries.flatMap(overdialed).filter((e164) => passes(e164, unknown) && !isOrdinary(e164));
		expect(dialed).toEqual([]);
	});

	it('Allowed Countries holds all the same', () => {
		const german = { allowedCountries: new Set(['DE']), specialNumbers: new Set<SpecialNumber>(['premiumRate']) };
		expect(passes('+499001234567', german)).toBe(true);
		expect(passes('+19002345678', german)).toBe(false);
	});
});
