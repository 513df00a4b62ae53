/** Readers of untrusted payloads: each takes what it can use and answers undefined for the rest. */

export type Fields = Readonly<Record<string, unknown>>;

export function asFields(value: unknown): Fields | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** An own property: `constructor` and `__proto__` of a payload's prototype are not its fields. */
export const own = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);

/** Text with something in it; a safe integer counts as its digits. */
export function asText(value: unknown): string | undefined {
	if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
	const trimmed = typeof value === 'string' ? value.trim() : '';
	return trimmed === '' ? undefined : trimmed;
}

/** A whole or decimal number that is not negative, also as text (CAMARA sends `callDuration` as digits). */
export function asSeconds(value: unknown): number | undefined {
	const seconds = typeof value === 'string' && /^\d{1,9}(\.\d{1,9})?$/.test(value.trim()) ? Number(value) : value;
	return typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

/** Above this a Unix time must be in milliseconds (or micro-): in seconds it would be the year 5138. */
const LARGEST_UNIX_SECONDS = 1e11;

function unixMs(value: number): number {
	const scale = [1000, 1, 1e-3].find((factor) => value * factor < LARGEST_UNIX_SECONDS * 1000);
	return scale === undefined ? NaN : value * scale;
}

/** ISO 8601 with a time zone, or without one (then UTC, since a trunk does not know our zone). */
function isoMs(text: string): number {
	const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text);
	return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text) ? Date.parse(zoned ? text : `${text}Z`) : NaN;
}

/** A moment as ISO 8601 UTC, from ISO 8601 or from Unix time in s, ms or µs. */
export function asInstant(value: unknown): string | undefined {
	const digits =
		typeof value === 'number'
			? value
			: typeof value === 'string' && /^\d{9,16}$/.test(value)
				? Number(value)
				: undefined;
	const ms = digits === undefined ? (typeof value === 'string' ? isoMs(value.trim()) : NaN) : unixMs(digits);
	const date = new Date(ms);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** `Normal Clearing`, `NORMAL_CLEARING` and `normal-clearing` are one cause. */
export function asCauseName(value: unknown): string | undefined {
	const snake = asText(value)
		?.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^_+|_+$/g, '');
	return snake === '' ? undefined : snake?.slice(0, 64);
}

/** Q.850 causes and SIP statuses share one field at some trunks; their ranges do not overlap. */
export function asCauseCode(value: unknown): { hangupCauseCode?: number; sipStatus?: number } {
	const code = asSeconds(value);
	if (code === undefined || !Number.isInteger(code)) return {};
	if (code <= 127) return { hangupCauseCode: code };
	return code >= 200 && code <= 699 ? { sipStatus: code } : {};
}

/** The fields that hold something: an event has no `undefined` in it. */
export function compact<T extends object>(fields: T): T {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** A query without the parameters that have no value. */
export const compactQuery = (
	query: Readonly<Record<string, string | number | undefined>>,
): Record<string, string | number> => compact(query) as Record<string, string | number>;
