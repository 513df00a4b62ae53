import { OUTCOME_TITLES } from '../../nodes/domain/disposition';
import { keyOf, pairsOfSwitches } from './agreement';
import { ASTERISK_ALIASES, ASTERISK_CAUSES } from './asterisk';
import { DISAGREEMENTS } from './disagreements';
import { FREESWITCH_CAUSES } from './freeswitch';
import { markdownTable } from './markdownTable';

/** How far the tables agree with the two switches' own maps, with a reason for each pair where they do not. */
export function agreementSection(): string {
	const pairs = pairsOfSwitches();
	const differing = pairs.filter(({ sipOutcome, causeOutcome }) => sipOutcome !== causeOutcome);
	return `Every cause of Asterisk (${ASTERISK_CAUSES.length} codes with their names and texts, ${ASTERISK_ALIASES.length} aliases) and of FreeSWITCH (${FREESWITCH_CAUSES.length} codes and names) is known in each of its spellings. Both switches map SIP statuses to causes and back: ${pairs.length} pairs. In ${pairs.length - differing.length} of them the status and the cause have the same outcome here. In the others they do not, for these reasons:

${markdownTable(
	['Pair', 'SIP status here', 'Cause here', 'Reason'],
	differing.map((pair) => [
		keyOf(pair),
		OUTCOME_TITLES[pair.sipOutcome],
		OUTCOME_TITLES[pair.causeOutcome],
		DISAGREEMENTS[keyOf(pair)],
	]),
)}`;
}
