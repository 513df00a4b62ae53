import { addMonths, dayAt } from './calendarDay';
import type { Contact } from './contact';
import { isInForce } from './applies';
import { CONSENTS, type Consent, type ConsentLifeRule, type ObjectionRule, type Rule } from './rule';

/** A contact who asked not to be called, in a country without a row for it. */
const HOUSE_OBJECTION: ObjectionRule = {
	...{ id: 'default-do-not-call', jurisdiction: '', kind: 'objection', confidence: 'house' },
	source: 'No law: this package never calls who asked not to be called',
	address: '',
};

/** Why a contact may not be called at all. */
export interface Refused {
	rule: Rule;
	reason: string;
}

const includes = (given: Consent, needed: Consent): boolean => CONSENTS.indexOf(given) >= CONSENTS.indexOf(needed);

/** The rule by which the contact's consent has run out. */
const lapsed = (rules: readonly Rule[], { consentAt }: Contact, day: (at: number) => number, at: number) =>
	rules.find(
		(rule): rule is ConsentLifeRule =>
			rule.kind === 'consentLife' && consentAt !== undefined && day(at) >= addMonths(day(consentAt), rule.months),
	);

/**
 * Whether a contact may never be called, as things are at a moment.
 * @param rules that concern the contact, in any order
 */
export function neverAt(at: number, rules: readonly Rule[], contact: Contact): Refused | undefined {
	for (const { offset } of contact.place.zones) {
		const refused = neverIn(
			(moment) => dayAt(moment, offset),
			at,
			rules.filter((rule) => isInForce(rule, at, offset)),
			contact,
		);
		if (refused) return refused;
	}
	return contact.doNotCall ? asked(HOUSE_OBJECTION) : undefined;
}

const asked = (rule: Rule): Refused => ({ rule, reason: 'The contact asked not to be called.' });

function neverIn(
	day: (at: number) => number,
	at: number,
	rules: readonly Rule[],
	contact: Contact,
): Refused | undefined {
	if (contact.doNotCall) return asked(rules.find(({ kind }) => kind === 'objection') ?? HOUSE_OBJECTION);
	const life = lapsed(rules, contact, day, at);
	const consent = life ? 'none' : contact.consent;
	const refusal = rules.find((rule) => rule.kind === 'refusal' && rule.restDays === 'never');
	if (refusal && contact.refusedAt !== undefined)
		return { rule: refusal, reason: 'The contact has refused, and must not be called again.' };
	const ban = rules.find(({ kind }) => kind === 'ban');
	if (ban) return { rule: ban, reason: 'Calls of this kind are banned.' };
	for (const rule of rules) {
		if (rule.kind !== 'consent' || includes(consent, rule.needs)) continue;
		return life && includes(contact.consent, rule.needs)
			? { rule: life, reason: `The consent was given more than ${life.months} months ago.` }
			: {
					rule,
					reason: `The call needs ${rule.needs} consent, and the contact has given ${consent === 'none' ? 'none' : `only ${consent} consent`}.`,
				};
	}
	const listed = rules.find(
		(rule) =>
			rule.kind === 'register' &&
			isListed(contact.registered, rule.graceDays ?? 0, day, at) &&
			!(rule.liftedBy && includes(consent, rule.liftedBy)),
	);
	return listed && { rule: listed, reason: 'The number is on the do-not-call register.' };
}

function isListed(
	registered: Contact['registered'],
	graceDays: number,
	day: (at: number) => number,
	at: number,
): boolean {
	return typeof registered === 'number' ? day(at) - day(registered) >= graceDays : registered === true;
}
