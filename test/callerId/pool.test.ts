import { google, regions } from '../phone/googleExamples';
import { PhoneNumberType } from 'google-libphonenumber';
import { callingCodeOf } from '../../nodes/domain/phone';
import { readPrefixes } from '../../nodes/domain/callerId/readPrefixes';
import { NOW, poolOf } from './ask';
import { compilePool } from '../../nodes/domain/callerId';

const problems = (...rows: unknown[]): string[] => poolOf(rows).problems.map(({ row, rule }) => `${row}: ${rule}`);
const entry = (row: object) => poolOf([row]).entries[0];

describe('a row', () => {
	it('is read by the names that sheets and trunks give their columns', () => {
		expect(
			entry({
				'Phone Number': '+44 20 7946 0958',
				'DID ID': 'd1',
				seat_id: 's1',
				Campaign: 'c1',
				friendlyName: 'London',
				'Area Codes': '020, 0161',
				WEIGHT: '2',
			}),
		).toMatchObject({
			number: '+442079460958',
			country: 'GB',
			callingCode: '44',
			didId: 'd1',
			seatId: 's1',
			campaign: 'c1',
			label: 'London',
			prefixes: ['20', '161'],
			weight: 2,
			row: 1,
		});
	});

	it('is not confused by columns named like what every object has', () => {
		const row = JSON.parse(
			'{"__proto__": {"number": "+4930123456"}, "constructor": "x", "number": "+442079460958"}',
		) as object;
		expect(entry(row).number).toBe('+442079460958');
	});

	it.each([
		['its country when given', { number: '+44 7911 123456', country: 'gb' }, 'GB'],
		["its number's country", { number: '+44 7911 123456' }, 'GG'],
		["its calling code's main country when the number has none", { number: '+44 7700 900123' }, 'GB'],
		['no country for a satellite number', { number: '+881 6 1234 5678' }, undefined],
	])('serves %s', (_case, row, country) => {
		expect(entry(row).country).toBe(country);
	});

	it('reads a national number under its own country before the default country', () => {
		const pool = compilePool([{ number: '020 7946 0958', country: 'GB' }, { number: '030 123456' }], {
			now: NOW,
			areaCodes: true,
			defaultCountry: 'DE',
		});
		expect(pool.entries.map(({ number }) => number)).toEqual(['+442079460958', '+4930123456']);
	});

	it.each([[true], ['yes'], ['Active'], [1], ['']])('is active when Active is %p', (active) => {
		expect(problems({ number: '+4930123456', active })).toEqual([]);
	});

	it.each([
		['2026-11-20', undefined],
		['2026-11-20T12:00:00Z', undefined],
		[undefined, '2026-11-20'],
		[undefined, '2026-11-20T12:00:01'],
		[new Date('2026-11-20T11:00:00Z'), new Date('2026-11-20T13:00:00Z')],
	])('is valid from %p to %p at noon UTC on 20 November 2026', (validFrom, validTo) => {
		expect(problems({ number: '+4930123456', validFrom, validTo })).toEqual([]);
	});
});

describe('a box that is not checked', () => {
	const [first, second] = ['+4930123456', '+442079460958'];
	it.each([
		['left out, as Airtable leaves it', [{ number: first, active: true }, { number: second }], 'Active is not checked'],
		[
			'left out beside one that says no',
			[{ number: first, active: false }, { number: second }],
			'Active is not checked',
		],
		[
			'empty beside others that say yes',
			[
				{ number: first, active: 'yes' },
				{ number: second, active: '' },
			],
			'Active is empty',
		],
		[
			'null beside others that say yes',
			[
				{ number: first, Enabled: true },
				{ number: second, Enabled: null },
			],
			'Active is empty',
		],
	])('makes a number inactive: %s', (_how, rows, reason) => {
		expect(problems(...rows).filter((problem) => problem.startsWith('2:'))).toEqual([expect.stringContaining(reason)]);
	});

	it.each([
		['no row has the column', [{ number: first }, { number: second }]],
		[
			'others only say no',
			[
				{ number: first, active: 'no' },
				{ number: second, active: '' },
			],
		],
		[
			'the cell is empty everywhere',
			[
				{ number: first, active: '' },
				{ number: second, active: '' },
			],
		],
	])('does not, where %s', (_case, rows) => {
		expect(poolOf(rows).byNumber.has(second)).toBe(true);
	});
});

describe('dates', () => {
	const usedOn = (now: string, row: object): boolean =>
		compilePool([{ number: '+4930123456', ...row }], { now: new Date(now), areaCodes: true }).entries.length === 1;

	// 46400 is 13 January 2027 in Excel and Google Sheets (day 1 is 1 January 1900, with their leap day of that year).
	it.each([
		['2026-12-31', '2026-12-31T23:59:59Z', true],
		['2026-12-31', '2027-01-01T00:00:00Z', false],
		['2026-12-31T00:00:00.000Z', '2026-12-31T12:00:00Z', true],
		[46400, '2027-01-13T23:00:00Z', true],
		[46400, '2027-01-14T00:00:00Z', false],
		['46400', '2027-01-13T23:00:00Z', true],
		[46400.5, '2027-01-13T12:30:00Z', false],
		[1798675200000, '2026-12-30T23:00:00Z', true],
	])('until %p: on %s %p', (validTo, now, isUsed) => {
		expect(usedOn(now, { validTo })).toBe(isUsed);
	});

	it.each([
		'05.12.2026',
		'5/12/2026',
		'12/31/2026',
		'2026-02-30',
		'31 December',
		'soon',
		1234,
		1798675200,
		true,
		['2026-01-01', '2026-12-31'],
	])('that may be another day are refused with the row: %p', (validTo) => {
		expect(problems({ number: '+4930123456', validTo })).toEqual([
			expect.stringMatching(/^1: Valid To must be a date such as 2026-12-31, not /),
		]);
	});
});

describe('columns', () => {
	const number = '+4930123456';
	it.each([
		['didId before id', { id: 'rec1', didId: 'd1', number }, { didId: 'd1' }],
		['Country before Country Code', { 'Country Code': '+1', Country: 'CA', number: '+16045550100' }, { country: 'CA' }],
		['a code beside a name', { Country: 'Germany', 'Country Code': 'DE', number }, { country: 'DE' }],
		[
			'a calling code for a national number',
			{ 'Country Code': '+49', number: '030 123456' },
			{ number, country: 'DE' },
		],
		['number before phone', { phone: '+442079460958', number }, { number }],
		['an empty number before a phone', { number: '', phone: '+442079460958' }, { number: '+442079460958' }],
		[
			"Airtable's lists",
			{ number: [number], country: ['DE'], seatId: ['s1'], active: ['yes'] },
			{ number, seatId: 's1' },
		],
	])('are read by the clearest name: %s', (_case, row, expected) => {
		expect(entry(row)).toMatchObject(expected);
	});
});

describe('a number that was a number in the sheet', () => {
	it.each([
		['030123456.0', '+4930123456'],
		[30123456, '+4930123456'],
	])('is read without its tail: %p', (number, e164) => {
		expect(entry({ number, country: 'DE' })).toMatchObject({ number: e164 });
	});
});

describe('a row that is not used is named with the rule it breaks:', () => {
	const number = '+4930123456';
	it.each([
		['no object', 17, 'A row must be an object with a number.'],
		['null', null, 'A row must be an object with a number.'],
		['an array', [number], 'A row must be an object with a number.'],
		['no number', { label: 'x' }, 'Number is empty.'],
		[
			'an emergency number',
			{ number: '112' },
			'Number: Emergency numbers and short codes are never dialed from a workflow.',
		],
		['a word', { number: 'soon' }, expect.stringMatching(/^Number: "soon" is not a phone number/)],
		['an unknown country', { number, country: 'Germany' }, 'Country must be an ISO 3166-1 alpha-2 code such as DE.'],
		['what JSON cannot keep', { number: Object.create(null) }, 'Number is empty.'],
		['inactive', { number, active: 'no' }, 'The number is not active.'],
		['active in no clear words', { number, active: 'paused' }, 'Active must be yes or no.'],
		['weight 0', { number, weight: 0 }, 'The number is not active: its weight is 0.'],
		['a negative weight', { number, weight: -1 }, 'Weight must be a number above 0.'],
		['an infinite weight', { number, weight: Infinity }, 'Weight must be a number above 0.'],
		['a weight in words', { number, weight: 'heavy' }, 'Weight must be a number above 0.'],
		['not yet valid', { number, validFrom: '2026-11-21' }, 'The number is not valid yet.'],
		['no longer valid', { number, validTo: '2026-11-20T12:00:00Z' }, 'The number is no longer valid.'],
		['no longer valid since yesterday', { number, validTo: '2026-11-19' }, 'The number is no longer valid.'],
		['no date', { number, validFrom: 'soon' }, 'Valid From must be a date such as 2026-12-31, not soon.'],
		['no end date', { number, validTo: '31.12' }, 'Valid To must be a date such as 2026-12-31, not 31.12.'],
		['no prefix', { number, prefixes: '30, abc' }, 'Prefixes: "abc" is not a national prefix (area code) under +49.'],
		[
			"another country's prefix",
			{ number, prefixes: '+44 20' },
			'Prefixes: "+44 20" is not a national prefix (area code) under +49.',
		],
	])('%s', (_case, row, rule) => {
		const pool = poolOf([row]);
		expect(pool.entries).toEqual([]);
		expect(pool.problems).toEqual([{ row: 1, rule }]);
	});

	it('a duplicate, by the row that has the number', () => {
		expect(problems({ number }, { number: '+442079460958' }, { number: '0049 30 123456' })).toEqual([
			'3: The number +4930123456 is already in row 1.',
		]);
	});

	it('and nothing else of the pool suffers', () => {
		const pool = poolOf([{ number: 'x' }, { number }, { number }]);
		expect(pool.entries.map(({ row }) => row)).toEqual([2]);
	});
});

describe('prefixes', () => {
	it.each([
		['212', '1', ['212']],
		['212.0', '1', ['212']],
		['212.0, 646.0', '1', ['212', '646']],
		['2.12E+2', '1', expect.objectContaining({ kind: 'invalid' })],
		[212.5, '1', expect.objectContaining({ kind: 'invalid' })],
		['1212', '1', ['212']],
		['+1 (212)', '1', ['212']],
		['212, 646;917\n332', '1', ['212', '646', '917', '332']],
		['212 646', '1', ['212', '646']],
		[['212', 646], '1', ['212', '646']],
		[212, '1', ['212']],
		['020', '44', ['20']],
		['+44 20', '44', ['20']],
		['06', '39', ['06']],
		['0549', '378', ['0549']],
		[undefined, '1', []],
		[' , ', '1', []],
	])('%p under +%s are %p', (cell, callingCode, prefixes) => {
		expect(readPrefixes(cell, callingCode)).toEqual(prefixes);
	});

	it("keep their leading 0 in the plans where numbers begin with it, as Google's examples do", () => {
		const zeroCodes = new Set<string>();
		for (const region of regions) {
			const numbers = Object.values(PhoneNumberType).flatMap((type) =>
				type >= 0 ? [google.getExampleNumberForType(region, type)] : [],
			);
			if (numbers.some((number) => number && google.getNationalSignificantNumber(number).startsWith('0')))
				zeroCodes.add(callingCodeOf(region));
		}
		expect(zeroCodes.size).toBeGreaterThan(10);
		expect([...zeroCodes].filter((code) => (readPrefixes('01', code) as string[])[0] !== '01')).toEqual([]);
	});

	it('lose their leading 0 wherever it is the trunk prefix', () => {
		const trunkCodes = regions
			.filter((region) => google.getNddPrefixForRegion(region, true) === '0')
			.map(callingCodeOf);
		expect(trunkCodes.length).toBeGreaterThan(80);
		expect(trunkCodes.filter((code) => (readPrefixes('021', code) as string[])[0] !== '21')).toEqual([]);
	});
});
