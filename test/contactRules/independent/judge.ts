import type { Day } from './calendar';
import { holidayCalendar, localTime, nameOf, startOf, weekdayOf } from './calendar';
import type { Hours, Row } from './readTable';
import { readHours, readTable } from './readTable';

/**
 * Check Contact once more, written from docs/reference/calling-rules.md and docs/nodes/check-contact.md alone. It asks
 * each quarter of an hour whether a call is allowed, instead of computing when it is.
 */

const QUARTER = 900e3;
const { rows: ROWS, holidays } = readTable();
const isHoliday = holidayCalendar(holidays);

/** A contact as both implementations are asked about it; times are in milliseconds. */
export interface Case {
	readonly country: string;
	readonly areas: readonly string[];
	readonly zones: readonly string[];
	readonly numberType: string;
	readonly purpose: string;
	readonly dialing: string;
	readonly company: boolean;
	readonly customer: boolean;
	readonly consent: number;
	readonly consentAt?: number;
	readonly otherTimes: boolean;
	readonly doNotCall: boolean;
	readonly refusedAt?: number;
	readonly registered?: boolean | number;
	readonly emergency: boolean;
	readonly attempts: readonly number[];
	readonly hours: 'legal' | 'legalAndOwn' | 'own';
	readonly ownHours: string;
	readonly ownHolidays: readonly string[];
	readonly ownCap?: { readonly most: number; readonly hours: number };
	readonly ownRest?: number;
	readonly on: readonly string[];
	readonly off: readonly string[];
}

export interface Judgment {
	readonly verdict: 'allowed' | 'notNow' | 'never';
	/** The rows that may be named as those that decided: several when they take equally long. */
	readonly decidedBy: readonly string[];
	readonly nextAllowedAt?: number;
}

const OWN = {
	country: '',
	purposes: [],
	exceptCustomers: false,
	unknownState: false,
	liftedByOtherTimes: false,
	from: '0000-00-00',
	until: '9999-99-99',
	off: false,
};
const HOUSE: Row = { ...OWN, id: 'default-hours', demand: { kind: 'hours', hours: readHours('Mon-Fri 09:00-20:00') } };
const NO_RULES: Row = { ...OWN, id: '', demand: { kind: 'emergency' } };

const anyZone = (asked: Case, at: number, test: (day: Day) => boolean) =>
	asked.zones.some((zone) => test(localTime(zone, at).day));

const inForce = (row: Row, day: Day) => row.from <= nameOf(day) && nameOf(day) < row.until;

function concerns(row: Row, asked: Case, at: number): boolean {
	if (row.area && !asked.areas.includes(row.area)) return false;
	if (row.unknownState && asked.areas.length > 0) return false;
	if (row.off ? !asked.on.includes(row.id) : asked.off.includes(row.id)) return false;
	if (!row.purposes.includes(asked.purpose)) return false;
	if (row.dialing && !row.dialing.includes(asked.dialing)) return false;
	if (row.only && (row.only === 'businesses') !== asked.company) return false;
	if (row.numberType && row.numberType !== asked.numberType) return false;
	if (row.exceptCustomers && asked.customer) return false;
	return anyZone(asked, at, (day) => inForce(row, day));
}

function monthsLater(day: Day, months: number): Day {
	const [year = 0, month = 0, date = 0] = nameOf(day).split('-').map(Number);
	return Math.round(Date.UTC(year, month - 1 + months, date) / 86_400e3);
}

/** The consent that counts at that time: none once it has lapsed in any zone that comes into question. */
function consentAt(asked: Case, rows: readonly Row[], at: number): number {
	const given = asked.consentAt;
	if (given === undefined) return asked.consent;
	const lapsed = rows.some(
		({ demand }) =>
			demand.kind === 'lapse' &&
			asked.zones.some((zone) => localTime(zone, at).day >= monthsLater(localTime(zone, given).day, demand.months)),
	);
	return lapsed ? 0 : asked.consent;
}

function open(hours: Hours, row: Row, asked: Case, at: number): boolean {
	return (hours.zone ? [hours.zone] : asked.zones).every((zone) => {
		const { day, minute } = localTime(zone, at);
		if (!inForce(row, day)) return true;
		const set = hours.holidays;
		if (set && isHoliday(set, day)) return false;
		const usual = hours.days[weekdayOf(day)] ?? [];
		const spans = hours.eve && set && usual.length > 0 && isHoliday(set, day + 1) ? hours.eve : usual;
		return spans.some(([start, end]) => start <= minute && minute < end);
	});
}

/** Whether hours are open in each quarter of an hour since 2022: 1 and 2 for yes and no, 0 for not asked yet. */
const FIRST = Date.UTC(2022, 0, 1);
const answers = new Map<string, Int8Array>();

/** Answers for the quarter of an hour, in which nothing changes: each is worked out once. */
function opening(hours: Hours, row: Row, asked: Case): (at: number) => boolean {
	const key = [row.id === 'own-hours' ? asked.ownHours : row.id, ...asked.zones].join(' ');
	const known = answers.get(key) ?? new Int8Array(9 * 366 * 96);
	answers.set(key, known);
	return (at) => {
		const quarter = Math.floor((at - FIRST) / QUARTER);
		if (known[quarter] === 0) known[quarter] = open(hours, row, asked, FIRST + quarter * QUARTER) ? 1 : 2;
		return known[quarter] === 1;
	};
}

/** The first quarter of an hour from then on for which something is true, within 400 days. */
function firstQuarter(at: number, test: (at: number) => boolean): number {
	const last = at + 400 * 86_400e3;
	for (let next = Math.ceil(at / QUARTER) * QUARTER; next < last; next += QUARTER) if (test(next)) return next;
	return Infinity;
}

const afterRest = (asked: Case, days: number) =>
	asked.refusedAt === undefined
		? -Infinity
		: Math.max(...asked.zones.map((zone) => startOf(zone, localTime(zone, asked.refusedAt ?? 0).day + days + 1)));

/** When the row alone allows a call: at once, later, or at no time that is known (Infinity). */
function waitFor(row: Row, asked: Case, at: number): number {
	const { demand } = row;
	switch (demand.kind) {
		case 'hours': {
			const isOpen = opening(demand.hours, row, asked);
			return isOpen(at) ? at : firstQuarter(at, isOpen);
		}
		case 'cap': {
			const young = asked.attempts.filter((time) => at - time < demand.period).sort((a, b) => b - a);
			const deciding = young[demand.most - 1];
			return deciding === undefined ? at : deciding + demand.period;
		}
		case 'rest':
			return Math.max(at, afterRest(asked, demand.days));
		case 'emergency':
			return row === NO_RULES || asked.emergency ? Infinity : at;
		default:
			return at;
	}
}

const ORDER = ['objection', 'refused', 'ban', 'consent', 'register'];

function forbids(row: Row, asked: Case, consent: number, at: number): boolean {
	const { demand } = row;
	switch (demand.kind) {
		case 'objection':
			return asked.doNotCall;
		case 'refused':
			return asked.refusedAt !== undefined;
		case 'ban':
			return true;
		case 'consent':
			return consent < demand.level;
		case 'register': {
			if (asked.registered === true) return true;
			if (typeof asked.registered !== 'number') return false;
			const entered = asked.registered;
			return asked.zones.some((zone) => localTime(zone, at).day >= localTime(zone, entered).day + demand.days);
		}
		default:
			return false;
	}
}

function ownRows(asked: Case): Row[] {
	const own: Row[] = [];
	const add = (id: string, demand: Row['demand']) => own.push({ ...OWN, id, demand });
	if (asked.hours !== 'legal') add('own-hours', { kind: 'hours', hours: readHours(asked.ownHours) });
	if (asked.ownCap) add('own-cap', { kind: 'cap', most: asked.ownCap.most, period: asked.ownCap.hours * 3600e3 });
	if (asked.ownRest !== undefined) add('own-rest', { kind: 'rest', days: asked.ownRest });
	return own;
}

function rowsAt(asked: Case, at: number): { rows: Row[]; consent: number } {
	const found = ROWS.filter((row) => row.country === asked.country && concerns(row, asked, at));
	const consent = consentAt(asked, found, at);
	const legal = found.filter((row) => asked.hours !== 'own' || row.demand.kind !== 'hours');
	const lifted = (row: Row) =>
		(row.liftedBy !== undefined && consent >= row.liftedBy) || (row.liftedByOtherTimes && asked.otherTimes);
	const rows = [...legal.filter((row) => !lifted(row)), ...ownRows(asked)];
	if (asked.hours === 'own') return { rows, consent };
	const known = ROWS.some((row) => row.country === asked.country);
	if (!known && asked.hours === 'legal') rows.push(NO_RULES);
	if (known && asked.hours === 'legal' && !found.some((row) => row.demand.kind === 'hours')) rows.push(HOUSE);
	return { rows, consent };
}

function ownHoliday(asked: Case, at: number): boolean {
	return anyZone(asked, at, (day) =>
		asked.ownHolidays.some((text) => nameOf(day).endsWith(text.length === 5 ? `-${text}` : text)),
	);
}

const OWN_HOLIDAYS = 'own-holidays';

/** What must be waited for at that time, and until when. */
function waits(asked: Case, at: number): { id: string; until: number }[] {
	const found = rowsAt(asked, at).rows.map((row) => ({ id: row.id, until: waitFor(row, asked, at) }));
	if (ownHoliday(asked, at))
		found.push({ id: OWN_HOLIDAYS, until: firstQuarter(at, (next) => !ownHoliday(asked, next)) });
	return found.filter(({ until }) => until > at);
}

function forbidden(asked: Case, at: number): string[] {
	const { rows, consent } = rowsAt(asked, at);
	const against = rows.filter((row) => forbids(row, asked, consent, at));
	if (asked.doNotCall && !against.some(({ demand }) => demand.kind === 'objection')) return ['default-do-not-call'];
	const first = ORDER.find((kind) => against.some((row) => row.demand.kind === kind));
	const named = against.filter((row) => row.demand.kind === first);
	// Consent that would have been enough has lapsed: the row by which it did is the one that decided.
	const hasLapsed = named.some(({ demand }) => demand.kind === 'consent' && asked.consent >= demand.level);
	return (hasLapsed ? rows.filter(({ demand }) => demand.kind === 'lapse') : named).map((row) => row.id);
}

/** When every rule allows the call, from a time on: undefined when none is known. */
function nextAllowed(asked: Case, from: number): number | undefined {
	let at = from;
	while (at < from + 400 * 86_400e3) {
		const pending = waits(asked, at);
		if (pending.length === 0) return forbidden(asked, at).length === 0 ? at : undefined;
		at = Math.max(...pending.map(({ until }) => until));
	}
	return undefined;
}

/** May this contact be called at that time: now, later (with the time) or never. */
export function judge(asked: Case, at: number): Judgment {
	const never = forbidden(asked, at);
	if (never.length > 0) return { verdict: 'never', decidedBy: never };
	const pending = waits(asked, at);
	if (pending.length === 0) return { verdict: 'allowed', decidedBy: [] };
	const longest = Math.max(...pending.map(({ until }) => until));
	const next = nextAllowed(asked, at);
	return {
		verdict: 'notNow',
		decidedBy: pending.filter(({ until }) => until === longest).map(({ id }) => id),
		...(next !== undefined && { nextAllowedAt: next }),
	};
}
