export type DurationUnit = 'seconds' | 'milliseconds';

/** Of a length that no count, code or duration has is a mapping gone wrong. */
const NUMBER = /^\d{1,12}(?:\.\d{1,9})?$/;
const WITH_UNIT = /^(.*?)\s*(ms|s)$/;

/** A whole or decimal number that is not negative, also as digits; undefined for everything else. */
export function readNumber(value: unknown): number | undefined {
	const number = typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
}

/**
 * A duration in seconds, from a number or a digit string; `196000 ms` and `196 s` carry their own unit.
 * @param unit of a bare number
 * @returns undefined for anything negative or unreadable
 */
export function readSeconds(value: unknown, unit: DurationUnit = 'seconds'): number | undefined {
	const [, digits = value, suffix = unit === 'milliseconds' ? 'ms' : 's'] =
		(typeof value === 'string' && WITH_UNIT.exec(value.trim())) || [];
	const number = readNumber(digits);
	return number === undefined || suffix === 's' ? number : number / 1000;
}

/** Seconds between two moments in milliseconds; undefined when one is missing or they run backwards. */
export function secondsBetween(from: number | undefined, to: number | undefined): number | undefined {
	return from === undefined || to === undefined || !(to >= from) ? undefined : (to - from) / 1000;
}
