import { zoneOffset, type ZoneOffset } from '../time/zone';
import { concerns, isInForce } from './applies';
import type { Contact } from './contact';
import { coverageOf, type Coverage } from './coverage';
import { neverAt } from './never';
import { constraintsOf } from './notNow';
import type { Rule } from './rule';
import { RULES } from './rules';
import { hasRules, HOUSE_HOURS, type CheckSettings } from './settings';
import { waitFor } from './waitFor';

/** A time that is reserved for an attempt, milliseconds since 1970. */
interface Held {
	at: number;
	/** When it stops counting if no call has followed. */
	until: number;
}

/** What is known of earlier attempts. */
export interface Attempts {
	/** Milliseconds since 1970, in any order. */
	times: readonly number[];
	/** Reservations that no call has followed yet. */
	held?: readonly Held[];
	/** Whether the call store counts them. */
	areCounted: boolean;
}

/** Whether a contact may be called, and why. */
export interface Verdict {
	verdict: 'allowed' | 'notNow' | 'never';
	/** One sentence. */
	reason: string;
	/** The rule that decided; absent when every rule allows the call, or none could be asked. */
	decidedBy?: Rule;
	/** The first moment at which every rule allows a call, milliseconds since 1970; absent when nobody knows one. */
	nextAllowedAt?: number;
	/** Every rule that was checked. */
	checked: readonly Rule[];
	/** Whether one of them limits the number of attempts. */
	hasCap: boolean;
	coverage: Coverage;
	/** What was not checked, one sentence each. */
	gaps: readonly string[];
}

const utc: ZoneOffset = () => 0;
const zoneNamed = (name: string): ZoneOffset => zoneOffset(name) ?? utc;

interface Chosen {
	/** Of the table as far as they are on, the user's own, and the default hours where there are no others. */
	rules: Rule[];
	/** Rules of the table that concern the contact and are not checked. */
	off: Rule[];
}

function choose(
	contact: Contact,
	{ hoursMode, ownHours, ownClosed, ownCap, ownRest, on }: CheckSettings,
	now: number,
): Chosen {
	const isReplaced = ({ kind }: Rule): boolean => kind === 'hours' && hoursMode === 'own';
	const concerned = RULES.filter((rule) => concerns(rule, contact));
	const isOn = (rule: Rule): boolean => on.has(rule.id) && !isReplaced(rule);
	const isNow = (rule: Rule): boolean => contact.place.zones.some(({ offset }) => isInForce(rule, now, offset));
	const rules = [...concerned.filter(isOn), ...[ownHours, ownCap, ownRest].filter((rule) => rule !== undefined)];
	if (!rules.some((rule) => rule.kind === 'hours' && isNow(rule))) rules.push(HOUSE_HOURS);
	if (ownClosed) rules.push(ownClosed);
	return { rules, off: concerned.filter((rule) => !isOn(rule) && isNow(rule)) };
}

/** Why nothing can be said of the time of a call; undefined when something can. */
function whyUnknown({ place }: Contact, { hoursMode }: CheckSettings): string | undefined {
	if (hoursMode === 'legal' && !hasRules(place.country))
		return `${place.country ? `No rule for ${place.country} is in the table` : 'The number belongs to no country'}: set Own Hours to call there.`;
	return place.zones.length === 0 ? 'The time zone of the contact is not known: set Time Zone.' : undefined;
}

/**
 * Whether a contact may be called now, later or never: every rule must allow it, in every zone that the contact may be
 * in.
 * @param now milliseconds since 1970
 */
export function checkContact(contact: Contact, settings: CheckSettings, attempts: Attempts, now: number): Verdict {
	const { rules, off } = choose(contact, settings, now);
	const { zones } = contact.place;
	const checked = rules.filter((rule) => zones.some(({ offset }) => isInForce(rule, now, offset)));
	const about = {
		checked,
		hasCap: checked.some(({ kind }) => kind === 'cap'),
		...coverageOf(contact, settings, attempts, checked, off),
	};
	const refused = neverAt(now, rules, contact);
	if (refused) return { verdict: 'never', reason: refused.reason, decidedBy: refused.rule, ...about };
	const unknown = whyUnknown(contact, settings);
	if (unknown) return { verdict: 'notNow', reason: unknown, ...about };
	const wait = waitFor(
		now,
		rules.flatMap((rule) => constraintsOf(rule, contact, settings, attempts, zoneNamed)),
	);
	if (!wait) return { verdict: 'allowed', reason: 'Every rule that was checked allows a call now.', ...about };
	const { rule, until, reason } = wait;
	// A rule that begins meanwhile may forbid the call.
	const isAllowedThen = until !== undefined && !neverAt(until, rules, contact);
	return { verdict: 'notNow', reason, decidedBy: rule, ...(isAllowedThen && { nextAllowedAt: until }), ...about };
}
