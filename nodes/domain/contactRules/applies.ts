import type { ZoneOffset } from '../time/zone';
import { dayAt, dayOfDate } from './calendarDay';
import type { Contact } from './contact';
import type { Purpose, Rule } from './rule';

const SALES: readonly Purpose[] = ['sales', 'energy'];

/** Whether a rule is about a contact and what the call is for, whatever the day. */
export function concerns(rule: Rule, { place, numberType, ...contact }: Contact): boolean {
	const { jurisdiction, purposes = SALES, dialing, contacts, numberTypes, customersExempt } = rule;
	return (
		(jurisdiction === place.country || place.areas.includes(jurisdiction)) &&
		purposes.includes(contact.purpose) &&
		(!dialing || dialing.includes(contact.dialing)) &&
		(!contacts || (contacts === 'businesses') === contact.isBusiness) &&
		(!numberTypes || (numberType !== undefined && numberTypes.includes(numberType))) &&
		!(customersExempt && contact.isCustomer) &&
		(rule.kind !== 'hours' || !rule.unknownArea || place.isAreaUnknown)
	);
}

/** Whether a rule is in force on the day that it is in a zone. */
export function isInForce({ from, until }: Rule, at: number, offset: ZoneOffset): boolean {
	if (!from && !until) return true;
	const day = dayAt(at, offset);
	return (!from || day >= dayOfDate(from)) && (!until || day < dayOfDate(until));
}
