import { instantOf, type ZoneOffset } from '../time/zone';
import type { Week, Window } from './week';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Beyond a year, hours that never open are meant. */
const MAX_DAYS = 400;

/** When calls are allowed in one zone. */
export interface Schedule {
	week: Week;
	offset: ZoneOffset;
	/** @param day days since 1970-01-01 */
	isHoliday: (day: number) => boolean;
	/** In place of the hours of the weekday, on the day before a holiday. */
	eves?: readonly Window[];
}

function windowsOn(day: number, { week, isHoliday, eves }: Schedule): readonly Window[] {
	if (isHoliday(day)) return [];
	// 1970-01-01 was a Thursday.
	const windows = week[(((day + 3) % 7) + 7) % 7];
	return eves && windows.length > 0 && isHoliday(day + 1) ? eves : windows;
}

const isIn = (sinceMidnight: number, { start, end }: Window): boolean =>
	sinceMidnight >= start * MINUTE_MS && sinceMidnight < end * MINUTE_MS;

/** When the clock shows `wall`: a clock that is put back shows it twice, one that is put forward a gap later. */
function momentsOf(wall: number, offset: ZoneOffset): number[] {
	const first = instantOf(wall, offset);
	const second = wall - offset(wall + DAY_MS);
	return second > first && second + offset(second) === wall ? [first, second] : [first];
}

function isOpen(at: number, schedule: Schedule): boolean {
	const wall = at + schedule.offset(at);
	const day = Math.floor(wall / DAY_MS);
	return windowsOn(day, schedule).some((window) => isIn(wall - day * DAY_MS, window));
}

/** The next moment at which a window begins. */
function nextStart(at: number, schedule: Schedule): number | undefined {
	const today = Math.floor((at + schedule.offset(at)) / DAY_MS);
	for (let day = today; day <= today + MAX_DAYS; day += 1) {
		const starts = windowsOn(day, schedule)
			.flatMap(({ start }) => momentsOf(day * DAY_MS + start * MINUTE_MS, schedule.offset))
			// A window may be skipped whole.
			.filter((moment) => moment >= at && isOpen(moment, schedule));
		if (starts.length > 0) return Math.min(...starts);
	}
	return undefined;
}

/** The moment between two others at which the clock is changed. */
function changeBetween(from: number, to: number, offset: ZoneOffset): number {
	let [before, after] = [from, to];
	while (after - before > 1) {
		const middle = Math.floor((before + after) / 2);
		if (offset(middle) === offset(from)) before = middle;
		else after = middle;
	}
	return after;
}

/**
 * The first moment from `at` on that is inside the hours; a start that is skipped when clocks are put forward moves on.
 * @param at milliseconds since 1970
 * @returns `at` itself when it is inside; undefined when the hours do not open within a year
 */
export function nextOpen(at: number, schedule: Schedule): number | undefined {
	if (isOpen(at, schedule)) return at;
	const start = nextStart(at, schedule);
	if (start === undefined || schedule.offset(at) === schedule.offset(start)) return start;
	// A clock that is put back may show the middle of a window again.
	const change = changeBetween(at, start, schedule.offset);
	return isOpen(change, schedule) ? change : start;
}
