const DURATION = /^(\d+(?:\.\d+)?)\s*(ms|s)?$/;

export type DurationUnit = 'seconds' | 'milliseconds';

/**
 * A duration in seconds, from a number or a digit string; `196000 ms` and `196 s` carry their own unit.
 * @param unit of a bare number
 * @returns undefined for anything negative or unreadable
 */
export function readSeconds(value: unknown, unit: DurationUnit = 'seconds'): number | undefined {
	const match = DURATION.exec(
		typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '',
	);
	if (!match) return undefined;
	const milliseconds = (match[2] ?? (unit === 'milliseconds' ? 'ms' : 's')) === 'ms';
	return milliseconds ? Number(match[1]) / 1000 : Number(match[1]);
}
