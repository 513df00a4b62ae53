import type { Attempts } from './checkContact';
import type { Contact } from './contact';
import { describeValue } from './describeRule';
import { HOLIDAY_SETS, type HolidaySet } from './holidaySets';
import type { Rule } from './rule';
import { hasRules, HOUSE_HOURS, type CheckSettings } from './settings';

/**
 * How much of what the table has for the contact was checked. `none`: it has nothing for the country. `partial`: `gaps`
 * says what is missing. `full`: everything, and each value is marked high.
 */
export type Coverage = 'full' | 'partial' | 'none';

type Gap = (contact: Contact) => string | undefined;

/** What a rule that was checked leaves open. */
function gapOf(rule: Rule, attempts: Attempts): Gap {
	if (rule.kind === 'register')
		return ({ registered }) =>
			registered === undefined ? `The register ${rule.name} was not checked: set Registered.` : undefined;
	if (rule.kind === 'cap')
		return () => (attempts.areCounted ? undefined : `Attempts were not counted for “${describeValue(rule)}”.`);
	if (rule.kind === 'consentLife')
		return ({ consent, consentAt }) =>
			consent !== 'none' && consentAt === undefined
				? `The age of the consent was not checked (${describeValue(rule)}): set Consent Date.`
				: undefined;
	if (rule.kind === 'emergency')
		return ({ emergency }) =>
			emergency === undefined ? 'Whether an emergency is declared was not checked: set Emergency Declared.' : undefined;
	if (rule.kind === 'hours' && rule.holidays) return () => (HOLIDAY_SETS[rule.holidays!] as HolidaySet).gap;
	return () => undefined;
}

/** What was not checked, one sentence each. */
function* gapsOf(
	contact: Contact,
	{ hoursMode }: CheckSettings,
	attempts: Attempts,
	checked: readonly Rule[],
	off: readonly Rule[],
): Generator<string | undefined> {
	const { country, isAreaUnknown } = contact.place;
	if (isAreaUnknown) yield 'The state or province is not known, so its rules were not checked: set Area.';
	if (checked.includes(HOUSE_HOURS))
		yield `No hours for such a call in ${country} are in the table: the default ${HOUSE_HOURS.hours} was checked.`;
	if (hoursMode === 'own') yield 'Own hours were checked in place of the hours of law.';
	for (const rule of checked) {
		yield gapOf(rule, attempts)(contact);
		if (rule.confidence === 'medium' || rule.confidence === 'low')
			yield `${rule.id} is marked ${rule.confidence}: the text of the law was not seen with its value.`;
	}
	const unchecked = off.filter(({ kind }) => kind !== 'hours' || hoursMode !== 'own').map(({ id }) => id);
	if (unchecked.length > 0) yield `Turned off: ${unchecked.join(', ')}.`;
}

export function coverageOf(
	contact: Contact,
	settings: CheckSettings,
	attempts: Attempts,
	checked: readonly Rule[],
	off: readonly Rule[],
): { coverage: Coverage; gaps: readonly string[] } {
	const { country } = contact.place;
	if (!hasRules(country))
		return { coverage: 'none', gaps: [`No rule for ${country ?? 'the number'} is in the table.`] };
	const gaps = [...new Set(gapsOf(contact, settings, attempts, checked, off))].filter((gap) => gap !== undefined);
	return { coverage: gaps.length > 0 ? 'partial' : 'full', gaps };
}
