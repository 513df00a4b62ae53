import type { HolidaySetName } from './holidaySets';

/** How much consent a contact gave, from none to the most; each includes those before it. */
export const CONSENTS = ['none', 'presumed', 'express', 'written'] as const;
export type Consent = (typeof CONSENTS)[number];

/** What the call is for. `energy`: sales of energy works and equipment, which France bans. */
export const PURPOSES = ['sales', 'energy', 'service', 'collection'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A person starts each call, a workflow or a dialer does, or nobody speaks. */
export const DIALINGS = ['person', 'automatic', 'recorded'] as const;
export type Dialing = (typeof DIALINGS)[number];

/**
 * How well a row is known. `high`: the law's own text or a regulator's page was seen with the value, or several
 * independent pages agree. `medium`: the value was seen in a page that names the law. `low`: a weak or old page alone,
 * or pages that disagree. `own`: set in the node. `house`: a cautious default of this package, not law.
 */
type Confidence = 'high' | 'medium' | 'low' | 'own' | 'house';

/** What every row of the table has. */
interface Row {
	/** Unique; it begins with the jurisdiction. */
	id: string;
	/** ISO 3166-1 alpha-2 of a country, or ISO 3166-2 of a state or province. */
	jurisdiction: string;
	/** The law, rule or code. */
	source: string;
	/** Where the value was seen. */
	address: string;
	confidence: Confidence;
	/** What a reader should know of the value. */
	note?: string;
	/** The first day on which it holds, in the contact's zone. */
	from?: string;
	/** The first day on which it does not hold any more. */
	until?: string;
	/** Absent: sales and energy. */
	purposes?: readonly Purpose[];
	/** Absent: however the call is dialed. */
	dialing?: readonly Dialing[];
	/** Absent: both. */
	contacts?: 'consumers' | 'businesses';
	/** libphonenumber's types of the contact's number; absent: all. */
	numberTypes?: readonly string[];
	/** Whether it does not hold for a contact with a running contract or an established relationship. */
	customersExempt?: boolean;
	/** Not checked unless turned on, although it is not marked low. */
	off?: boolean;
}

/** Calls are allowed within these hours: `start <= time < end`. */
export interface HoursRule extends Row {
	kind: 'hours';
	/** By weekday, local time: `Mon-Fri 10:00-13:00 14:00-20:00, Sat 09:00-13:00`. A day that is not named is closed. */
	hours: string;
	/** The days on which nobody may be called. */
	holidays?: HolidaySetName;
	/** On the day before such a day, in place of the hours of the weekday. */
	eves?: string;
	/** IANA zone of the hours, where the law names one; else the contact's. */
	zone?: string;
	/** What lifts the hours: this much consent, or consent to be called at other times. */
	liftedBy?: Consent | 'anyTime';
	/** Holds only for contacts whose state or province is not known. */
	unknownArea?: boolean;
}

/** At most so many attempts within any period of so many hours. */
export interface CapRule extends Row {
	kind: 'cap';
	attempts: number;
	hours: number;
}

/** After the contact has refused: never again, or only after so many full calendar days. */
export interface RefusalRule extends Row {
	kind: 'refusal';
	restDays: number | 'never';
}

/** A contact who asked not to be called is never called. It is checked in every country, with or without a row. */
export interface ObjectionRule extends Row {
	kind: 'objection';
}

/** No call without this much consent. */
interface ConsentRule extends Row {
	kind: 'consent';
	needs: Consent;
}

/** Consent does not count any more after so many months. */
export interface ConsentLifeRule extends Row {
	kind: 'consentLife';
	months: number;
}

/** A number that is on the register is never called, from so many days after its entry. */
interface RegisterRule extends Row {
	kind: 'register';
	name: string;
	graceDays?: number;
	/** The consent that comes before the register; absent: none does. */
	liftedBy?: Consent;
}

/** Never, whatever the contact has agreed to. */
interface BanRule extends Row {
	kind: 'ban';
}

/** No call while an emergency is declared. */
interface EmergencyRule extends Row {
	kind: 'emergency';
}

export type Rule =
	| HoursRule
	| CapRule
	| RefusalRule
	| ObjectionRule
	| ConsentRule
	| ConsentLifeRule
	| RegisterRule
	| BanRule
	| EmergencyRule;

/** Whether a row is checked when nobody has chosen. */
export const isOnByDefault = ({ confidence, off }: Rule): boolean => confidence !== 'low' && off !== true;
