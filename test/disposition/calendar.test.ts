import {
	addBusinessDays,
	compileCalendar,
	type BusinessCalendar,
	type CalendarSettings,
} from '../../nodes/domain/disposition/calendar/businessCalendar';
import { isInvalid } from '../../nodes/domain/result';
import { zoneOffset, type ZoneOffset } from '../../nodes/domain/time/zone';

const WEEK = [1, 2, 3, 4, 5];
const calendar = (settings: Partial<CalendarSettings> = {}): BusinessCalendar => {
	const compiled = compileCalendar({ timeZone: 'America/New_York', workingDays: WEEK, ...settings });
	if (isInvalid(compiled)) throw new Error(compiled.rule);
	return compiled;
};
const later = (from: string, days: number, settings?: Partial<CalendarSettings>): string =>
	new Date(addBusinessDays(Date.parse(from), days, calendar(settings)) as number).toISOString();

describe('weekends', () => {
	it.each([
		['Monday', '2026-06-01T14:00:00.000Z', '2026-06-03T14:00:00.000Z'],
		['Thursday', '2026-06-04T14:00:00.000Z', '2026-06-08T14:00:00.000Z'],
		['Friday', '2026-06-05T14:00:00.000Z', '2026-06-09T14:00:00.000Z'],
		['Saturday', '2026-06-06T14:00:00.000Z', '2026-06-09T14:00:00.000Z'],
		['Sunday', '2026-06-07T14:00:00.000Z', '2026-06-09T14:00:00.000Z'],
	])('two business days after a %s', (_, from, to) => {
		expect(later(from, 2)).toBe(to);
	});

	it('are where the team has them', () => {
		// Thursday; the weekend is Friday and Saturday.
		expect(later('2026-06-04T08:00:00.000Z', 2, { timeZone: 'Asia/Riyadh', workingDays: [7, 1, 2, 3, 4] })).toBe(
			'2026-06-08T08:00:00.000Z',
		);
	});

	it('are those of the zone: Friday evening in New York is Saturday in Auckland', () => {
		const friday = '2026-06-05T22:00:00.000Z';
		expect(later(friday, 1)).toBe('2026-06-08T22:00:00.000Z');
		expect(later(friday, 1, { timeZone: 'Pacific/Auckland' })).toBe('2026-06-07T22:00:00.000Z');
	});
});

describe('holidays', () => {
	it.each([
		['America/New_York', '2026-07-02T15:00:00.000Z', '2026-07-03, 07-04', '2026-07-07T15:00:00.000Z'],
		['Europe/Berlin', '2026-04-02T10:00:00.000Z', '2026-04-03 2026-04-06', '2026-04-08T10:00:00.000Z'],
		['Asia/Tokyo', '2026-12-30T02:00:00.000Z', ['12-31', '01-01', '01-02'], '2027-01-05T02:00:00.000Z'],
	])('two business days later in %s', (timeZone, from, holidays, to) => {
		expect(later(from, 2, { timeZone, holidays })).toBe(to);
	});

	it('may be separated in any way', () => {
		for (const holidays of [' 06-05 ,; 06-08 ', '06-05\n06-08', [' 06-05 ', '06-08']])
			expect(later('2026-06-04T14:00:00.000Z', 1, { holidays })).toBe('2026-06-09T14:00:00.000Z');
	});

	it('with a year count in that year only', () => {
		const holidays = '2027-06-05';
		expect(later('2026-06-04T14:00:00.000Z', 1, { holidays })).toBe('2026-06-05T14:00:00.000Z');
	});
});

describe('leap day', () => {
	it.each([
		['2028-02-28T15:00:00.000Z', '2028-02-29T15:00:00.000Z', ''],
		['2028-02-28T15:00:00.000Z', '2028-03-01T15:00:00.000Z', '02-29'],
		['2027-02-26T15:00:00.000Z', '2027-03-01T15:00:00.000Z', '02-29'],
	])('one business day after %s is %s', (from, to, holidays) => {
		expect(later(from, 1, { holidays })).toBe(to);
	});
});

describe('daylight saving', () => {
	it.each([
		[
			'New York springs forward: same time of day',
			'America/New_York',
			'2026-03-06T15:00:00.000Z',
			'2026-03-09T14:00:00.000Z',
		],
		[
			'New York falls back: same time of day',
			'America/New_York',
			'2026-10-30T14:00:00.000Z',
			'2026-11-02T15:00:00.000Z',
		],
		['Berlin springs forward', 'Europe/Berlin', '2026-03-27T09:00:00.000Z', '2026-03-30T08:00:00.000Z'],
		['Auckland falls back', 'Pacific/Auckland', '2026-04-02T20:30:00.000Z', '2026-04-05T21:30:00.000Z'],
	])('%s', (_, timeZone, from, to) => {
		expect(later(from, 1, { timeZone })).toBe(to);
	});

	const everyDay = { workingDays: [1, 2, 3, 4, 5, 6, 7] };

	it('a time that is skipped moves on by the gap', () => {
		expect(later('2026-03-07T07:30:00.000Z', 1, everyDay)).toBe('2026-03-08T07:30:00.000Z');
		expect(later('2026-03-07T15:00:00.000Z', 1, { ...everyDay, timeOfDay: '02:59' })).toBe('2026-03-08T07:59:00.000Z');
		expect(later('2026-03-07T15:00:00.000Z', 1, { ...everyDay, timeOfDay: '03:00' })).toBe('2026-03-08T07:00:00.000Z');
	});

	it('a time that comes twice is the first', () => {
		expect(later('2026-10-31T05:30:00.000Z', 1, everyDay)).toBe('2026-11-01T05:30:00.000Z');
		expect(later('2026-10-31T15:00:00.000Z', 1, { ...everyDay, timeOfDay: '01:00' })).toBe('2026-11-01T05:00:00.000Z');
		expect(later('2026-10-31T15:00:00.000Z', 1, { ...everyDay, timeOfDay: '02:00' })).toBe('2026-11-01T07:00:00.000Z');
	});
});

describe('a time of day', () => {
	it.each([
		['09:30', '2026-06-05T13:30:00.000Z'],
		['9:05', '2026-06-05T13:05:00.000Z'],
		['00:00', '2026-06-05T04:00:00.000Z'],
		['23:59', '2026-06-06T03:59:00.000Z'],
		['', '2026-06-05T14:00:00.000Z'],
	])('%p', (timeOfDay, to) => {
		expect(later('2026-06-04T14:00:00.000Z', 1, { timeOfDay })).toBe(to);
	});
});

describe('settings that make no sense', () => {
	it.each([
		['a zone', { timeZone: 'Mars/Olympus' }, 'Mars/Olympus'],
		['no zone', { timeZone: '' }, 'time zone'],
		['no working day', { workingDays: [] }, 'working day'],
		['working days that do not exist', { workingDays: [0, 8, 1.5] }, 'working day'],
		['a holiday in words', { holidays: 'Easter' }, 'Easter'],
		['a month that does not exist', { holidays: '2026-13-01' }, '2026-13-01'],
		['a day that does not exist', { holidays: ['12-32'] }, '12-32'],
		['a holiday in another order', { holidays: '25.12.2026' }, '25.12.2026'],
		['a holiday that is no text', { holidays: [{ toString: [] }] }, '{"toString":[]}'],
		['holidays that are no text', { holidays: { toString: [] } }, '{"toString":[]}'],
		['a time of day', { timeOfDay: '24:00' }, '24:00'],
		['a holiday with something before it', { holidays: 'x12-25' }, 'x12-25'],
		['a holiday with something after it', { holidays: '12-255' }, '12-255'],
		['half a time of day', { timeOfDay: '9' }, '“9”'],
		['a time of day with more', { timeOfDay: '09:30:00' }, '09:30:00'],
		['a time of day after something', { timeOfDay: 'at 09:30' }, 'at 09:30'],
	])('%s', (_, settings, named) => {
		expect(compileCalendar({ timeZone: 'America/New_York', workingDays: WEEK, ...settings })).toEqual({
			kind: 'invalid',
			rule: expect.stringContaining(named),
		});
	});
});

describe('no business day within ten years', () => {
	it('is no time', () => {
		const everyDay = Array.from({ length: 366 }, (_, day) =>
			new Date(Date.UTC(2028, 0, 1 + day)).toISOString().slice(5, 10),
		);
		expect(addBusinessDays(0, 1, calendar({ holidays: everyDay }))).toBeUndefined();
	});

	it('but one just within is found', () => {
		const from = Date.UTC(2026, 0, 1, 12);
		const dates = Array.from({ length: 3_660 }, (_, day) =>
			new Date(from + (day + 1) * 86_400_000).toISOString().slice(0, 10),
		);
		const all = { workingDays: [1, 2, 3, 4, 5, 6, 7], timeZone: 'UTC' };
		expect(addBusinessDays(from, 1, calendar({ ...all, holidays: dates.slice(0, -1) }))).toBe(
			from + 3_660 * 86_400_000,
		);
		expect(addBusinessDays(from, 1, calendar({ ...all, holidays: dates }))).toBeUndefined();
	});
});

describe('a zone’s offset', () => {
	it.each([
		['UTC', '2026-06-04T12:00:00.000Z', 0],
		['Europe/London', '2026-01-04T12:00:00.000Z', 0],
		['Asia/Kathmandu', '2026-06-04T12:00:00.000Z', 345],
		['America/St_Johns', '2026-06-04T12:00:00.000Z', -150],
		['Africa/Monrovia', '1971-06-04T12:00:00.000Z', -44.5],
		['Australia/Lord_Howe', '2026-10-03T15:29:59.999Z', 630],
		['Australia/Lord_Howe', '2026-10-03T15:30:00.000Z', 660],
	])('of %s at %s is %d minutes', (zone, at, minutes) => {
		expect(zoneOffset(zone)?.(Date.parse(at))).toBe(minutes * 60_000);
	});

	it('is right for more days than are remembered', () => {
		const offset = zoneOffset('Asia/Tokyo') as ZoneOffset;
		for (let day = 0; day < 2_000; day += 1) expect(offset(day * 86_400_000)).toBe(32_400_000);
	});

	it('is found once', () => {
		expect(zoneOffset('Asia/Tokyo')).toBe(zoneOffset('Asia/Tokyo'));
		expect(zoneOffset('Nowhere/Else')).toBeUndefined();
	});
});
