/** `npx tsx scripts/generate-cause-table.ts`: writes docs/reference/hangup-causes.md from the tables that the node reads. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mapCall, OUTCOME_TITLES } from '../nodes/domain/disposition';
import type { CauseRow } from '../nodes/domain/disposition/causes/causeRow';
import { FREESWITCH_CAUSES } from '../nodes/domain/disposition/causes/freeswitch';
import { OWN_SIDE_WORDS } from '../nodes/domain/disposition/causes/ownSide';
import { Q850_CAUSES } from '../nodes/domain/disposition/causes/q850';
import { SIP_STATUSES } from '../nodes/domain/disposition/causes/sip';
import { SOURCES } from '../nodes/domain/disposition/causes/sources';
import { PROVIDER_WORDS } from '../nodes/domain/disposition/causes/words';
import { DEFAULT_THRESHOLDS } from '../nodes/domain/disposition/thresholds';
import { isInvalid } from '../nodes/domain/result';
import { compileSettings } from '../nodes/MapDisposition/compileSettings';
import { agreementSection } from './causeTable/agreementSection';
import { EXAMPLES, type Example } from './causeTable/examples';
import { markdownTable } from './causeTable/markdownTable';

export const CAUSE_TABLE_FILE = join(__dirname, '..', 'docs', 'reference', 'hangup-causes.md');

type Column = readonly [title: string, cell: (row: CauseRow) => string | number | undefined];

const CODE: Column = ['Code', ({ code }) => code];
const MEANING: Column = ['Meaning', ({ meaning }) => meaning];
const OUTCOME: Column = ['Outcome', outcomeCell];
const NOTE: Column = ['Note', ({ note }) => note];
const SOURCE: Column = ['Sources', ({ sources }) => sources.split(' ').join(', ')];
const code = (names: readonly string[] = []): string => names.map((name) => `\`${name}\``).join(', ');
const asterisk: Column = [
	'Asterisk',
	({ asterisk: name, asteriskText, words = [] }) =>
		code([...(name ? [name] : []), ...words, ...(asteriskText ? [asteriskText] : [])]),
];
const freeswitch: Column = ['FreeSWITCH', ({ freeswitch: name }) => code(name ? [name] : [])];
const words: Column = ['Words', ({ words: names }) => code(names)];

function outcomeCell({ outcome, notAnswered, afterRinging, ...row }: CauseRow): string {
	const parts = [`**${OUTCOME_TITLES[outcome]}**`];
	if (notAnswered) parts.push(`${OUTCOME_TITLES[notAnswered]} when the payload shows that nobody answered`);
	if (afterRinging)
		parts.push(`${OUTCOME_TITLES[afterRinging]} after ${DEFAULT_THRESHOLDS.rangFromSeconds} s of ringing`);
	if (row.blocking) parts.push('block');
	if (row.ownSide) parts.push('own side');
	if (row.answered) parts.push('answered');
	if (row.midCall) parts.push('Connected with a talk time');
	if (row.vague) parts.push('vague');
	return parts.join('; ');
}

const table = (columns: readonly Column[], rows: readonly CauseRow[]): string =>
	markdownTable(
		columns.map(([title]) => title),
		rows.map((row) => columns.map(([, cell]) => cell(row))),
	);

const settings = compileSettings({ vocabulary: 'standard', dispositionNames: {}, timeZone: 'UTC', options: {} });

/** The node's own answer for an example, so that the page cannot promise another. */
function exampleRow({ facts, why }: Example): string[] {
	if (isInvalid(settings)) throw new Error(settings.rule);
	const call = { callUuid: 'example', direction: 'outbound', initiatedAt: '2026-06-04T09:14:00.000Z', ...facts };
	const mapped = mapCall(call, settings);
	if (isInvalid(mapped)) throw new Error(mapped.rule);
	const said = Object.entries(facts).map(([name, value]) => `\`${name}: ${String(value)}\``);
	return [said.join(', '), `**${OUTCOME_TITLES[mapped.outcome]}**`, `\`${mapped.outcomeReason}\``, why];
}

/** The page as it must stand in docs/reference. */
export function causeTablePage(): string {
	return `# Hangup causes

<!-- Written by scripts/generate-cause-table.ts from the tables that Map Disposition reads. -->

What [Map Disposition](../nodes/map-disposition.md) makes of what a trunk says about a finished call. An agent's own word comes before all of it.

## The order

Evidence is read by how precise it is, not by the field it is in. The first that says something counts:

1. **An answer that is known**: an answer time, or the trunk's detection of what answered. The call is connected, voicemail, screened or a fax, whatever its cause says.
2. **A block** (607, 608, 603+, caller ID verification).
3. **Our own side**: barring, credit, configuration or a limit of our own account. It says nothing about the contact.
4. **The trunk's word for this call**, such as \`no-answer\`.
5. **The hangup cause**: its Q.850 or FreeSWITCH value, then its name, then a \`Reason\` header.
6. **The SIP status.**
7. **A talk time**: a duration counts as one only where nothing above says that nobody answered.
8. **Vague values**: words, causes and statuses marked _vague_ below, in the order of 4 to 6.
9. Nothing: **Unknown**, with what was received kept in the record.

A call is connected only with evidence of an answer: an answer time, a detection, SIP 200, a word marked _answered_, or a talk time. Voicemail, screening and review rules that look at durations need a known talk time. A time that cannot be (0, year 1, before the call was placed) and a duration of more than a day are absent.

${markdownTable(['A finished call with', 'Outcome', '`outcomeReason`', 'Because'], EXAMPLES.map(exampleRow))}

Names are matched in any spelling: \`NO_USER_RESPONSE\`, \`no user response\`, \`noUserResponse\`, \`AST_CAUSE_NO_USER_RESPONSE\`, \`SWITCH_CAUSE_NO_USER_RESPONSE\`. Numbers may be text. \`Q.850;cause=18\`, \`SIP;cause=480\`, \`sip:480\`, \`480 Temporarily Unavailable\` and \`19 - User alerting, no answer\` are understood. Where your trunk means something else, set it under **Options → Cause Outcomes** in the node; your own reading comes right after an answer that is known.

Marks in the tables: _answered_ is evidence of an answer; _Connected with a talk time_ means that an answered call can end so, too; _vague_ and _own side_ as above.

## Q.850

Values without a row are not assigned and stay unknown.

${table([CODE, freeswitch, asterisk, MEANING, OUTCOME, NOTE, SOURCE], Q850_CAUSES)}

## FreeSWITCH's own causes

${table([CODE, freeswitch, OUTCOME, NOTE, SOURCE], FREESWITCH_CAUSES)}

## SIP status

A status without a row is read as the x00 of its class, as RFC 3261 section 8.1.3.2 says, and is vague.

${table([['Status', ({ code: status }) => status], MEANING, OUTCOME, NOTE, SOURCE], SIP_STATUSES)}

## Providers' words

Words that are also cause names (\`no_answer\`, \`user_busy\`, \`originator_cancel\`, \`decline\`) are in the tables above.

${table([words, MEANING, OUTCOME, NOTE, SOURCE], PROVIDER_WORDS)}

## Our own side

Read as words, and in reason phrases: a limit of channels, lines or concurrent calls, insufficient funds, a disabled account, an invalid caller ID, a country that is not enabled, and Telnyx's codes at the end of a phrase (D1, D13, …).

${table([words, MEANING, OUTCOME, NOTE, SOURCE], OWN_SIDE_WORDS)}

## Agreement with Asterisk and FreeSWITCH

${agreementSection()}

## Sources

${Object.entries(SOURCES)
	.map(([key, source]) => `- **${key}**: ${source}`)
	.join('\n')}
`;
}

if (require.main === module) writeFileSync(CAUSE_TABLE_FILE, causeTablePage());
