import { DEFAULT_THRESHOLDS } from '../domain/disposition';

/** What holds for an option that is not set; the form imports it. */
export const DEFAULTS = Object.freeze({
	...DEFAULT_THRESHOLDS,
	callbackBusinessDays: 2,
	suppressHours: 48,
	redialDelayMinutes: 15,
	maxAttempts: 3,
});

/** ISO weekdays: Monday to Friday. */
export const DEFAULT_WORKING_DAYS: readonly number[] = Object.freeze([1, 2, 3, 4, 5]);
export const DEFAULT_DURATION_UNIT = 'seconds';
