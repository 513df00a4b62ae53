import { isInvalid } from '../../nodes/domain/result';
import { parseNumber } from '../../nodes/domain/phone';
import { google, regions } from './googleExamples';
import { PhoneNumberFormat, PhoneNumberType } from 'google-libphonenumber';

const read = (input: unknown, country?: string) => {
	const parsed = parseNumber(input, country);
	return isInvalid(parsed) ? parsed.code : parsed.e164;
};

describe('digits without plus', () => {
	// The ranges of German mobile numbers: https://www.bundesnetzagentur.de/Mobilfunk, "Rufnummern für Mobile Dienste".
	const GERMAN_MOBILE = [
		...['1511', '1512', '1514', '1515', '1516', '1517', '1520', '1521', '1522', '1523', '1525', '1570', '1573', '1575'],
		...['1577', '1578', '1579', '1590', '160', '162', '163', '170', '171', '172', '173', '174', '175', '176', '177'],
		...['178', '179'],
	];
	it.each(GERMAN_MOBILE)('that begin with 49 are a German mobile number, not one of Leer: 49 %s', (range) => {
		const digits = `49${range}3920000`;
		expect(read(digits, 'DE')).toBe(`+${digits}`);
	});

	it('of other countries are not German numbers', () => {
		const numbers = regions.flatMap((region) => {
			const number = google.getExampleNumberForType(region, PhoneNumberType.MOBILE);
			return number ? [google.format(number, PhoneNumberFormat.E164)] : [];
		});
		expect(numbers.length).toBeGreaterThan(230);
		const wrong = numbers.filter((number) => ![number, 'ambiguous'].includes(read(number.slice(1), 'DE')));
		expect(wrong).toEqual([]);
	});

	it.each(['12025550143', '1-202-555-0143', '1 202 555 0143', 12025550143])(
		'are the same number with and without punctuation: %p',
		(input) => {
			expect(read(input, 'IN')).toBe('+12025550143');
		},
	);

	it('that may be two numbers are refused with both of them', () => {
		expect(parseNumber('6465550123', 'US')).toMatchObject({
			code: 'ambiguous',
			rule: '"6465550123" could be +16465550123 or +6465550123: write it with + and the calling code, or choose in Numbers Without Plus how to read it.',
		});
	});

	it.each([
		['national', '+16465550123'],
		['international', '+6465550123'],
	] as const)('that may be two numbers are read as the user says: %s', (withoutPlus, e164) => {
		expect(parseNumber('6465550123', 'US', { withoutPlus })).toMatchObject({ e164 });
	});

	it.each([
		['(646) 555-0123', 'US', '+16465550123'],
		['646-555-0123', 'US', '+16465550123'],
		['131 2345 6789', 'CN', '+8613123456789'],
		['49 171 3920000', 'DE', '+491713920000'],
		['44 20 7946 0958', 'DE', '+442079460958'],
	])('are read by the groups of their plan: %s in %s', (input, country, e164) => {
		expect(read(input, country)).toBe(e164);
	});

	it.each(['442079460958', 442079460958, '2025550143'])('need a default country: %p', (input) => {
		expect(read(input)).toBe('unknownCountry');
	});
});

describe('what a spreadsheet leaves', () => {
	it.each([
		['9876543210.0', 'IN', '+919876543210'],
		['9876543210.00', 'IN', '+919876543210'],
		['9876543210,0', 'IN', '+919876543210'],
		['+919876543210.0', 'IN', '+919876543210'],
		['9 876 543 210,00', 'IN', '+919876543210'],
		['9,876,543,210', 'IN', '+919876543210'],
		['(202) 555-0143.0', 'US', '+12025550143'],
		["'020 7946 0958", 'GB', '+442079460958'],
		['="020 7946 0958"', 'GB', '+442079460958'],
		[212345678, 'IT', '+390212345678'],
		['212345678', 'IT', '+390212345678'],
		[2079460958, 'GB', '+442079460958'],
		['01.42.68.53.00', 'FR', '+33142685300'],
		['9123.4567', 'SG', '+6591234567'],
	])('of %p in %s is %s', (input, country, e164) => {
		expect(read(input, country)).toBe(e164);
	});

	it('never makes a tail a digit: 1234567891.0 is not +1 234 567 8910', () => {
		expect(read('1234567891.0', 'US')).toBe('notANumber');
	});

	it.each([
		'4.479E+11',
		'4,479E+11',
		'4.479e11',
		'4E+11',
		'#NUM!',
		'#N/A',
		'########',
		'9876543210.5',
		9876543210.5,
		4.4e21,
		'1234.00',
	])('is refused when digits are lost: %p', (input) => {
		expect(parseNumber(input, 'GB')).toMatchObject({ code: 'damaged', rule: expect.stringMatching(/digits|column/) });
	});

	it('says what was put right', () => {
		const repaired = (input: unknown, country?: string) => parseNumber(input, country);
		expect(repaired('9876543210.0', 'IN')).toMatchObject({ repaired: ['decimals'] });
		expect(repaired('491713920000', 'DE')).toMatchObject({ repaired: ['lostPlus'] });
		expect(repaired(212345678, 'IT')).toMatchObject({ repaired: ['lostZero'] });
		expect(repaired('+44 (0)20 7946 0958')).toMatchObject({ repaired: ['trunkPrefix'] });
		expect(repaired('+52 1 55 1234 5678')).toMatchObject({ repaired: ['renumbered'] });
		expect(repaired('+44 20 7946 0958')).toMatchObject({ repaired: [] });
	});

	it.each([
		[345123456, 'IT'],
		['345123456', 'IT'],
	])('may be a mobile number or one without its zero: %p', (input, country) => {
		expect(read(input, country)).toBe('ambiguous');
	});
});

describe('several numbers in one field', () => {
	it.each([
		'+4930123456, +4930123457',
		'+4930123456;+4930123457',
		'+4930123456 +4930123457',
		'030 123456 / 030 123457',
		'030 123456/57',
		'030 123456 oder 030 123457',
		'0301234 0307654',
		'+4930123456|+4930123457',
	])('are refused: %s', (input) => {
		const parsed = parseNumber(input, 'DE');
		expect(isInvalid(parsed)).toBe(true);
	});

	it('are refused as a list, while a list of one is its one number', () => {
		expect(read(['+4930123456', '+4930123457'])).toBe('several');
		expect(read(['+4930123456'])).toBe('+4930123456');
	});
});

describe('brackets, slashes and words', () => {
	it.each([
		['(+44) 20 7946 0958', '+442079460958'],
		['+(44) 20 7946 0958', '+442079460958'],
		['[+44] 20 7946 0958', '+442079460958'],
		['+44 (0) 20 7946 0958', '+442079460958'],
		['0044 (0)20 7946 0958', '+442079460958'],
		['44 (0)20 7946 0958', '+442079460958'],
		['+44 (020) 7946 0958', '+442079460958'],
		['+0044 20 7946 0958', '+442079460958'],
		['Tel: +44 20 7946 0958', '+442079460958'],
		['☎ +44 20 7946 0958', '+442079460958'],
		['+44 20 7946 0958 (mobile)', '+442079460958'],
		['+39 (0)6 69812345', '+390669812345'],
		['+49/30/123456', '+4930123456'],
		['+49 (0) 30 / 123456', '+4930123456'],
	])('are read: %s', (input, e164) => {
		expect(read(input)).toBe(e164);
	});

	it.each([
		'fax +44 20 7946 0958',
		'+44 20 7946 0958 (do not call)',
		'+44 20 7946 0958 Ann',
		'old: +44 20 7946 0958',
		'+44 20 7946 0958 (2)',
		'*67 +44 20 7946 0958',
		'442079460958+',
		'2026-05-12',
		'12.05.2026',
		'+44 20 7946 0958²',
		'\u202e8590 6497 02 44+',
	])('are refused when they may say something else: %s', (input) => {
		expect(isInvalid(parseNumber(input, 'GB'))).toBe(true);
	});
});

describe('extensions', () => {
	it.each([
		'ext. 1234',
		'ext1234',
		'extension 1234',
		'x1234',
		'#1234',
		'(ext 1234)',
		', ext. 1234',
		',,1234#',
		'Durchwahl 1234',
		'доб. 1234',
	])('are kept: %s', (extension) => {
		expect(parseNumber(`+44 20 7946 0958 ${extension}`)).toMatchObject({ e164: '+442079460958', extension: '1234' });
	});
});

describe('numbers that are only possible', () => {
	it('are told apart from valid ones, and refused when only valid numbers are allowed', () => {
		expect(parseNumber('+44 7700 900123')).toMatchObject({ validity: 'possible' });
		expect(parseNumber('+44 7700 900123', undefined, { onlyValid: true })).toMatchObject({ code: 'notValid' });
		expect(parseNumber('+44 20 7946 0958', undefined, { onlyValid: true })).toMatchObject({ validity: 'valid' });
	});

	it.each(['010 1 202 555 0143', '0011 44 20 7946 0958'])(
		'are never made of an international number as other countries dial it: %s in DE',
		(input) => {
			expect(isInvalid(parseNumber(input, 'DE'))).toBe(true);
		},
	);
});

describe('plans that have changed', () => {
	it.each([
		['+229 97 12 34 56', '+2290197123456'],
		['+52 1 55 1234 5678', '+525512345678'],
		['+55 11 8765-4321', '+5511987654321'],
		['+57 1 2345678', '+576012345678'],
	])('%s is %s now', (input, e164) => {
		expect(read(input)).toBe(e164);
	});

	it('say how many digits a number has where old ones cannot be told', () => {
		expect(parseNumber('+225 07 12 34 56')).toMatchObject({
			rule: '"+225 07 12 34 56" has 8 digits after +225, and numbers of CI have 10: check for a missing or surplus digit.',
		});
	});
});
