import { HOLIDAY_SETS } from './holidaySets';
import type { Rule } from './rule';
import { RULES_AS_OF } from './rules';

const plural = (count: number, word: string): string => (count === 1 ? `1 ${word}` : `${count} ${word}s`);

const periodOf = (hours: number): string =>
	hours % 24 === 0 && hours > 24 ? `${hours / 24} days` : plural(hours, 'hour');

/** What a rule demands, in a few words. */
export function describeValue(rule: Rule): string {
	switch (rule.kind) {
		case 'hours': {
			if (rule.id === 'own-holidays') return 'no call on own holidays';
			const parts = [rule.hours, rule.zone && `in ${rule.zone}`, rule.eves && `${rule.eves} on the eve of a holiday`];
			return [...parts, rule.holidays && 'never on holidays'].filter(Boolean).join(', ');
		}
		case 'cap':
			return `${plural(rule.attempts, 'attempt')} in ${periodOf(rule.hours)}`;
		case 'refusal':
			return rule.restDays === 'never'
				? 'no call after a refusal'
				: `${plural(rule.restDays, 'full calendar day')} without a call after a refusal`;
		case 'objection':
			return 'no call to a contact who asked not to be called';
		case 'consent':
			return `${rule.needs} consent`;
		case 'consentLife':
			return `consent counts for ${plural(rule.months, 'month')}`;
		case 'register':
			return `no call to a number on the register ${rule.name}${rule.graceDays ? `, ${plural(rule.graceDays, 'day')} after its entry` : ''}`;
		case 'ban':
			return 'no call';
		case 'emergency':
			return 'no call while an emergency is declared';
	}
}

/** A rule in the list of those that were checked. */
interface ListedRule {
	id: string;
	value: string;
	source: string;
	confidence: Rule['confidence'];
	/** The day on which the value was collected; absent for what is set in the node. */
	asOf?: string;
	/** The first day on which it holds, and the first on which it does not hold any more. */
	from?: string;
	until?: string;
}

export function listRule(rule: Rule): ListedRule {
	const { id, source, confidence, from, until, jurisdiction } = rule;
	return {
		...{ id, value: describeValue(rule), source, confidence },
		...(jurisdiction !== '' && { asOf: RULES_AS_OF }),
		...(from && { from }),
		...(until && { until }),
	};
}

/** The rule that decided, with everything that is known of it. */
interface DescribedRule extends ListedRule {
	kind: Rule['kind'];
	/** Where the value was seen. */
	address?: string;
	note?: string;
	/** Where the holidays are from. */
	holidays?: string;
}

export function describeRule(rule: Rule): DescribedRule {
	const { kind, address, note } = rule;
	return {
		...listRule(rule),
		kind,
		...(address && { address }),
		...(note && { note }),
		...(rule.kind === 'hours' && rule.holidays && { holidays: HOLIDAY_SETS[rule.holidays].source }),
	};
}
