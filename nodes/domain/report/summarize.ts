import type { CallEvent } from '../call/callEvent';
import {
	compileOverrides,
	compileVocabulary,
	DEFAULT_THRESHOLDS,
	OUTCOMES,
	OUTCOME_TITLES,
	type Outcome,
} from '../disposition';
import { readCall } from '../disposition/readCall';
import { readOutcome, type OutcomeSettings } from '../disposition/readOutcome';
import { parseNumber } from '../phone';
import type { KnownCall } from '../register/find';
import { isInvalid } from '../result';
import { readTime } from '../time/readTime';
import type { ZoneOffset } from '../time/zone';
import { maskNumber } from './maskNumber';

const HOUR_MS = 3_600_000;
/** A call whose end is not known after this time is not live any more: its end was never received. */
const LIVE_AT_MOST_MS = 4 * HOUR_MS;
const OTHER = 'Other';

/** How many outbound calls there were, and how many of them were answered. */
export interface Share {
	label: string;
	calls: number;
	answered: number;
}

/** The calls of a period. Shares are of outbound calls. */
export interface CallSummary {
	outbound: number;
	inbound: number;
	/** Of the outbound calls. */
	answered: number;
	/** Of both directions. */
	live: number;
	/** Outbound calls by what became of them, in the order of Map Disposition's outputs; none with 0. */
	outcomes: Array<{ outcome: Outcome; title: string; calls: number }>;
	/** Masked, the most used first. */
	callerIds: Share[];
	/** By ISO 3166-1 code of the contact's number, the most called first. */
	countries: Share[];
	/** From 00 to 23 in the report's time zone. */
	hours: Share[];
}

/** As Map Disposition decides when nothing is set. */
function defaultSettings(): OutcomeSettings {
	const vocabulary = compileVocabulary('standard');
	if (isInvalid(vocabulary)) throw new Error(vocabulary.rule);
	return { thresholds: DEFAULT_THRESHOLDS, overrides: compileOverrides([]), vocabulary };
}

function outcomeOf(event: CallEvent, settings: OutcomeSettings): Outcome {
	const facts = readCall({ ...event }, 'seconds');
	return isInvalid(facts) ? 'unknown' : readOutcome(facts, settings).verdict.outcome;
}

const isAnswered = ({ answeredAt, durationSeconds = 0 }: CallEvent): boolean =>
	answeredAt !== undefined || durationSeconds > 0;

function countryOf({ to, toValid }: CallEvent): string {
	const number = toValid ? parseNumber(to) : undefined;
	return number && !isInvalid(number) && number.country ? number.country : OTHER;
}

/** Counts calls by a label. */
function shares(): { add(key: string, answered: boolean): void; list(label?: (key: string) => string): Share[] } {
	const counts = new Map<string, { calls: number; answered: number }>();
	return {
		add(key, answered) {
			const { calls, answered: before } = counts.get(key) ?? { calls: 0, answered: 0 };
			counts.set(key, { calls: calls + 1, answered: before + (answered ? 1 : 0) });
		},
		list: (label = (key) => key) =>
			[...counts]
				.sort(([a, one], [b, other]) => other.calls - one.calls || (a < b ? -1 : 1))
				.map(([key, count]) => ({ label: label(key), ...count })),
	};
}

/**
 * What happened to the calls that the register knows.
 * @param now the store's time
 * @param offset of the zone in which the hours are counted
 */
export function summarize(calls: readonly KnownCall[], now: number, offset: ZoneOffset): CallSummary {
	const settings = defaultSettings();
	const startOf = ({ event, since }: KnownCall): number => readTime(event.initiatedAt) ?? since;
	const outbound = calls.filter(({ event }) => event.direction !== 'inbound');
	const [byCallerId, byCountry, byHour] = [shares(), shares(), shares()];
	const byOutcome = new Map<Outcome, number>();
	for (const call of outbound) {
		const { event } = call;
		const answered = isAnswered(event);
		const outcome = outcomeOf(event, settings);
		byOutcome.set(outcome, (byOutcome.get(outcome) ?? 0) + 1);
		byCallerId.add(event.fromValid ? event.from : '', answered);
		byCountry.add(countryOf(event), answered);
		const start = startOf(call);
		byHour.add(String(new Date(start + offset(start)).getUTCHours()).padStart(2, '0'), answered);
	}
	const hours = new Map(byHour.list().map((share) => [share.label, share]));
	return {
		outbound: outbound.length,
		inbound: calls.length - outbound.length,
		answered: outbound.filter(({ event }) => isAnswered(event)).length,
		live: calls.filter((call) => call.ended === undefined && now - startOf(call) < LIVE_AT_MOST_MS).length,
		outcomes: OUTCOMES.flatMap((outcome) => {
			const count = byOutcome.get(outcome);
			return count ? [{ outcome, title: OUTCOME_TITLES[outcome], calls: count }] : [];
		}),
		callerIds: byCallerId.list((from) => (from ? maskNumber(from) : OTHER)),
		countries: byCountry.list(),
		hours: Array.from({ length: 24 }, (_, hour) => {
			const label = String(hour).padStart(2, '0');
			return hours.get(label) ?? { label, calls: 0, answered: 0 };
		}),
	};
}
