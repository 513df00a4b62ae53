import { invalid, isInvalid, type Invalid } from '../../result';
import { isListed, readHolidays } from '../../time/holidays';
import { instantOf, zoneOffset, type ZoneOffset } from '../../time/zone';

const DAY_MS = 86_400_000;
/** Ten years: beyond it the calendar has no business day at all. */
const MAX_DAYS = 3_660;

/** When a team works. */
export interface BusinessCalendar {
	offset: ZoneOffset;
	/** ISO weekdays, Monday = 1. */
	workingDays: ReadonlySet<number>;
	/** As `readHolidays` gives them. */
	holidays: ReadonlySet<number>;
	/** Milliseconds after local midnight; undefined keeps the time of day. */
	timeOfDay?: number;
}

export interface CalendarSettings {
	/** IANA name, e.g. `Europe/Berlin`. */
	timeZone: string;
	workingDays: readonly number[];
	/** `2026-12-25`, or `12-25` for every year; separated by commas or white space, or an array. */
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
	if (isInvalid(holidays)) return holidays;
	const time = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(settings.timeOfDay ?? '');
	if (settings.timeOfDay && !time)
		return invalid(`The callback time “${settings.timeOfDay}” is not a time of day: use 24 hours, e.g. 09:30.`);
	return {
		offset,
		workingDays,
		holidays,
		timeOfDay: time ? (Number(time[1]) * 60 + Number(time[2])) * 60_000 : undefined,
	};
}

/**
 * The moment a number of business days later, at the same local time of day or at the calendar's.
 * The day of `from` is not counted, so two business days after a Saturday are over on a Tuesday.
 * @returns undefined when the calendar has no business day within ten years
 */
export function addBusinessDays(from: number, days: number, calendar: BusinessCalendar): number | undefined {
	const wall = from + calendar.offset(from);
	const today = Math.floor(wall / DAY_MS);
	let day = today;
	for (let left = days; left > 0;) {
		day += 1;
		if (day - today > MAX_DAYS) return undefined;
		if (isBusinessDay(day, calendar)) left -= 1;
	}
	const timeOfDay = calendar.timeOfDay ?? wall - today * DAY_MS;
	return instantOf(day * DAY_MS + timeOfDay, calendar.offset);
}

/** @param day days since 1970-01-01 */
const isBusinessDay = (day: number, { workingDays, holidays }: BusinessCalendar): boolean =>
	workingDays.has(new Date(day * DAY_MS).getUTCDay() || 7) && !isListed(day, holidays);
