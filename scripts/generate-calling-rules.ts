/** `npx tsx scripts/generate-calling-rules.ts`: writes docs/reference/calling-rules.md from the table that Check Contact reads. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeValue, isOnByDefault, RULES, type Rule } from '../nodes/domain/contactRules';
import { HOLIDAY_SETS, type HolidaySet } from '../nodes/domain/contactRules/holidaySets';
import { RULES_AS_OF } from '../nodes/domain/contactRules/rules';
import { HOUSE_HOURS } from '../nodes/domain/contactRules/settings';
import { markdownTable } from './causeTable/markdownTable';

export const CALLING_RULES_FILE = join(__dirname, '..', 'docs', 'reference', 'calling-rules.md');

const code = (text: string | undefined): string => (text ? `\`${text}\`` : '');

/** For whom a rule holds, as far as not for every sales call. */
function appliesTo(rule: Rule): string {
	const { purposes, dialing, contacts, numberTypes, customersExempt } = rule;
	return [
		purposes && `purpose ${purposes.join(', ')}`,
		dialing && `dialing ${dialing.join(', ')}`,
		contacts,
		numberTypes && `numbers of type ${numberTypes.join(', ')}`,
		customersExempt && 'customers exempt',
		rule.kind === 'hours' && rule.unknownArea && 'only while the state is not known',
		'liftedBy' in rule &&
			rule.liftedBy &&
			`lifted by ${rule.liftedBy === 'anyTime' ? 'consent to other times' : `${rule.liftedBy} consent`}`,
	]
		.filter(Boolean)
		.join('; ');
}

const days = ({ from, until }: Rule): string =>
	[from && `from ${from}`, until && `until ${until}`].filter(Boolean).join(' ');

const rows = RULES.map((rule) => [
	code(rule.id),
	describeValue(rule) + (rule.kind === 'hours' && rule.holidays ? ` (${code(rule.holidays)})` : ''),
	appliesTo(rule),
	days(rule),
	isOnByDefault(rule) ? rule.confidence : `${rule.confidence}, off`,
	`[${rule.source}](${rule.address})`,
	rule.note,
]);

const holidayRows = Object.entries<HolidaySet>(HOLIDAY_SETS).map(
	([name, { days: entries, unshifted = [], shift, source }]) => [
		code(name),
		[...entries, ...unshifted.map((entry) => `${entry} (never shifts)`)].join(', '),
		code(shift),
		source,
	],
);

/** The page as it must stand in docs/reference. */
export const callingRulesPage = (): string => `# Calling rules

<!-- Written by scripts/generate-calling-rules.ts from the table that Check Contact reads. -->

The rules that [Check Contact](../nodes/check-contact.md) knows, collected on ${RULES_AS_OF} from stored copies of public pages. They say in our own words what their sources say. They are not legal advice, and laws change: check what matters to you.

A rule is for sales calls to anyone in its jurisdiction unless **Applies to** says otherwise. Local time is the contact's. Hours include their start and not their end. A day that is not named is closed.

| Marked | Means | Checked |
| --- | --- | --- |
| high | The law's own text or a regulator's page was seen with the value, or several independent pages agree | yes |
| medium | The value was seen in a page that names the law | yes |
| low | One weak or old page, or pages that disagree | only if you turn it on |
| house | Not law: a cautious default of this package | yes |
| off | For certain companies only, or a stricter reading | only if you turn it on |

## How a row is read

- **Who**: rules of the contact's country and of its state. A state is known by _Area_, else by the area code. A code of several provinces has the rules of each.
- **In force**: from the first day of _from_ to the day before _until_, on the contact's calendar. Where the contact may be in several zones, a row is asked in each of them.
- **Hours**: inside when the contact's clock shows the start or later, and not yet the end. On a holiday nobody is called. On the eve of a holiday, hours for eves replace those of the weekday, if that day has any. Where a row names a zone, its clock and calendar count.
- **Lifted by**: consent of that kind or more, from none over presumed and express to written. Consent to other times is a setting of its own.
- **Attempts**: a call is allowed when fewer than that many attempts are younger than the period. An attempt as old as the period does not count any more.
- **Rest after a refusal**: the day of the refusal and that many calendar days after it; the next day at midnight is allowed.
- **Consent that lapses**: from the same day so many months later on, it is as if none was given. Where it would have been enough, this row is the one that decided.
- **Register**: from that many calendar days after the day of the entry on; a yes without a date counts at once.
- **Customers exempt**: the row does not concern a customer at all. **consumers**, **businesses**: the row concerns only them.
- **Never** comes before Not Now. Of several rows that must be waited for, the one that takes longest is named.

For a country that has rules and none about hours for such a call, ${HOUSE_HOURS.hours} is checked, unless you set own hours. A country without rules is Not Now unless you set own hours.

${markdownTable(['Rule', 'Value', 'Applies to', 'In force', 'Marked', 'Source', 'Note'], rows)}

## Holidays

Days are written as month-day; \`easter-2\` is two days before Easter Sunday, \`3 Mon 01\` the third Monday of January, \`Mon from 06-15\` the first Monday from 15 June on. What becomes of a month-day that falls on a weekend: \`nearest\` adds Friday for Saturday and Monday for Sunday, \`sunday\` adds Monday for Sunday, \`around\` adds both Friday and Monday for Saturday, and \`free\` adds the next weekday that is not a holiday. The day itself counts, too.

${markdownTable(['Set', 'Days', 'Weekend', 'Source'], holidayRows)}
`;

if (require.main === module) writeFileSync(CALLING_RULES_FILE, callingRulesPage());
