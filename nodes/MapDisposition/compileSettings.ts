import {
	OUTCOMES,
	DEFAULT_NEXT_ACTIONS,
	DEFAULT_TAGS,
	compileCalendar,
	compileOverrides,
	compileVocabulary,
} from '../domain/disposition';
import type { MapSettings, NextAction, Outcome, Thresholds, VocabularyName } from '../domain/disposition';
import { isInvalid, type Invalid } from '../domain/result';
import { DEFAULTS, DEFAULT_DURATION_UNIT, DEFAULT_WORKING_DAYS } from './defaults';
import { parseJson } from './parseJson';

type Rows<T> = { values?: T[] };

/** The node's parameters for one item, as n8n hands them over. */
export interface MapParameters {
	vocabulary: VocabularyName;
	hubSpotDispositions?: unknown;
	dispositionNames: { names?: Array<{ outcome: Outcome; word: string }> };
	timeZone: string;
	options: Partial<Thresholds> & {
		callbackBusinessDays?: number;
		callbackTime?: string;
		causeOutcomes?: Rows<{ cause: string; outcome: Outcome }>;
		durationUnit?: MapSettings['durationUnit'];
		holidays?: unknown;
		maxAttempts?: number;
		nextActions?: Rows<{ outcome: Outcome; nextAction: NextAction }>;
		redialDelayMinutes?: number;
		suppressHours?: number;
		tags?: Rows<{ outcome: Outcome; tag: string }>;
		timeZone?: string;
		workingDays?: number[];
	};
}

/** Checks a node's parameters once and makes them quick to use. */
export function compileSettings({ options, ...parameters }: MapParameters): MapSettings | Invalid {
	const portal = parseJson(parameters.hubSpotDispositions, 'HubSpot Dispositions');
	if (isInvalid(portal)) return portal;
	const vocabulary = compileVocabulary(parameters.vocabulary, parameters.dispositionNames.names, portal?.value);
	if (isInvalid(vocabulary)) return vocabulary;
	const calendar = compileCalendar({
		timeZone: options.timeZone || parameters.timeZone,
		workingDays: options.workingDays ?? DEFAULT_WORKING_DAYS,
		holidays: options.holidays,
		timeOfDay: options.callbackTime,
	});
	if (isInvalid(calendar)) return calendar;
	const numbers = { ...DEFAULTS, ...pick(options, Object.keys(DEFAULTS)) };
	return {
		...numbers,
		durationUnit: options.durationUnit ?? DEFAULT_DURATION_UNIT,
		thresholds: numbers,
		overrides: compileOverrides(options.causeOutcomes?.values ?? []),
		nextActions: { ...DEFAULT_NEXT_ACTIONS, ...byOutcome(options.nextActions?.values, 'nextAction') },
		tags: { ...DEFAULT_TAGS, ...byOutcome(options.tags?.values, 'tag') },
		vocabulary,
		calendar,
	};
}

function pick<T extends object>(from: T, names: string[]): Partial<T> {
	return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name))) as Partial<T>;
}

function byOutcome<T extends { outcome: Outcome }, K extends keyof T>(
	rows: readonly T[] = [],
	field: K,
): Partial<Record<Outcome, T[K]>> {
	return Object.fromEntries(
		rows.filter(({ outcome }) => OUTCOMES.includes(outcome)).map((row) => [row.outcome, row[field]]),
	) as Partial<Record<Outcome, T[K]>>;
}
