const ZONED = /(?:Z|[+-]\d\d(?::?\d\d)?)$/i;
const EPOCH_MS_FROM = 1e11;

/**
 * A moment as milliseconds since the epoch. ISO 8601 without an offset is read as UTC, because the host's own zone
 * must never decide; numbers are seconds below 10^11, else milliseconds.
 */
export function readTime(value: unknown): number | undefined {
	if (typeof value === 'number') return finite(value < EPOCH_MS_FROM ? value * 1000 : value);
	if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return undefined;
	const text = value.trim().replace(' ', 'T');
	return finite(Date.parse(text.includes('T') && !ZONED.test(text.slice(10)) ? `${text}Z` : text));
}

/** The largest moment that a JavaScript `Date` can hold; nothing beyond it can be written as ISO 8601. */
const MAX_MS = 8.64e15;

function finite(ms: number): number | undefined {
	return Math.abs(ms) <= MAX_MS ? ms : undefined;
}

/** ISO 8601 UTC; undefined beyond what a `Date` can hold. */
export function toIso(ms: number | undefined): string | undefined {
	return ms === undefined || !(Math.abs(ms) <= MAX_MS) ? undefined : new Date(ms).toISOString();
}

const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The ISO 8601 UTC form of a value that `readTime` has read; one that has it already is passed on as it is. */
export function isoOf(value: unknown, read: number | undefined): string | undefined {
	return read !== undefined && typeof value === 'string' && CANONICAL.test(value) ? value : toIso(read);
}
