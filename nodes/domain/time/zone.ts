import { setBounded } from '../setBounded';

const DAY_MS = 86_400_000;
/** Days that a zone's memory holds: two years. */
const MAX_DAYS = 732;
const OFFSET = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

/** A time zone's offset from UTC in milliseconds at a moment. */
export type ZoneOffset = (at: number) => number;

/** What was worked out already: a zone always has the same function. */
const offsets = new Map<string, ZoneOffset>();
/** More than there are names of zones in use. */
const MAX_ZONES = 1_000;

/**
 * The offset function of an IANA time zone, or undefined when there is no such zone.
 * On `Intl` rather than luxon: luxon costs more than ten times as much here, and is not ours to ship.
 */
export function zoneOffset(zone: string): ZoneOffset | undefined {
	const known = offsets.get(zone);
	if (known) return known;
	try {
		const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', hour: 'numeric' });
		const offset = rememberDays((at) => readOffset(format.format(at)));
		setBounded(offsets, zone, offset, MAX_ZONES);
		return offset;
	} catch {
		return undefined;
	}
}

/**
 * Asks `Intl` twice for a day and not for each moment of it: no zone changes its offset and back within a day.
 * Calls come in about now, so the same few days are asked for over and over.
 */
function rememberDays(ask: ZoneOffset): ZoneOffset {
	const changing = Symbol();
	const days = new Map<number, number | typeof changing>();
	return (at) => {
		const day = Math.floor(at / DAY_MS);
		let known = days.get(day);
		if (known === undefined) {
			const start = ask(day * DAY_MS);
			known = start === ask((day + 1) * DAY_MS) ? start : changing;
			setBounded(days, day, known, MAX_DAYS);
		}
		return known === changing ? ask(at) : (known as number);
	};
}

function readOffset(formatted: string): number {
	const [, sign, hours, minutes, seconds = '0'] = OFFSET.exec(formatted) ?? [];
	if (!sign) return 0;
	const size = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
	return sign === '-' ? -size : size;
}

/**
 * The moment of a wall-clock time, as RFC 5545 reads it: a time that a DST change skips moves on by the gap, one that
 * occurs twice is the first.
 * @param wall the local date and time, as if it were UTC, in milliseconds
 */
export function instantOf(wall: number, offset: ZoneOffset): number {
	const before = offset(wall - DAY_MS);
	const after = offset(wall + DAY_MS);
	const early = wall - before;
	if (before === after || offset(early) === before) return early;
	const late = wall - after;
	return offset(late) === after ? late : early;
}
