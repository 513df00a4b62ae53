import { selectCallerId, type Choice } from '../../nodes/domain/callerId';
import { readRow } from '../../nodes/domain/callerId/readRow';
import type { PoolEntry } from '../../nodes/domain/callerId/pool';
import { call, NOW, poolOf } from './ask';

const choose = (rows: readonly unknown[], to: string, more: Parameters<typeof call>[1] = {}) => {
	const result = selectCallerId(poolOf(rows), call(to, more) as never);
	return result.kind === 'choice' ? `${result.matchedBy} ${result.entry.number}` : result.code;
};
const asDefault = (number: string) => readRow({ number }, 0, { now: NOW }) as PoolEntry;

const NEW_YORK = '+12125550100';
const SAN_FRANCISCO = '+14155550100';
const TORONTO = '+14165550100';
const LONDON = '+442079460100';
const GUERNSEY = '+441481960194';
const BERLIN = '+4930123456';
const MUNICH = '+4989123456';
const PARIS = '+33142685300';

describe('country', () => {
	it.each([
		[BERLIN, '+49 40 123456', `country ${BERLIN}`],
		[LONDON, '+44 161 496 0000', `country ${LONDON}`],
	])('takes %s for %s', (_did, to, result) => {
		expect(choose([BERLIN, LONDON], to)).toBe(result);
	});

	it.each([
		['+1 514 555 0199', `country ${TORONTO}`],
		['+1 310 555 0199', `country ${NEW_YORK}`],
		['+1 658 523 0123', 'country +18765550100'],
		['+1 939 555 0199', 'country +17875550100'],
	])('tells the countries of +1 apart by area code: %s', (to, result) => {
		expect(choose([NEW_YORK, TORONTO, '+18765550100', '+17875550100'], to)).toBe(result);
	});

	it("takes a row's own word for the country it serves", () => {
		expect(choose([{ number: LONDON, country: 'IE' }], '+353 1 234 5678')).toBe(`country ${LONDON}`);
		expect(choose([{ number: LONDON, country: 'IE' }], '+44 20 7946 0000')).toBe(`callingCode ${LONDON}`);
	});

	it('prefers numbers for the whole country over those of another area', () => {
		expect(choose([{ number: LONDON, prefixes: '20' }, '+443031231100'], '+44 161 496 0000')).toBe(
			'country +443031231100',
		);
	});
});

describe('local presence', () => {
	it('prefers the longest matching prefix over the country', () => {
		const rows = [BERLIN, { number: MUNICH, prefixes: '8' }, { number: '+49891234500', prefixes: '89' }];
		expect(choose(rows, '+49 89 123456')).toBe('prefix +49891234500');
		expect(choose(rows, '+49 821 123456')).toBe(`prefix ${MUNICH}`);
		expect(choose(rows, '+49 40 123456')).toBe(`country ${BERLIN}`);
	});

	it('takes a shorter prefix when the longer one is excluded', () => {
		const rows = [
			{ number: MUNICH, prefixes: '8' },
			{ number: '+49891234500', prefixes: '89' },
		];
		expect(choose(rows, '+49 89 123456', { exclude: new Set(['+49891234500']) })).toBe(`prefix ${MUNICH}`);
	});

	it('knows the area code of a +1 number by itself', () => {
		expect(choose([NEW_YORK, SAN_FRANCISCO], '+1 415 555 0199')).toBe(`prefix ${SAN_FRANCISCO}`);
	});

	it('does not, when it is told not to', () => {
		const result = selectCallerId(poolOf([NEW_YORK, SAN_FRANCISCO], false), call('+1 415 555 0199')) as Choice;
		expect([result.matchedBy, result.tied.length]).toEqual(['country', 2]);
	});

	it('does not take a toll-free number for a local one', () => {
		expect(choose(['+18005550100', NEW_YORK], '+1 800 555 0199', { strategy: 'first' })).toBe(`country ${NEW_YORK}`);
	});

	it('does not cross a border under one calling code', () => {
		expect(choose([{ number: LONDON, prefixes: '7911' }, GUERNSEY], '+44 7911 123456')).toBe(`country ${GUERNSEY}`);
	});

	it('gives one number several prefixes', () => {
		expect(choose([MUNICH, { number: BERLIN, prefixes: '30, 331' }], '+49 331 123456')).toBe(`prefix ${BERLIN}`);
	});
});

describe('near the destination', () => {
	const HOUSTON = '+17135550100';
	it.each([
		['an overlay', [NEW_YORK, HOUSTON], '+1 832 555 0199', `overlay ${HOUSTON}`],
		['an overlay that is newer than the library', [NEW_YORK, HOUSTON], '+1 621 555 0199', `overlay ${HOUSTON}`],
		['its own new area code', [HOUSTON, '+16215550100'], '+1 621 555 0199', 'prefix +16215550100'],
		['an overlay before a neighbor', ['+19365550100', HOUSTON], '+1 281 555 0199', `overlay ${HOUSTON}`],
		['a neighbor', [NEW_YORK, SAN_FRANCISCO], '+1 718 555 0199', `neighbor ${NEW_YORK}`],
		[
			"a neighbor by the row's prefix",
			[{ number: SAN_FRANCISCO, prefixes: '212' }, HOUSTON],
			'+1 718 555 0199',
			`neighbor ${SAN_FRANCISCO}`,
		],
		['a neighbor of the same country only', ['+17165550100', TORONTO], '+1 905 555 0199', `neighbor ${TORONTO}`],
		['the country where nothing is near', [NEW_YORK], '+1 907 555 0199', `country ${NEW_YORK}`],
		['the same area code', [BERLIN, MUNICH], '+49 89 765432', `nearest ${MUNICH}`],
		['a neighboring area code', [BERLIN, MUNICH], '+49 821 765432', `nearest ${MUNICH}`],
		['the longer of two beginnings', ['+498212345678', MUNICH], '+49 8214 12345', 'nearest +498212345678'],
		['the country where no beginning is shared', [BERLIN, MUNICH], '+49 721 765432', `country ${BERLIN}`],
		['no place for a mobile number', [BERLIN, '+4917112345678'], '+49 171 7654321', `country ${BERLIN}`],
		[
			'not by the zero that all begin with',
			['+390212345678', '+39061234567'],
			'+39 081 1234567',
			'country +390212345678',
		],
	])('takes %s', (_how, rows, to, result) => {
		expect(choose(rows, to, { strategy: 'first' })).toBe(result);
	});

	it('is the same for a seat', () => {
		const own = [BERLIN, MUNICH].map((number) => ({ number, seatId: 's1' }));
		expect(choose(own, '+49 821 765432', { seatId: 's1' })).toBe(`seat ${MUNICH}`);
	});

	it('does not, when area codes are not to be matched', () => {
		const result = selectCallerId(poolOf([BERLIN, MUNICH], false), call('+49 821 765432')) as Choice;
		expect([result.matchedBy, result.tied.length]).toEqual(['country', 2]);
	});
});

describe('toll-free numbers', () => {
	it('come after geographic ones, and before none', () => {
		expect(choose(['+18005550100', NEW_YORK], '+1 310 555 0199')).toBe(`country ${NEW_YORK}`);
		expect(choose(['+18005550100'], '+1 310 555 0199')).toBe('country +18005550100');
		expect(choose(['+498001234567', BERLIN], '+43 1 234567', { countryMap: new Map([['AT', 'DE']]) })).toBe(
			`mappedCountry ${BERLIN}`,
		);
	});
});

describe("a seat's and a campaign's own number", () => {
	const countryMap = new Map([['AT', 'DE']]);
	it.each([
		[
			'the country map',
			[BERLIN, { number: MUNICH, seatId: 's1' }],
			'+43 1 234567',
			{ seatId: 's1', countryMap },
			`seat ${MUNICH}`,
		],
		[
			'the calling code',
			[LONDON, { number: '+441612345678', seatId: 's1' }],
			'+44 1534 456789',
			{ seatId: 's1' },
			'seat +441612345678',
		],
		[
			'the country map',
			[BERLIN, { number: MUNICH, campaign: 'c1' }],
			'+43 1 234567',
			{ campaign: 'c1', countryMap },
			`campaign ${MUNICH}`,
		],
		[
			'the calling code',
			[LONDON, { number: '+441612345678', campaign: 'c1' }],
			'+44 1534 456789',
			{ campaign: 'c1' },
			'campaign +441612345678',
		],
	])('comes first where %s found the country', (_what, rows, to, more, result) => {
		expect(choose(rows, to, more)).toBe(result);
	});
});

describe('territories that share a calling code fall back to its main country', () => {
	it.each([
		['Guernsey', '+44 1481 960 194', LONDON],
		['Jersey', '+44 1534 456789', LONDON],
		['Isle of Man', '+44 1624 756789', LONDON],
		['Kazakhstan', '+7 701 123 4567', '+74951234567'],
		['Vatican', '+39 06 698 12345', '+390212345678'],
		['Svalbard', '+47 79 12 34 56', '+4722123456'],
		['Åland', '+358 18 12345678', '+358912345678'],
		['Christmas Island', '+61 8 9164 1234', '+61212345678'],
		['Cocos Islands', '+61 8 9162 1234', '+61212345678'],
		['Saint Martin', '+590 590 27 12 34', '+590590201234'],
		['Mayotte', '+262 269 60 12 34', '+262262161234'],
		['Canada', '+1 416 555 0199', NEW_YORK],
		['Jamaica', '+1 876 523 0123', NEW_YORK],
		['a fictitious British mobile', '+44 7700 900123', LONDON],
	])('%s', (_territory, to, main) => {
		expect(choose([PARIS, main], to, { defaultEntry: asDefault(PARIS) })).toBe(`callingCode ${main}`);
	});

	it('before any other territory', () => {
		expect(choose([GUERNSEY, LONDON], '+44 1534 456789', { strategy: 'first' })).toBe(`callingCode ${LONDON}`);
	});

	it('and to any other territory where the main country has no number', () => {
		expect(choose([GUERNSEY, PARIS], '+44 1534 456789')).toBe(`callingCode ${GUERNSEY}`);
	});
});

describe('calling codes without a country', () => {
	it.each([
		'+80012345678',
		'+80812345678',
		'+870301234567',
		'+878101234567890',
		'+881612345678',
		'+8823421234',
		'+883510012345',
		'+88812345678901',
		'+979123456789',
	])('%s goes to the default', (to) => {
		expect(choose([NEW_YORK, LONDON, BERLIN], to)).toBe('notProvisioned');
		expect(choose([NEW_YORK, LONDON, BERLIN], to, { defaultEntry: asDefault(PARIS) })).toBe(`default ${PARIS}`);
	});
});

describe('mapped country', () => {
	const countryMap = new Map([['AT', 'DE']]);
	it('stands in for a country without a number', () => {
		expect(choose([BERLIN, PARIS], '+43 1 234567', { countryMap })).toBe(`mappedCountry ${BERLIN}`);
	});
	it('does not, where the country has one', () => {
		expect(choose([BERLIN, '+431234567'], '+43 1 765432', { countryMap })).toBe('nearest +431234567');
	});
	it('comes before the calling code', () => {
		const toFrance = new Map([['GG', 'FR']]);
		expect(choose([LONDON, PARIS], '+44 1481 960 194', { countryMap: toFrance })).toBe(`mappedCountry ${PARIS}`);
	});
});

describe('seats', () => {
	const rows = [{ number: BERLIN, seatId: 's1' }, { number: MUNICH, seatId: 's2' }, '+4940123456'];
	it('come first with their own number', () => {
		expect(choose(rows, '+49 221 123456', { seatId: 's2' })).toBe(`seat ${MUNICH}`);
	});
	it('do not lend it to another seat, nor to a call without one', () => {
		expect(choose(rows.slice(0, 2), '+49 221 123456', { seatId: 's3' })).toBe('otherSeats');
		expect(choose(rows, '+49 221 123456')).toBe('country +4940123456');
	});
	it('lend it when allowed', () => {
		expect(choose(rows.slice(0, 1), '+49 221 123456', { seatId: 's3', lendSeatNumbers: true })).toBe(
			`country ${BERLIN}`,
		);
	});
	it('choose among their own numbers by prefix', () => {
		const own = [NEW_YORK, SAN_FRANCISCO].map((number) => ({ number, seatId: 's1' }));
		expect(choose([...own, '+14155550101'], '+1 415 555 0199', { seatId: 's1' })).toBe(`seat ${SAN_FRANCISCO}`);
	});
	it('use their number abroad only where nothing better is left', () => {
		expect(choose([{ number: LONDON, seatId: 's1' }, GUERNSEY], '+44 1481 960 195', { seatId: 's1' })).toBe(
			`nearest ${GUERNSEY}`,
		);
		expect(choose([{ number: LONDON, seatId: 's1' }], '+44 1481 960 195', { seatId: 's1' })).toBe(`seat ${LONDON}`);
	});
	it('come before campaigns', () => {
		const both = [
			{ number: BERLIN, campaign: 'c1' },
			{ number: MUNICH, seatId: 's1' },
		];
		expect(choose(both, '+49 221 123456', { seatId: 's1', campaign: 'c1' })).toBe(`seat ${MUNICH}`);
	});
});

describe('campaigns', () => {
	it('come first with their own number', () => {
		expect(choose([BERLIN, { number: MUNICH, campaign: 'c1' }], '+49 221 123456', { campaign: 'c1' })).toBe(
			`campaign ${MUNICH}`,
		);
	});
	it('are local before they are national', () => {
		const rows = [
			{ number: NEW_YORK, campaign: 'c1' },
			{ number: SAN_FRANCISCO, campaign: 'c1' },
		];
		expect(choose(rows, '+1 415 555 0199', { campaign: 'c1' })).toBe(`campaign ${SAN_FRANCISCO}`);
	});
	it('do not take a number dedicated to another seat', () => {
		const rows = [{ number: BERLIN, campaign: 'c1', seatId: 's1' }, MUNICH];
		expect(choose(rows, '+49 221 123456', { campaign: 'c1', seatId: 's2' })).toBe(`country ${MUNICH}`);
	});
});

describe('sticky', () => {
	it('keeps the number of the contact, whatever the country', () => {
		expect(choose([BERLIN, LONDON], '+49 221 123456', { sticky: LONDON })).toBe(`sticky ${LONDON}`);
	});
	it.each([
		['is not in the pool any more', [BERLIN], {}],
		['is excluded', [BERLIN, LONDON], { exclude: new Set([LONDON]) }],
		['is dedicated to another seat', [BERLIN, { number: LONDON, seatId: 's9' }], {}],
		[
			'is not active any more',
			[
				{ number: BERLIN, active: true },
				{ number: LONDON, active: false },
			],
			{},
		],
	])('does not keep one that %s', (_case, rows, more) => {
		expect(choose(rows, '+49 221 123456', { sticky: LONDON, ...more })).toBe(`country ${BERLIN}`);
	});
});

describe('no match', () => {
	it('says that no number is provisioned', () => {
		expect(choose([BERLIN], '+33 1 42 68 53 01')).toBe('notProvisioned');
		expect(choose([], '+33 1 42 68 53 01')).toBe('notProvisioned');
	});
	it('says that all numbers are excluded', () => {
		expect(choose([BERLIN], '+49 221 123456', { exclude: new Set([BERLIN]) })).toBe('exhausted');
	});
	it('does not take an excluded default', () => {
		expect(choose([], '+33 1 42 68 53 01', { defaultEntry: asDefault(BERLIN), exclude: new Set([BERLIN]) })).toBe(
			'exhausted',
		);
	});
});
