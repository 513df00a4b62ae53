import type { SpecialNumber } from './specialNumber';

/** What a node may dial, as its options say. */
export interface DialPolicy {
	/** ISO 3166-1 alpha-2 of the only countries that may be dialed; empty for all. */
	allowedCountries: ReadonlySet<string>;
	/** Kinds of special numbers that may be dialed all the same. */
	specialNumbers: ReadonlySet<SpecialNumber>;
	/** Domains that a SIP address may have, each with its subdomains: the trunk's own and the user's. */
	sipDomains: readonly string[];
	/** ISO 3166-1 alpha-2 of numbers without a calling code. */
	defaultCountry?: string;
}
