import { instantOf, type ZoneOffset } from './zone';

/** How a text is read that leaves something open. */
export interface TimeReading {
	/** What a date without a time of day stands for: no moment, or the start or the end of that day. */
	day?: 'none' | 'start' | 'end';
	/** The zone of a time without an offset; UTC by default, because the machine's own zone must never decide. */
	zone?: ZoneOffset;
}

const DAY_MS = 86_400_000;
/** As `Date` writes it, and the trigger with it. */
const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_AND_TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d(?::?\d\d)?)?$/i;
const UNIX = /^\d{9,16}$/;
/** Above this a Unix time must be in milliseconds (or micro-): in seconds it would be the year 5138. */
const LARGEST_UNIX_SECONDS = 1e11;
/** The largest moment that a JavaScript `Date` can hold; nothing beyond it can be written as ISO 8601. */
const MAX_MS = 8.64e15;

/**
 * A moment as milliseconds since 1970, from ISO 8601, a `Date`, or Unix time in seconds, milliseconds or microseconds
 * (as a number or its digits).
 * @returns undefined for everything else
 */
export function readTime(value: unknown, { day = 'none', zone }: TimeReading = {}): number | undefined {
	if (typeof value === 'number') return withinDate(unixMs(value));
	if (value instanceof Date) return withinDate(value.getTime());
	if (typeof value !== 'string') return undefined;
	// Most times are our own, and need no more than this.
	if (CANONICAL.test(value)) return withinDate(Date.parse(value));
	const text = value.trim();
	if (UNIX.test(text)) return withinDate(unixMs(Number(text)));
	if (DATE.test(text)) return day === 'none' ? undefined : dayMs(text, day, zone);
	return momentMs(text, zone);
}

function unixMs(value: number): number {
	const scale = [1000, 1, 1e-3].find((factor) => value * factor < LARGEST_UNIX_SECONDS * 1000);
	return scale === undefined ? NaN : value * scale;
}

function dayMs(date: string, day: 'start' | 'end', zone?: ZoneOffset): number | undefined {
	const wall = Date.parse(`${date}T00:00Z`) + (day === 'end' ? DAY_MS : 0);
	return toMoment(wall, zone);
}

function momentMs(text: string, zone?: ZoneOffset): number | undefined {
	const [, date, time, offset] = DATE_AND_TIME.exec(text) ?? [];
	if (date === undefined) return undefined;
	if (offset === undefined) return toMoment(Date.parse(`${date}T${time}Z`), zone);
	// PostgreSQL writes +02, which Date.parse does not take.
	return withinDate(Date.parse(`${date}T${time}${offset.length === 3 ? `${offset}:00` : offset.toUpperCase()}`));
}

function toMoment(wall: number, zone?: ZoneOffset): number | undefined {
	const ms = withinDate(wall);
	return ms === undefined || !zone ? ms : instantOf(ms, zone);
}

function withinDate(ms: number): number | undefined {
	return Math.abs(ms) <= MAX_MS ? ms : undefined;
}

/** ISO 8601 UTC; undefined beyond what a `Date` can hold. */
export function toIso(ms: number | undefined): string | undefined {
	return ms === undefined || withinDate(ms) === undefined ? undefined : new Date(ms).toISOString();
}

/** ISO 8601 in a zone, with its offset, in whole seconds: `2026-12-01T08:00:00-05:00`. */
export function toLocalIso(ms: number, offset: ZoneOffset): string {
	const shift = offset(ms);
	const wall = new Date(ms + shift).toISOString().slice(0, 19);
	const minutes = Math.round(Math.abs(shift) / 60_000);
	const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
	return `${wall}${shift < 0 ? '-' : '+'}${hour}:${minute}`;
}

/** The ISO 8601 UTC form of a value that `readTime` has read; one that has it already is passed on as it is. */
export function isoOf(value: unknown, read: number | undefined): string | undefined {
	return read !== undefined && typeof value === 'string' && CANONICAL.test(value) ? value : toIso(read);
}
