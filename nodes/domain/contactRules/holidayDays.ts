import { HOLIDAY_SETS, type HolidaySet, type HolidaySetName } from './holidaySets';

const DAY_MS = 86_400_000;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const [SUNDAY, MONDAY, FRIDAY, SATURDAY] = [0, 1, 5, 6];

/** Days since 1970-01-01. */
type Day = number;

const dayOf = (year: number, month: number, date: number): Day => Date.UTC(year, month - 1, date) / DAY_MS;
const weekdayOf = (day: Day): number => (((day + 4) % 7) + 7) % 7;
const firstFrom = (day: Day, weekday: string): Day => day + ((WEEKDAYS.indexOf(weekday) - weekdayOf(day) + 7) % 7);

/** Easter Sunday of the Gregorian calendar, as Meeus, Jones and Butcher work it out. */
function easterOf(year: number): Day {
	const century = Math.floor(year / 100);
	const golden = year % 19;
	const correction = (8 * century + 13) / 25;
	const epact = (19 * golden + century - Math.floor(century / 4) - Math.floor(correction) + 15) % 30;
	const moon = epact - (epact > 28 || (epact === 28 && golden > 10) ? 1 : 0);
	const weekday = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7;
	const offset = moon - weekday;
	const month = 3 + Math.floor((offset + 40) / 44);
	return dayOf(year, month, offset + 28 - 31 * Math.floor(month / 4));
}

/** The day of an entry in a year; undefined when it is not in that year. */
function readEntry(entry: string, year: number): Day | undefined {
	const [, body, isEven, since] = /^(.*?)( even)?(?: since (\d{4}))?$/.exec(entry) as RegExpExecArray;
	if ((isEven && year % 2 === 1) || year < Number(since ?? 0)) return undefined;
	const [, easter] = /^easter([+-]\d+)$/.exec(body) ?? [];
	if (easter) return easterOf(year) + Number(easter);
	const [, ordinal, weekday, month] = /^(\d|last) (\w{3}) (\d\d)$/.exec(body) ?? [];
	if (ordinal === 'last') return firstFrom(dayOf(year, Number(month) + 1, 1) - 7, weekday);
	if (ordinal) return firstFrom(dayOf(year, Number(month), 1), weekday) + 7 * (Number(ordinal) - 1);
	const [, named, relation, near] = /^(\w{3}) (from|before) (\d\d-\d\d)$/.exec(body) ?? [];
	if (named) return firstFrom(fixed(near, year) - (relation === 'before' ? 7 : 0), named);
	const [, once, date] = /^(?:(\d{4})-)?(\d\d-\d\d)$/.exec(body) as RegExpExecArray;
	return once === undefined || Number(once) === year ? fixed(date, year) : undefined;
}

const fixed = (monthAndDay: string, year: number): Day => {
	const [month, date] = monthAndDay.split('-').map(Number);
	return dayOf(year, month, date);
};

/** Where a day that falls on a weekend is observed in addition. */
function observed(day: Day, shift: HolidaySet['shift'], taken: ReadonlySet<Day>): Day[] {
	const weekday = weekdayOf(day);
	if (shift === undefined || (weekday !== SATURDAY && weekday !== SUNDAY)) return [];
	if (shift === 'free') {
		let next = day + 1;
		while (taken.has(next) || weekdayOf(next) < MONDAY || weekdayOf(next) > FRIDAY) next += 1;
		return [next];
	}
	if (weekday === SUNDAY) return [day + 1];
	if (shift === 'sunday') return [];
	return shift === 'nearest' ? [day - 1] : [day - 1, day + 2];
}

function daysIn(set: HolidaySet, year: number): ReadonlySet<Day> {
	const read = (entries: readonly string[]): Day[] =>
		entries.map((entry) => readEntry(entry, year)).filter((day) => day !== undefined);
	const days = new Set(read([...set.days, ...(set.unshifted ?? [])]));
	const moving = read(set.days.filter((entry) => /^\d\d-\d\d/.test(entry)));
	for (const day of moving) for (const other of observed(day, set.shift, days)) days.add(other);
	return days;
}

const worked = new Map<string, ReadonlySet<Day>>();
/** More than the years and sets that one process asks for. */
const MAX_WORKED = 1_000;

function daysOf(name: HolidaySetName, year: number): ReadonlySet<Day> {
	const key = `${name} ${year}`;
	const known = worked.get(key);
	if (known) return known;
	const days = daysIn(HOLIDAY_SETS[name], year);
	if (worked.size >= MAX_WORKED) worked.clear();
	worked.set(key, days);
	return days;
}

/**
 * Whether a day is in a holiday set.
 * @param day days since 1970-01-01, in the contact's calendar
 */
export function isHoliday(name: HolidaySetName, day: Day): boolean {
	const year = new Date(day * DAY_MS).getUTCFullYear();
	// 1 January on a Saturday may be observed on 31 December.
	return daysOf(name, year).has(day) || daysOf(name, year + 1).has(day);
}
