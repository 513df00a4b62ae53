/** `npx tsx scripts/generate-cause-table.ts`: writes docs/reference/hangup-causes.md from the tables that the node reads. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OUTCOME_TITLES } from '../nodes/domain/disposition';
import type { CauseRow } from '../nodes/domain/disposition/causes/causeRow';
import { FREESWITCH_CAUSES } from '../nodes/domain/disposition/causes/freeswitch';
import { Q850_CAUSES } from '../nodes/domain/disposition/causes/q850';
import { SIP_STATUSES } from '../nodes/domain/disposition/causes/sip';
import { SOURCES } from '../nodes/domain/disposition/causes/sources';
import { PROVIDER_WORDS } from '../nodes/domain/disposition/causes/words';
import { DEFAULT_THRESHOLDS } from '../nodes/domain/disposition/thresholds';

export const CAUSE_TABLE_FILE = join(__dirname, '..', 'docs', 'reference', 'hangup-causes.md');

type Column = readonly [title: string, cell: (row: CauseRow) => string | number | undefined];

const CODE: Column = ['Code', ({ code }) => code];
const MEANING: Column = ['Meaning', ({ meaning }) => meaning];
const OUTCOME: Column = ['Outcome', outcomeCell];
const NOTE: Column = ['Note', ({ note }) => note];
const SOURCE: Column = ['Sources', ({ sources }) => sources.split(' ').join(', ')];
const code = (names: readonly string[] = []): string => names.map((name) => `\`${name}\``).join(', ');

function outcomeCell({ outcome, notAnswered, afterRinging, blocking, yields }: CauseRow): string {
	const parts = [`**${OUTCOME_TITLES[outcome]}**`];
	if (notAnswered) parts.push(`${OUTCOME_TITLES[notAnswered]} when the payload shows that nobody answered`);
	if (afterRinging)
		parts.push(`${OUTCOME_TITLES[afterRinging]} after ${DEFAULT_THRESHOLDS.rangFromSeconds} s of ringing`);
	if (blocking) parts.push('read before every other cause');
	if (yields) parts.push('unless the provider’s word says why');
	return parts.join('; ');
}

function table(columns: readonly Column[], rows: readonly CauseRow[]): string {
	const line = (cells: ReadonlyArray<string | number | undefined>): string =>
		`| ${cells.map((cell) => cell ?? '').join(' | ')} |`;
	return [
		line(columns.map(([title]) => title)),
		line(columns.map(() => '---')),
		...rows.map((row) => line(columns.map(([, cell]) => cell(row)))),
	].join('\n');
}

/** The page as it must stand in docs/reference. */
export function causeTablePage(): string {
	const asterisk: Column = [
		'Asterisk',
		({ asterisk: name, words = [] }) =>
			code([...(name ? [name] : []), ...words.map((word) => word.replace('AST_CAUSE_', ''))]),
	];
	const freeswitch: Column = ['FreeSWITCH', ({ freeswitch: name }) => code(name ? [name] : [])];
	const words: Column = ['Words', ({ words: names }) => code(names)];
	return `# Hangup causes

<!-- Written by scripts/generate-cause-table.ts from the tables that Map Disposition reads. -->

What [Map Disposition](../nodes/map-disposition.md) makes of a call that nobody answered. An answer always comes first: an answered call is connected, voicemail or screened by its times, whatever its cause says.

The evidence is read in this order, and the first that says something counts:

1. markers of a block (607, 608, 603+, caller ID verification);
2. the hangup cause: its Q.850 or FreeSWITCH value, then its name, then a \`Reason\` header;
3. the SIP status;
4. the provider's own word;
5. nothing: **Unknown**, with what was received kept in the record.

Names are matched in any spelling: \`NO_USER_RESPONSE\`, \`no user response\`, \`noUserResponse\`, \`AST_CAUSE_NO_USER_RESPONSE\`, \`SWITCH_CAUSE_NO_USER_RESPONSE\`. Numbers may be text. \`Q.850;cause=18\`, \`SIP;cause=480\`, \`sip:480\` and \`480 Temporarily Unavailable\` are understood. Where your trunk means something else, set it under **Options → Cause Outcomes** in the node.

## Q.850

Values without a row are not assigned and stay unknown.

${table([CODE, freeswitch, asterisk, MEANING, OUTCOME, NOTE, SOURCE], Q850_CAUSES)}

## FreeSWITCH's own causes

${table([CODE, freeswitch, OUTCOME, NOTE, SOURCE], FREESWITCH_CAUSES)}

## SIP status

${table([['Status', ({ code: status }) => status], MEANING, OUTCOME, NOTE, SOURCE], SIP_STATUSES)}

## Providers' words

Read where a provider has no cause of its own, or beside one that says nothing. Words that are also cause names (\`no_answer\`, \`user_busy\`, \`originator_cancel\`, \`decline\`) stand in the tables above.

${table([words, MEANING, OUTCOME, NOTE, SOURCE], PROVIDER_WORDS)}

## Sources

${Object.entries(SOURCES)
	.map(([key, source]) => `- **${key}**: ${source}`)
	.join('\n')}
`;
}

if (require.main === module) writeFileSync(CAUSE_TABLE_FILE, causeTablePage());
