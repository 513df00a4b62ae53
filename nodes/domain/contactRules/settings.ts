import { readHolidays, type Holidays } from '../time/holidays';
import { isInvalid, type Invalid } from '../result';
import { isOnByDefault, type CapRule, type HoursRule, type RefusalRule } from './rule';
import { RULES } from './rules';
import { readWeek } from './week';

/** Whether the hours of law, hours of the user's own, or both are checked. */
export const HOURS_MODES = ['legal', 'both', 'own'] as const;
type HoursMode = (typeof HOURS_MODES)[number];

/** What is checked. */
export interface CheckSettings {
	hoursMode: HoursMode;
	/** In `both` and `own`. */
	ownHours?: HoursRule;
	/** Closed in every mode, whatever lifts other hours. */
	ownHolidays: Holidays;
	/** What `ownHolidays` come to; absent without any. */
	ownClosed?: HoursRule;
	ownCap?: CapRule;
	ownRest?: RefusalRule;
	/** Rules of the table that are checked. */
	on: ReadonlySet<string>;
}

/** For a country with rules, none of which is about hours. */
export const HOUSE_HOURS: HoursRule = {
	...{ id: 'default-hours', jurisdiction: '', kind: 'hours', hours: 'Mon-Fri 09:00-20:00' },
	source: 'No law: the default of this package where no hours of law are known',
	address: '',
	confidence: 'house',
};

const ALL_DAY = 'Mon-Sun 00:00-24:00';
const OWN = { jurisdiction: '', source: 'Set in the node', address: '', confidence: 'own' } as const;

export interface GivenSettings {
	hoursMode: HoursMode;
	/** `Mon-Fri 09:00-20:00, Sat 10:00-14:00` */
	ownHours?: string;
	ownHolidays?: unknown;
	/** At most so many attempts within so many hours. */
	ownCap?: { attempts: number; hours: number };
	/** Full calendar days without a call after a refusal. */
	restDays?: number;
	turnOn: readonly string[];
	turnOff: readonly string[];
}

/** Which rules of the table are checked. */
const rulesOn = (turnOn: readonly string[], turnOff: readonly string[]): ReadonlySet<string> =>
	new Set(
		RULES.filter((rule) => (isOnByDefault(rule) || turnOn.includes(rule.id)) && !turnOff.includes(rule.id)).map(
			({ id }) => id,
		),
	);

/** Checks what a user chose, once. */
export function readSettings(given: GivenSettings): CheckSettings | Invalid {
	const ownHolidays = readHolidays(given.ownHolidays);
	if (isInvalid(ownHolidays)) return ownHolidays;
	const hours = given.hoursMode === 'legal' ? undefined : (given.ownHours ?? '');
	const week = hours === undefined ? undefined : readWeek(hours);
	if (isInvalid(week)) return { ...week, rule: `Own Hours: ${week.rule}` };
	return {
		hoursMode: given.hoursMode,
		...(hours !== undefined && { ownHours: { id: 'own-hours', kind: 'hours', hours, ...OWN } }),
		ownHolidays,
		...(ownHolidays.size > 0 && { ownClosed: { id: 'own-holidays', kind: 'hours', hours: ALL_DAY, ...OWN } }),
		...(given.ownCap && { ownCap: { id: 'own-cap', kind: 'cap', ...given.ownCap, ...OWN } }),
		...(given.restDays && { ownRest: { id: 'own-rest', kind: 'refusal', restDays: given.restDays, ...OWN } }),
		on: rulesOn(given.turnOn, given.turnOff),
	};
}

/** Whether the table knows anything of a country. */
export const hasRules = (country: string | undefined): boolean =>
	RULES.some(({ jurisdiction }) => jurisdiction === country);
