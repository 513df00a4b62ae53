import { invalid, isInvalid, type Invalid } from '../result';

/** Minutes after local midnight: `start <= minute < end`. */
export interface Window {
	start: number;
	end: number;
}

/** The windows of each weekday, Monday first, in the order of their start. */
export type Week = ReadonlyArray<readonly Window[]>;

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAYS = /^([a-z]{3})[a-z]*(?:\s*[-–]\s*([a-z]{3})[a-z]*)?\s+(.+)$/i;
const WINDOW = /^(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)$/;
const MAX_MINUTES = 24 * 60;

const HELP = 'write them as Mon-Fri 09:00-20:00, Sat 10:00-14:00';

function readWindow(text: string): Window | Invalid {
	const [, startHour, startMinute, endHour, endMinute] = WINDOW.exec(text) ?? [];
	const [start, end] = [
		[startHour, startMinute],
		[endHour, endMinute],
	].map(([hour, minute]) => (Number(minute) < 60 ? Number(hour) * 60 + Number(minute) : NaN));
	return start < end && end <= MAX_MINUTES
		? { start, end }
		: invalid(`“${text}” is not a time from and to of one day: ${HELP}.`);
}

/** @param text `10:00-13:00 14:00-20:00` */
export function readWindows(text: string): readonly Window[] | Invalid {
	const windows = text
		.replace(/\s*([-–])\s*/g, '$1')
		.trim()
		.split(/\s+/)
		.map(readWindow);
	const wrong = windows.find(isInvalid);
	return wrong ?? (windows as Window[]).sort((one, other) => one.start - other.start);
}

function readDays(first: string, last: string): number[] {
	const [from, to] = [first, last].map((day) => WEEKDAYS.indexOf(day.toLowerCase()));
	if (from < 0 || to < 0) return [];
	return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, step) => (from + step) % 7);
}

/**
 * Hours by weekday.
 * @param text `Mon-Fri 10:00-13:00 14:00-20:00, Sat 09:00-13:00`; a day that is not named is closed, several parts for
 * a day add up
 */
export function readWeek(text: string): Week | Invalid {
	const week: Window[][] = WEEKDAYS.map(() => []);
	for (const part of text
		.split(/[,;\n]/)
		.map((one) => one.trim())
		.filter(Boolean)) {
		const [, first, last = first, hours] = DAYS.exec(part) ?? [];
		const days = first ? readDays(first, last) : [];
		if (days.length === 0) return invalid(`“${part}” does not begin with a day of the week: ${HELP}.`);
		const windows = readWindows(hours);
		if (isInvalid(windows)) return windows;
		for (const day of days) week[day].push(...windows);
	}
	for (const windows of week) windows.sort((one, other) => one.start - other.start);
	return week.some((windows) => windows.length > 0) ? week : invalid(`No hours are given: ${HELP}.`);
}
