import type { HolidaySet } from './readTable';

const DAY = 86_400e3;
const QUARTER = 900e3;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A day, counted from 1970-01-01. */
export type Day = number;

const dayOf = (text: string): Day => Date.parse(`${text}T00:00:00Z`) / DAY;
const names = new Map<Day, string>();

/** The day as 2026-11-27. */
export function nameOf(day: Day): string {
	const known = names.get(day) ?? new Date(day * DAY).toISOString().slice(0, 10);
	names.set(day, known);
	return known;
}

export const weekdayOf = (day: Day) => new Date(day * DAY).getUTCDay();

const offsets = new Map<string, Map<number, number>>();
const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
	let known = formats.get(zone);
	if (!known) {
		known = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
		formats.set(zone, known);
	}
	return known;
}

/** What the clocks of a zone are ahead of UTC, as Intl says. */
function readOffset(zone: string, at: number): number {
	const text = format(zone).formatToParts(at).at(-1)?.value ?? '';
	const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(text) ?? [];
	return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60e3;
}

/** The same, asked of Intl once a day, and once a quarter of an hour on days on which clocks are changed. */
function offset(zone: string, at: number): number {
	const known = offsets.get(zone) ?? new Map<number, number>();
	offsets.set(zone, known);
	const read = (time: number): number => {
		const found = known.get(time) ?? readOffset(zone, time);
		known.set(time, found);
		return found;
	};
	const midnight = at - (at % DAY);
	const before = read(midnight);
	return before === read(midnight + DAY) ? before : read(at - (at % QUARTER));
}

/** What the calendar and the clock of a zone show. */
export function localTime(zone: string, at: number): { day: Day; minute: number } {
	const shown = at + offset(zone, at);
	return { day: Math.floor(shown / DAY), minute: Math.floor((shown % DAY) / 60e3) };
}

/** The first moment of a day in a zone. */
export function startOf(zone: string, day: Day): number {
	let at = day * DAY - 16 * 3600e3;
	while (localTime(zone, at).day < day) at += QUARTER;
	return at;
}

/** Easter Sunday by Gauss, with the two exceptions of the Gregorian calendar. */
function easter(year: number): Day {
	const century = Math.floor(year / 100);
	const M = (15 + century - Math.floor(century / 4) - Math.floor((13 + 8 * century) / 25)) % 30;
	const N = (4 + century - Math.floor(century / 4)) % 7;
	const a = year % 19;
	const d = (19 * a + M) % 30;
	const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + N) % 7;
	const late = (d === 29 && e === 6) || (d === 28 && e === 6 && (11 * M + 11) % 30 < 19);
	return dayOf(`${year}-03-22`) + d + e - (late ? 7 : 0);
}

const monthDay = (year: number, text: string) => dayOf(`${year}-${text}`);

/** The first such weekday on that day or after it. */
const weekdayFrom = (weekday: number, day: Day) => day + ((weekday - weekdayOf(day) + 7) % 7);

function written(text: string, year: number): Day[] {
	const [plain = '', since] = text.replace(' (never shifts)', '').split(' since ');
	if (since && year < Number(since)) return [];
	if (/^\d{4}-/.test(plain)) return plain.startsWith(String(year)) ? [dayOf(plain)] : [];
	if (/^\d\d-\d\d$/.test(plain)) return [monthDay(year, plain)];
	if (plain.startsWith('easter')) return [easter(year) + Number(plain.slice('easter'.length))];
	const words = plain.split(' ');
	const from = words.indexOf('from');
	if (from >= 0) {
		if (words.at(-1) === 'even' && year % 2 === 1) return [];
		return [weekdayFrom(WEEKDAYS.indexOf(words[0] ?? ''), monthDay(year, words[from + 1] ?? ''))];
	}
	if (words[1] === 'before') return [weekdayFrom(WEEKDAYS.indexOf(words[0] ?? ''), monthDay(year, words[2] ?? '') - 7)];
	const [which = '', weekday = '', month = ''] = words;
	const first = weekdayFrom(WEEKDAYS.indexOf(weekday), monthDay(year, `${month}-01`));
	if (which !== 'last') return [first + 7 * (Number(which) - 1)];
	const fifth = first + 28;
	return [nameOf(fifth).slice(5, 7) === month ? fifth : first + 21];
}

function addShifted(all: Set<Day>, day: Day, weekend: string): void {
	const saturday = weekdayOf(day) === 6;
	if (!saturday && weekdayOf(day) !== 0) return;
	if (weekend === 'nearest') all.add(saturday ? day - 1 : day + 1);
	if (weekend === 'sunday' && !saturday) all.add(day + 1);
	if (weekend === 'around') for (const other of saturday ? [day - 1, day + 2] : [day + 1]) all.add(other);
	if (weekend === 'free') {
		let next = day + 1;
		while (weekdayOf(next) === 0 || weekdayOf(next) === 6 || all.has(next)) next += 1;
		all.add(next);
	}
}

/** Every day of the set from the year before to the year after, as the days of one year can move into another. */
function daysAround(set: HolidaySet, year: number): Set<Day> {
	const years = [year - 1, year, year + 1];
	const all = new Set(years.flatMap((each) => set.days.flatMap((text) => written(text, each))));
	const movable = set.days.filter((text) => /^\d\d-\d\d( since \d+)?$/.test(text));
	const shifting = years.flatMap((each) => movable.flatMap((text) => written(text, each)));
	for (const day of shifting.sort((a, b) => a - b)) addShifted(all, day, set.weekend);
	return all;
}

/** Says of a day whether it is in a set of holidays. */
export function holidayCalendar(sets: ReadonlyMap<string, HolidaySet>): (name: string, day: Day) => boolean {
	const known = new Map<string, Set<Day>>();
	return (name, day) => {
		const year = Number(nameOf(day).slice(0, 4));
		const key = `${name} ${year}`;
		const set = sets.get(name);
		if (!set) throw new Error(`The page has no holidays "${name}".`);
		const days = known.get(key) ?? daysAround(set, year);
		known.set(key, days);
		return days.has(day);
	};
}
