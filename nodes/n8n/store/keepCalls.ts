export const DEFAULT_KEEP_CALLS_DAYS = 30;
const DAY_MS = 86_400_000;
/** Ten years: a longer time is a mistake, and stores keep whole milliseconds of a limited size. */
const MAX_DAYS = 3_650;

/** How long the credential wants calls to be remembered, in whole milliseconds. */
export function keepCallsMs({ keepCallsDays }: Readonly<Record<string, unknown>>): number {
	const days = Number(keepCallsDays ?? DEFAULT_KEEP_CALLS_DAYS);
	return Math.round(Math.min(MAX_DAYS, Math.max(1, Number.isFinite(days) ? days : DEFAULT_KEEP_CALLS_DAYS)) * DAY_MS);
}
