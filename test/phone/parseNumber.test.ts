import { numberType, parseNumber, readCountry, toE164OrAsIs } from '../../nodes/domain/phone';
import { isInvalid } from '../../nodes/domain/result';

const e164 = (input: unknown, country?: string): string | undefined => {
	const parsed = parseNumber(input, country);
	return isInvalid(parsed) ? undefined : parsed.e164;
};

describe('a number in any style', () => {
	it.each([
		['E.164', '+442079460958'],
		['spaces', '+44 20 7946 0958'],
		['no-break spaces', '+44\u00a020\u00a07946\u00a00958'],
		['hyphens, dots and parentheses', '+44 (20) 79.46-0958'],
		['trunk prefix in parentheses', '+44 (0)20 7946 0958'],
		['figure and em dashes', '+44‒20—7946—0958'],
		['00 for +', '0044 20 7946 0958'],
		['tel URI', 'tel:+44-20-7946-0958'],
		['tel URI in capitals', 'TEL:+44-20-7946-0958'],
		['tel URI with phone context', 'tel:20-7946-0958;phone-context=+44'],
		['SIP URI', 'sip:+442079460958@gw.example.com;user=phone'],
		['SIPS URI', 'sips:+442079460958@gw.example.com'],
		['name and SIP address', '"Ann, Sales" <sip:+442079460958@gw.example.com>;tag=1'],
		['WhatsApp address', 'whatsapp:+442079460958'],
		['percent-encoded plus', 'tel:%2B442079460958'],
		['full-width forms', '＋４４２０７９４６０９５８'],
		['Arabic-Indic digits', '+٤٤٢٠٧٩٤٦٠٩٥٨'],
		['Devanagari digits', '+४४२०७९४६०९५८'],
		['bidi embedding', '\u202a+44 20 7946 0958\u202c'],
		['isolates and a word joiner', '\u2066+44\u206020 7946 0958\u2069'],
		['a byte order mark', '\ufeff+442079460958'],
		['keycap digits', '+4️⃣4️⃣2️⃣0️⃣7️⃣9️⃣4️⃣6️⃣0️⃣9️⃣5️⃣8️⃣'],
		['a line break at the end', '+442079460958\r\n'],
	])('reads %s', (_style, input) => {
		expect(e164(input)).toBe('+442079460958');
	});

	it.each([
		['national', '020 7946 0958'],
		['national without trunk prefix', '20 7946 0958'],
		['as a whole number', 2079460958],
		['international without plus', '442079460958'],
		['00', '0044 20 7946 0958'],
		['E.164', '+44 20 7946 0958'],
	])('reads %s under its default country', (_style, input) => {
		expect(e164(input, 'gb')).toBe('+442079460958');
	});

	it.each([
		['a number', 442079460958],
		['a bigint', 442079460958n],
	])('reads %s that lost its plus', (_case, input) => {
		expect(e164(input, 'GB')).toBe('+442079460958');
	});

	it("reads the default country's own international prefix", () => {
		expect(e164('011 44 20 7946 0958', 'US')).toBe('+442079460958');
	});

	it('reads 00 where the default country dials another prefix', () => {
		expect(e164('0044 20 7946 0958', 'US')).toBe('+442079460958');
	});

	it('refuses plain digits that are also an international number', () => {
		expect(e164('24762889', 'DE')).toBeUndefined();
	});

	it('falls back to the international reading when the default country has no such number', () => {
		expect(e164('442079460958', 'US')).toBe('+442079460958');
	});

	it.each([
		['+44 20 7946 0958 ext. 12', '12'],
		['+44 20 7946 0958 x12', '12'],
		['+44 20 7946 0958,,12#', '12'],
		['tel:+442079460958;ext=12', '12'],
		['+44 20 7946 0958 доб. 12', '12'],
	])('keeps the extension apart: %s', (input, extension) => {
		expect(parseNumber(input)).toMatchObject({ e164: '+442079460958', extension });
	});
});

describe('what is no number to dial', () => {
	it.each([
		['undefined', undefined],
		['null', null],
		['true', true],
		['an object', { number: '+442079460958' }],
		['an array', ['+442079460958', '+442079460959']],
		['a symbol', Symbol('+442079460958')],
		['a fraction', 4420.5],
		['NaN', NaN],
		['Infinity', Infinity],
		['a negative number', -442079460958],
		['beyond safe integers', 1e21],
		['empty', ''],
		['blanks', '  \u00a0 '],
		['words', 'call me'],
		['a vanity number', '+1-800-FLOWERS'],
		['a national number without default country', '020 7946 0958'],
		['plain digits without default country', '442079460958'],
		['a number inside a sentence', 'call +442079460958 now'],
		['header injection', '+442079460958\r\nX-Injected: 1'],
		['NUL inside', '+44207946\u00000958'],
		['too long', '+4420794609581234567'],
		['sixteen digits, which the library takes for a possible German number', '+4930123456789012'],
		['too short', '+44207'],
		['an unknown calling code', '+999 123 456 789'],
		['an unassigned calling code', '+379 06 698 12345'],
		['a prototype key', '__proto__'],
		['one megabyte of digits', '1'.repeat(1_000_000)],
		['one megabyte of marks', '\u202a'.repeat(1_000_000)],
		['a lone surrogate', '\ud800+442079460958'],
	])('refuses %s with a rule', (_case, input) => {
		const parsed = parseNumber(input);
		expect(parsed).toMatchObject({ kind: 'invalid', rule: expect.stringMatching(/^[A-Z"\d-].*\.$/) });
		expect(parsed).toEqual(parseNumber(input));
	});

	it('does not guess a country from one that does not exist', () => {
		expect(e164('020 7946 0958', 'XX')).toBeUndefined();
	});

	it('refuses a length that the plan does not have', () => {
		expect(parseNumber('+1 212 555 012')).toMatchObject({
			rule: '"+1 212 555 012" has 9 digits after +1, and numbers of +1 have 10: check for a missing or surplus digit.',
		});
	});
});

describe('countries', () => {
	it.each([
		['+44 7911 123456', 'GG'],
		['+44 1534 456789', 'JE'],
		['+44 1624 756789', 'IM'],
		['+7 701 123 4567', 'KZ'],
		['+7 495 123 4567', 'RU'],
		['+39 06 698 12345', 'VA'],
		['+1 876 523 0123', 'JM'],
		['+1 506 234 5678', 'CA'],
		['+1 201 555 0123', 'US'],
		['+1 800 555 0199', 'US'],
		['+358 18 12345678', 'AX'],
		['+61 8 9164 1234', 'CX'],
		['+47 79 12 34 56', 'SJ'],
		['+881 6 1234 5678', undefined],
		['+870 301 234 567', undefined],
		['+800 1234 5678', undefined],
	])('%s is in %s', (input, country) => {
		expect(parseNumber(input)).toMatchObject({ country });
	});

	it.each([
		[' de ', 'DE'],
		['UK', 'GB'],
		['Germany', undefined],
		['', undefined],
		[49, undefined],
		['constructor', undefined],
	])('reads %p as %p', (input, country) => {
		expect(readCountry(input)).toBe(country);
	});
});

describe('number types', () => {
	it.each([
		['+4930123456', 'FIXED_LINE'],
		['+4915123456789', 'MOBILE'],
		['+449012345678', 'PREMIUM_RATE'],
		['+18005550199', 'TOLL_FREE'],
		['+447700900123', undefined],
	])('%s is %s', (number, type) => {
		expect(numberType(number)).toBe(type);
	});
});

describe('validity and type', () => {
	it.each([
		['+4915123456789', 'valid', 'MOBILE'],
		['+449012345678', 'valid', 'PREMIUM_RATE'],
		['+447700900123', 'possible', undefined],
	])('%s is %s, %s', (number, validity, type) => {
		expect(parseNumber(number)).toMatchObject({ validity, type });
	});
});

describe('toE164OrAsIs', () => {
	it.each([
		['+44 20 7946 0958', { number: '+442079460958', valid: true }],
		['anonymous', { number: 'anonymous', valid: false }],
		[17, { number: '17', valid: false }],
		[undefined, { number: '', valid: false }],
	])('turns %p into a number and whether it is one', (input, result) => {
		expect(toE164OrAsIs(input)).toEqual(result);
	});
});
