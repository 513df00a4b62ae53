import { PhoneNumberType, ShortNumberInfo } from 'google-libphonenumber';
import { mainCountry, parseNumber, readCountry } from '../../nodes/domain/phone';
import { google, googleExamples, nonGeographicExamples, regions } from './googleExamples';
import { isInvalid } from '../../nodes/domain/result';

const read = (text: string, country?: string) => {
	const parsed = parseNumber(text, country);
	return isInvalid(parsed) ? parsed : { country: parsed.country, e164: parsed.e164 };
};
const expected = ({ country, e164 }: { country?: string; e164: string }) => ({ country, e164 });

describe("Google's own library as oracle", () => {
	it('has examples of every region and of all types', () => {
		expect(googleExamples.length).toBeGreaterThan(1_300);
		expect(new Set(googleExamples.map(({ region }) => region)).size).toBe(245);
	});

	it.each(['e164', 'international', 'rfc3966'] as const)('finds the same country and number in %s style', (style) => {
		const all = [...googleExamples, ...nonGeographicExamples];
		const differing = all.filter(
			(example) => JSON.stringify(read(example[style])) !== JSON.stringify(expected(example)),
		);
		expect(differing).toEqual([]);
	});

	it('reads national style under the region as default country', () => {
		const differing = googleExamples.filter(
			(example) => JSON.stringify(read(example.national, example.region)) !== JSON.stringify(expected(example)),
		);
		expect(differing).toEqual([]);
	});

	it('agrees on the type of every number that both plans know', () => {
		const differing = googleExamples.flatMap(({ e164, region, type }) => {
			const parsed = parseNumber(e164);
			if (isInvalid(parsed) || parsed.validity !== 'valid') return [`${region} ${type} ${e164}`];
			return google.getNumberType(google.parse(e164)) === PhoneNumberType[parsed.type as string] ? [] : [e164];
		});
		// Benin's plan of November 2024, Zimbabwe's and Botswana's: our library's metadata is the younger. Of two patterns
		// that both match +290 8999, each library asks another one first.
		expect([...new Set(differing)]).toEqual([
			'BJ VOIP +22985751234',
			'BJ UAN +22981123456',
			'+26779101234',
			'+2908999',
			'ZW FIXED_LINE +2631312345',
			'ZW FIXED_LINE_OR_MOBILE +2631312345',
		]);
	});

	it('agrees on the main country of every calling code', () => {
		const differing = google.getSupportedCallingCodes().filter((code) => {
			const country = google.getRegionCodeForCountryCode(code);
			return mainCountry(String(code)) !== (country === '001' ? undefined : country);
		});
		expect(differing).toEqual([]);
	});

	it('knows every region as a country', () => {
		expect(regions.filter((region) => readCountry(region.toLowerCase()) !== region)).toEqual([]);
	});
});

describe('emergency numbers and short codes', () => {
	const short = new ShortNumberInfo();
	const upToThreeDigits = Array.from({ length: 1_000 }, (_, i) => [String(i), String(i).padStart(3, '0')]).flat();

	it('are never read as a number to dial, in any region', () => {
		const emergency = regions.flatMap((region) =>
			upToThreeDigits.filter((digits) => short.isEmergencyNumber(digits, region)).map((digits) => [digits, region]),
		);
		expect(emergency.length).toBeGreaterThan(500);
		expect(emergency.filter(([digits, region]) => !isInvalid(parseNumber(digits, region)))).toEqual([]);
	});

	it.each([
		['112', 'DE'],
		['911', 'US'],
		['999', 'GB'],
		['000', 'AU'],
		['116117', 'DE'],
		['118118', 'GB'],
		['112', undefined],
		[112, undefined],
		['tel:112', 'DE'],
		['１１２', 'DE'],
	])('are told apart from numbers that are wrong: %s in %s', (input, country) => {
		expect(parseNumber(input, country)).toMatchObject({ kind: 'invalid', code: 'shortCode' });
	});

	it.each(['+49112', '+49 110', '+1911', '+44999', '0049112'])('are refused under a calling code too: %s', (input) => {
		expect(isInvalid(parseNumber(input, undefined))).toBe(true);
	});
});
