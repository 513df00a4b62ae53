import { NEXT_ACTION_TITLES, OUTCOME_TITLES, type NextAction, type Outcome } from '../../nodes/domain/disposition';
import type { Observation } from './observeCampaign';

/** Why a caller ID was chosen, shorter than the node's own sentence. */
const RULES: Record<string, string> = {
	prefix: 'area code',
	country: 'country',
	mappedCountry: 'mapped country',
	callingCode: 'calling code',
};

const HEADINGS = ['Contact', 'Number', 'Caller ID', 'Chosen by', 'Outcome', 'Talk', 'Next action', 'Record'];

/** @returns one line per call record, under headings, in columns as wide as they need to be */
export function formatTable({ records }: Observation): string {
	const inOrder = [...records].sort((one, other) => String(one.contact_id).localeCompare(String(other.contact_id)));
	const lines = inOrder.map((record) =>
		[
			record.contact_name,
			record.to_number,
			record.from_number,
			RULES[record.caller_id_rule as string] ?? record.caller_id_rule,
			OUTCOME_TITLES[record.outcome as Outcome],
			record.duration_seconds ? `${record.duration_seconds} s` : '',
			NEXT_ACTION_TITLES[record.next_action as NextAction],
			String(record.call_uuid).slice(0, 8),
		].map((cell) => String(cell ?? '')),
	);
	const widths = HEADINGS.map((heading, column) =>
		Math.max(heading.length, ...lines.map((line) => line[column].length)),
	);
	const format = (line: string[]): string =>
		line
			.map((cell, column) => cell.padEnd(widths[column]))
			.join('  ')
			.trimEnd();
	return [HEADINGS, widths.map((width) => '─'.repeat(width)), ...lines].map(format).join('\n');
}
