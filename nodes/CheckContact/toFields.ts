import type { IDataObject } from 'n8n-workflow';
import { describeRule, listRule, type Contact, type Verdict } from '../domain/contactRules';
import type { ParsedNumber, UnparsedNumber } from '../domain/phone';
import { toIso, toLocalIso } from '../domain/time/readTime';
import { describeNumber } from '../n8n/numbers/describeNumber';

/** A number that cannot be called at all. */
export const refused = ({ input, rule }: UnparsedNumber): IDataObject => ({
	verdict: 'never',
	reason: rule,
	decidedBy: null,
	number: input,
	coverage: 'none',
	gaps: [],
	rules: [],
});

/** What the node adds to an item. */
export function toFields(
	{ verdict, reason, decidedBy, nextAllowedAt, checked, coverage, gaps }: Verdict,
	{ place }: Contact,
	number: ParsedNumber,
	attempts: number | undefined,
): IDataObject {
	const [zone] = place.zones;
	return {
		verdict,
		reason,
		decidedBy: decidedBy ? { ...describeRule(decidedBy) } : null,
		...(nextAllowedAt !== undefined && {
			nextAllowedAt: toIso(nextAllowedAt),
			nextAllowedLocal: toLocalIso(nextAllowedAt, zone.offset),
		}),
		number: number.e164,
		...(place.country && { country: place.country }),
		...(place.areas.length > 0 && { area: place.areas.join(', ') }),
		...(zone && { timeZone: zone.name }),
		...(place.zones.length > 1 && { timeZones: place.zones.map(({ name }) => name) }),
		...(attempts !== undefined && { attempts }),
		coverage,
		gaps: [...gaps],
		rules: checked.map((rule) => ({ ...listRule(rule) })),
		...describeNumber(number),
	};
}
