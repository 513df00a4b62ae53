import { pseudonym } from '../inbox/fingerprint';

/** What became of a number's calls. */
export interface Counts {
	calls: number;
	answered: number;
	/** Answered, and over within seconds. */
	short: number;
	/** Turned down by the person called or by a network. */
	rejected: number;
}

export const NONE: Counts = Object.freeze({ calls: 0, answered: 0, short: 0, rejected: 0 });

export const sum = (all: readonly Counts[]): Counts =>
	all.reduce(
		(total, { calls, answered, short, rejected }) => ({
			calls: total.calls + calls,
			answered: total.answered + answered,
			short: total.short + short,
			rejected: total.rejected + rejected,
		}),
		NONE,
	);

/** A number that makes no calls for some days, because its answer rate fell. */
export interface Rest {
	/** The first day of it, e.g. `2026-11-20` (UTC). */
	from: string;
	/** The first day on which the number may be used again. */
	until: string;
	/** The answer rates, 0 to 1, that it was judged by. */
	rate: number;
	ownRate: number;
	poolRate: number;
}

/** What the store keeps of a caller ID. */
export interface NumberRecord {
	/** By day, e.g. `2026-11-20` (UTC). */
	days: Readonly<Record<string, Counts>>;
	rest?: Rest;
}

export const DAY_MS = 86_400_000;
/** How many days are kept: the two that are judged, and four weeks to judge them by. */
export const KEPT_DAYS = 30;

export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
export const addDays = (day: string, days: number): string => dayOf(Date.parse(day) + days * DAY_MS);

/** Where the store keeps a caller ID of an n8n. */
export const numberKey = (namespace: string, secret: string, number: string): string =>
	`number:${namespace}:${pseudonym(secret, number)}`;
