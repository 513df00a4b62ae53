import { isListed } from '../time/holidays';
import { isInForce } from './applies';
import { dayAt, startOf } from './calendarDay';
import type { Attempts } from './checkContact';
import type { Contact } from './contact';
import { isHoliday } from './holidayDays';
import { nextOpen, type Schedule } from './nextOpen';
import { CONSENTS, type CapRule, type HoursRule, type RefusalRule, type Rule } from './rule';
import type { CheckSettings } from './settings';
import { readWeek, readWindows, type Week, type Window } from './week';

const HOUR_MS = 3_600_000;

/** What must be waited for. */
export interface Constraint {
	rule: Rule;
	/** The first moment from `at` on at which the rule allows a call; undefined: not within a year, or nobody knows. */
	next: (at: number) => number | undefined;
}

type Zone = Contact['place']['zones'][number];

/** Rules of the table and own hours, which have been checked. */
const weeks = new Map<string, Week>();
const weekOf = (hours: string): Week => {
	const known = weeks.get(hours) ?? (readWeek(hours) as Week);
	if (weeks.size > 1_000) weeks.clear();
	weeks.set(hours, known);
	return known;
};

function isLifted({ liftedBy }: HoursRule, { consent, anyTime }: Contact): boolean {
	if (liftedBy === undefined) return false;
	return liftedBy === 'anyTime' ? anyTime : CONSENTS.indexOf(consent) >= CONSENTS.indexOf(liftedBy);
}

function scheduleOf(rule: HoursRule, offset: Zone['offset'], { ownClosed, ownHolidays }: CheckSettings): Schedule {
	const { hours, holidays, eves } = rule;
	return {
		week: weekOf(hours),
		offset,
		isHoliday: (day) =>
			rule === ownClosed ? isListed(day, ownHolidays) : holidays !== undefined && isHoliday(holidays, day),
		...(eves !== undefined && { eves: readWindows(eves) as readonly Window[] }),
	};
}

/** The hours of a rule in one zone. A rule that begins or ends is asked again on its first or last day. */
function hoursIn(rule: HoursRule, zone: Zone, clock: Zone['offset'], settings: CheckSettings): Constraint {
	const schedule = scheduleOf(rule, clock, settings);
	return { rule, next: (at) => (isInForce(rule, at, zone.offset) ? nextOpen(at, schedule) : at) };
}

function capOf(rule: CapRule, zone: Zone, { times, held = [] }: Attempts): Constraint {
	const period = rule.hours * HOUR_MS;
	/** When each of them stops counting. */
	const ends = [
		...times.map((time) => time + period),
		...held.map(({ at: time, until }) => Math.min(time + period, until)),
	].sort((one, other) => other - one);
	const deciding = ends[rule.attempts - 1];
	return {
		rule,
		next: (at) => (deciding === undefined || deciding <= at || !isInForce(rule, at, zone.offset) ? at : deciding),
	};
}

/** Full calendar days after the day of the refusal. */
function restOf(rule: RefusalRule, restDays: number, refusedAt: number, zone: Zone): Constraint {
	const ends = startOf(dayAt(refusedAt, zone.offset) + restDays + 1, zone.offset);
	return { rule, next: (at) => (isInForce(rule, at, zone.offset) ? Math.max(at, ends) : at) };
}

/** What a rule asks of the time of a call, in every zone that the contact may be in. */
export function constraintsOf(
	rule: Rule,
	contact: Contact,
	settings: CheckSettings,
	attempts: Attempts,
	zoneNamed: (name: string) => Zone['offset'],
): Constraint[] {
	return contact.place.zones.flatMap((zone) => {
		if (rule.kind === 'hours' && !isLifted(rule, contact))
			return hoursIn(rule, zone, rule.zone ? zoneNamed(rule.zone) : zone.offset, settings);
		if (rule.kind === 'cap') return capOf(rule, zone, attempts);
		if (rule.kind === 'refusal' && rule.restDays !== 'never' && contact.refusedAt !== undefined)
			return restOf(rule, rule.restDays, contact.refusedAt, zone);
		if (rule.kind === 'emergency' && contact.emergency)
			return { rule, next: (at: number) => (isInForce(rule, at, zone.offset) ? undefined : at) };
		return [];
	});
}
