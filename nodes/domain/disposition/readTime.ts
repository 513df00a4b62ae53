/** As `Date` writes it, and the trigger with it. */
const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const DATED = /^\d{4}-\d\d-\d\d/;
const ZONED = /(?:Z|[+-]\d\d(?::?\d\d)?)$/i;
const EPOCH_MS_FROM = 1e11;
/** The largest moment that a JavaScript `Date` can hold; nothing beyond it can be written as ISO 8601. */
const MAX_MS = 8.64e15;

/**
 * A moment as milliseconds since the epoch. ISO 8601 without an offset is read as UTC, because the host's own zone
 * must never decide; numbers are seconds below 10^11, else milliseconds.
 */
export function readTime(value: unknown): number | undefined {
	if (typeof value === 'number') return withinDate(value < EPOCH_MS_FROM ? value * 1000 : value);
	if (typeof value !== 'string') return undefined;
	return withinDate(Date.parse(CANONICAL.test(value) ? value : inUtc(value.trim())));
}

function inUtc(text: string): string {
	if (!DATED.test(text)) return '';
	const dateTime = text.replace(' ', 'T');
	return dateTime.includes('T') && !ZONED.test(dateTime.slice(10)) ? `${dateTime}Z` : dateTime;
}

function withinDate(ms: number): number | undefined {
	return Math.abs(ms) <= MAX_MS ? ms : undefined;
}

/** ISO 8601 UTC; undefined beyond what a `Date` can hold. */
export function toIso(ms: number | undefined): string | undefined {
	return ms === undefined || withinDate(ms) === undefined ? undefined : new Date(ms).toISOString();
}

/** The ISO 8601 UTC form of a value that `readTime` has read; one that has it already is passed on as it is. */
export function isoOf(value: unknown, read: number | undefined): string | undefined {
	return read !== undefined && typeof value === 'string' && CANONICAL.test(value) ? value : toIso(read);
}
