import type { ParsedNumber } from '../phone';
import { invalid, type Invalid } from '../result';
import { zoneOffset, type ZoneOffset } from '../time/zone';
import type { Consent, Dialing, Purpose } from './rule';
import { areasOf, hasAreas, readAreaName, zonesOf } from './zones';

/** Where a contact is, as far as it is known. */
export interface Place {
	/** ISO 3166-1 alpha-2; absent for numbers of no country. */
	country?: string;
	/** ISO 3166-2 of the states or provinces that come into question; empty when they are not known, or have no rules. */
	areas: readonly string[];
	/** Whether the country has states with rules, and the contact's is not known. */
	isAreaUnknown: boolean;
	/** Every zone that the contact may be in. */
	zones: ReadonlyArray<{ name: string; offset: ZoneOffset }>;
}

/** Whom somebody wants to call, and what is known of them. */
export interface Contact {
	place: Place;
	/** libphonenumber's type of the number. */
	numberType?: string;
	purpose: Purpose;
	dialing: Dialing;
	consent: Consent;
	/** When the consent was given, milliseconds since 1970. */
	consentAt?: number;
	/** Agreed to be called at any time of day. */
	anyTime: boolean;
	/** Has a running contract or an established relationship. */
	isCustomer: boolean;
	isBusiness: boolean;
	/** Asked not to be called. */
	doNotCall: boolean;
	/** Whether the number is on a do-not-call register, or since when; absent: nobody has looked. */
	registered?: boolean | number;
	/** When the contact refused last. */
	refusedAt?: number;
	/** Whether an emergency is declared where the contact is; absent: nobody has looked. */
	emergency?: boolean;
}

/**
 * Where the contact is: the zone that is given, else those of the state, of the area code, of the country.
 * @param zone IANA name
 * @param area `US-FL`, `FL` or `Florida`; what a country without such rules calls its areas is not read
 */
export function readPlace(number: ParsedNumber, { zone, area }: { zone?: string; area?: string }): Place | Invalid {
	const given = area === undefined ? undefined : readAreaName(area, number.country);
	if (area !== undefined && given === undefined && hasAreas(number.country))
		return invalid(
			`Area: “${area.slice(0, 40)}” is not a state or province of the United States or Canada: use a code such as US-FL, or leave it empty.`,
		);
	const country = given?.slice(0, 2) ?? number.country;
	const areas = given ? [given] : areasOf(number);
	const names = zone ? [zone] : country ? zonesOf(number, country, areas) : [];
	const zones = names.map((name) => ({ name, offset: zoneOffset(name) }));
	if (zone && !zones[0].offset)
		return invalid(`Time Zone: “${zone.slice(0, 40)}” is not a time zone: use an IANA name such as Europe/Berlin.`);
	return {
		...(country && { country }),
		areas,
		isAreaUnknown: hasAreas(country) && areas.length === 0,
		// The runtime may list a zone that it does not know itself.
		zones: zones.filter((one): one is Place['zones'][number] => one.offset !== undefined),
	};
}
