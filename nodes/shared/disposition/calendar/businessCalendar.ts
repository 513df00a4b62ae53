import { invalid, type Invalid } from '../../result';
import { instantOf, zoneOffset, type ZoneOffset } from './zone';

const DAY_MS = 86_400_000;
/** Ten years: beyond it the calendar holds no business day at all. */
const MAX_DAYS = 3_660;

/** When a team works. */
export interface BusinessCalendar {
	offset: ZoneOffset;
	/** ISO weekdays, Monday = 1. */
	workingDays: ReadonlySet<number>;
	/** `2026-12-25` for one day, `12-25` for that day of every year. */
	holidays: ReadonlySet<string>;
	/** Milliseconds after local midnight; undefined keeps the time of day. */
	timeOfDay?: number;
}

export interface CalendarSettings {
	/** IANA name, e.g. `Europe/Berlin`. */
	timeZone: string;
	workingDays: readonly number[];
	/** Dates, comma- or whitespace-separated or an array. */
	holidays?: unknown;
	/** `HH:mm`; empty keeps the time of day. */
	timeOfDay?: string;
}

export function compileCalendar(settings: CalendarSettings): BusinessCalendar | Invalid {
	const offset = zoneOffset(settings.timeZone);
	if (!offset) return invalid(`“${settings.timeZone}” is not a time zone: use an IANA name such as Europe/Berlin.`);
	const workingDays = new Set(settings.workingDays.filter((day) => Number.isInteger(day) && day >= 1 && day <= 7));
	if (workingDays.size === 0) return invalid('A callback needs business days: choose at least one working day.');
	const holidays = readHolidays(settings.holidays);
	if ('kind' in holidays) return holidays;
	const time = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(settings.timeOfDay ?? '');
	if (settings.timeOfDay && !time) return invalid(`The callback time “${settings.timeOfDay}” is not a time of day: use 24 hours, e.g. 09:30.`);
	return { offset, workingDays, holidays, timeOfDay: time ? (Number(time[1]) * 60 + Number(time[2])) * 60_000 : undefined };
}

function readHolidays(input: unknown): ReadonlySet<string> | Invalid {
	const dates = (Array.isArray(input) ? input : String(input ?? '').split(/[\s,;]+/)).map((date) => String(date).trim()).filter(Boolean);
	const wrong = dates.find((date) => !/^(?:\d{4}-)?(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(date));
	return wrong === undefined ? new Set(dates) : invalid(`The holiday “${wrong}” is not a date: use 2026-12-25, or 12-25 for every year.`);
}

/**
 * The moment a number of business days later, at the same local time of day or at the calendar's.
 * The day of `from` is not counted, so a call on a Saturday is two business days from Tuesday.
 */
export function addBusinessDays(from: number, days: number, calendar: BusinessCalendar): number | undefined {
	const wall = from + calendar.offset(from);
	let day = Math.floor(wall / DAY_MS);
	let left = days;
	for (let step = 0; left > 0; step += 1) {
		if (step >= MAX_DAYS) return undefined;
		day += 1;
		if (isBusinessDay(day, calendar)) left -= 1;
	}
	const timeOfDay = calendar.timeOfDay ?? wall - Math.floor(wall / DAY_MS) * DAY_MS;
	return instantOf(day * DAY_MS + timeOfDay, calendar.offset);
}

/** @param day days since 1970-01-01, a Thursday */
function isBusinessDay(day: number, { workingDays, holidays }: BusinessCalendar): boolean {
	const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
	if (!workingDays.has(weekday)) return false;
	if (holidays.size === 0) return true;
	const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
	return !holidays.has(date) && !holidays.has(date.slice(5));
}
